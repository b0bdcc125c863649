import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `curl` transfers data from and to servers.
  ///
  /// - Input: standard input where an option names `-`: `-d @-`, `-T -`, `-K -`, `-F a=@-`.
  /// - Output: the bodies of the responses, unchanged; with `-i` and `-I` their headers; what `-w`
  ///   describes.
  /// - Status: curl's own: 0; 2 on wrong usage and without libcurl; 6 and 7 when a host cannot be
  ///   resolved or reached; 22 for status 400 and above with `-f`; 23 for a write error; 28 when
  ///   the time is over; 60 for a certificate that cannot be verified; and others.
  /// - Source: curl 7.88 manual. Differs: there is no progress meter, transfers of `-Z` run one
  ///   after the other, and `file:` URLs are read through the command's own file system. Beyond
  ///   it: `--aws-sigv4` without `-u` takes the credentials of the environment.
  public static let curl = Utility("curl", usage: "[options...] <url>") { context in
    var parser = OptionParser(context)
    try parser.readDefaults()
    try parser.parse(context.arguments)
    if parser.global.showsHelp {
      try CurlHelp.write(to: context.output)
      return .success
    }
    try Library.load()
    if parser.global.showsVersion {
      try context.output.write("curl \(Library.version) (nacre) \(Library.description)\n")
      return .success
    }
    guard let handle = Handle() else { throw UtilityError("out of memory", status: 27) }
    let session = Session(context, parser.global, handle)
    try session.begin()

    var result: Int32 = 0
    var urlNumber = 0
    for options in parser.operations {
      try options.check(session)
      let (last, stops) = try Operation(session, options).run(&urlNumber)
      result = last
      if stops { break }
    }
    writeJars(parser.operations, session)
    try? context.output.flush()
    return ExitStatus(truncating: Int(result))
  }

  private static func writeJars(_ operations: [Options], _ session: Session) {
    for name in operations.compactMap(\.cookieJar) {
      let cookies = session.handle.texts(CurlInformation.cookieList)
      if !Cookies.write(cookies, to: name, session.context) {
        session.warn("failed to save cookies in \(name): failed to open cookie jar")
      }
    }
  }
}

extension OptionParser {
  /// Reads `.curlrc`, unless `-q` comes first.
  mutating func readDefaults() throws {
    let first = context.arguments.first ?? ""
    if first == "--disable" || (first.hasPrefix("-q") && !first.hasPrefix("--")) { return }
    for variable: ByteString in ["CURL_HOME", "XDG_CONFIG_HOME", "HOME"] {
      guard let home = context.environment[variable], !home.isEmpty else { continue }
      let name: ByteString = "\(home)/.curlrc"
      if context.files.exists(context.path(name)) {
        try readConfiguration(name)
        return
      }
    }
  }
}

extension Options {
  /// Whether there is something to do, and only one way to do it.
  fileprivate func check(_ session: Session) throws {
    guard targets.contains(where: { $0.url != nil }) else {
      let isEmpty = session.context.arguments.isEmpty
      let missing: ByteString = isEmpty ? "" : "curl: no URL specified!\n"
      session.writeMessage(missing + OptionParser.hint + "\n")
      throw UtilityError.exit(2)
    }
    let head: ByteString = "HEAD (-I, --head)"
    let form: ByteString = "POST (-F, --form)"
    let data: ByteString = "POST (-d, --data)"
    var pair: (new: ByteString, old: ByteString)?
    if !putsDataInURL && self.data != nil {
      if !self.form.isEmpty { pair = (data, form) } else if isHead { pair = (data, head) }
    } else if isHead && !self.form.isEmpty {
      pair = (form, head)
    }
    if let pair {
      session.warn(
        "You can only select one HTTP request method! You asked for both \(pair.new) and "
          + "\(pair.old).")
      throw UtilityError.exit(2)
    }
  }
}

/// The text of `--help`.
enum CurlHelp {
  static func write(to output: ByteWriter) throws(Errno) {
    try output.write("Usage: curl [options...] <url>\n")
    for row in OptionRow.all {
      let letter: ByteString =
        row.letter == 0 ? "     " : " -" + ByteString(CollectionOfOne(row.letter)) + ", "
      var line: ByteString = "\(letter)--\(row.name)"
      if !row.argument.isEmpty { line += " <\(row.argument)>" }
      let padding = ByteString(repeating: 32, count: max(1, 36 - line.count))
      try output.write(line + padding + row.help + "\n")
    }
  }
}
