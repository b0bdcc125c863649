import ShellBytes
import ShellCommand
import ShellSystem

extension Utility {
  /// `md5sum` prints or checks MD5 digests.
  ///
  /// - Output: `digest  name` lines; with `-c` `name: OK` or `name: FAILED`.
  /// - Status: 0; 1 if a file could not be read or does not match.
  /// - Source: GNU coreutils 9.1 `md5sum`, RFC 1321.
  public static let md5sum = checksum("md5sum", "MD5", .md5, length: 32)

  /// `sha1sum` prints or checks SHA-1 digests; options and status as `md5sum`.
  ///
  /// - Source: GNU coreutils 9.1 `sha1sum`, FIPS 180-4.
  public static let sha1sum = checksum("sha1sum", "SHA1", .sha1, length: 40)

  /// `sha224sum` prints or checks SHA-224 digests; options and status as `md5sum`.
  ///
  /// - Source: GNU coreutils 9.1 `sha224sum`, FIPS 180-4.
  public static let sha224sum = checksum("sha224sum", "SHA224", .sha224, length: 56)

  /// `sha256sum` prints or checks SHA-256 digests; options and status as `md5sum`.
  ///
  /// - Source: GNU coreutils 9.1 `sha256sum`, FIPS 180-4.
  public static let sha256sum = checksum("sha256sum", "SHA256", .sha256, length: 64)

  /// `sha384sum` prints or checks SHA-384 digests; options and status as `md5sum`.
  ///
  /// - Source: GNU coreutils 9.1 `sha384sum`, FIPS 180-4.
  public static let sha384sum = checksum("sha384sum", "SHA384", .sha384, length: 96)

  /// `sha512sum` prints or checks SHA-512 digests; options and status as `md5sum`.
  ///
  /// - Source: GNU coreutils 9.1 `sha512sum`, FIPS 180-4.
  public static let sha512sum = checksum("sha512sum", "SHA512", .sha512, length: 128)

  private static func checksum(
    _ name: ByteString, _ tag: ByteString, _ algorithm: Digest.Algorithm, length: Int
  ) -> Utility {
    Utility(name, usage: "[-bctwz] [--quiet] [--status] [--strict] [--tag] [file...]") { context in
      let arguments = try context.parseArguments(
        options: "bctwz",
        long: [
          "binary b", "check c", "text t", "warn w", "zero z", "quiet", "status", "strict", "tag",
          "ignore-missing",
        ])
      var check = ChecksumRun(context, tag: tag, algorithm: algorithm, length: length)
      for option in arguments.options { check.take(option) }
      let names = arguments.operands.isEmpty ? ["-"] : arguments.operands
      for name in names {
        if check.isChecking { try check.check(name) } else { try check.write(name) }
      }
      return check.status
    }
  }
}

private struct ChecksumRun {
  private let context: CommandContext
  private let tag: ByteString
  private let algorithm: Digest.Algorithm
  private let length: Int
  var isChecking = false
  private var isBinary = false
  private var isTagged = false
  private var isQuiet = false
  private var isSilent = false
  private var isStrict = false
  private var warns = false
  private var ignoresMissing = false
  private var end: UInt8 = 10
  private(set) var status = ExitStatus.success

  init(_ context: CommandContext, tag: ByteString, algorithm: Digest.Algorithm, length: Int) {
    self.context = context
    self.tag = tag
    self.algorithm = algorithm
    self.length = length
  }

  mutating func take(_ option: Arguments.Option) {
    switch option.letter {
    case UInt8(ascii: "b"): isBinary = true
    case UInt8(ascii: "c"): isChecking = true
    case UInt8(ascii: "t"): isBinary = false
    case UInt8(ascii: "w"): warns = true
    case UInt8(ascii: "z"): end = 0
    default:
      switch option.long {
      case "quiet": isQuiet = true
      case "status": isSilent = true
      case "strict": isStrict = true
      case "tag": isTagged = true
      default: ignoresMissing = true
      }
    }
  }

  private func digest(_ file: OpenFile) throws -> ByteString {
    if (try? file.status())?.kind == .directory { throw Errno.isDirectory }
    var digest = Digest(algorithm)
    let reader = ByteReader(file, gate: context.gate)
    while try reader.readBlock({ digest.update($0) }) {}
    return digest.finish()
  }

  mutating func write(_ name: ByteString) throws {
    var found: ByteString?
    let isRead = try context.attempt(name.quotedIfNeeded) {
      found = try digest(try context.open(name))
    }
    guard isRead, let found else {
      status = .failure
      return
    }
    // A name that would break its line is written with backslashes, and so marked.
    let escaped = end == 10 ? ChecksumRun.escaped(name) : name
    let mark: ByteString = escaped == name ? "" : "\\"
    if isTagged {
      try context.output.write("\(mark)\(tag) (\(escaped)) = \(found)")
    } else {
      try context.output.write("\(mark)\(found) \(isBinary ? "*" : " ")\(escaped)")
    }
    try context.output.write(end)
  }

  private static func escaped(_ name: ByteString) -> ByteString {
    var result = ByteString()
    for byte in name {
      switch byte {
      case UInt8(ascii: "\\"): result += "\\\\"
      case 10: result += "\\n"
      case 13: result += "\\r"
      default: result.append(byte)
      }
    }
    return result
  }

  mutating func check(_ list: ByteString) throws {
    let shown: ByteString = list == "-" ? "'standard input'" : list.quotedIfNeeded
    var counts = (lines: 0, wrong: 0, failed: 0, unreadable: 0, matched: 0)
    var lineNumber = 0
    if (try? context.status(list))?.kind == .directory, list != "-" {
      context.report("\(shown): read error")
      status = .failure
      return
    }
    let isOpen = try context.attempt(shown) {
      let file = try context.open(list)
      let reader = ByteReader(file, gate: context.gate)
      while let line = try reader.readLine() {
        lineNumber += 1
        if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
        guard let (expected, name) = parse(line) else {
          counts.wrong += 1
          if warns {
            context.report(
              "\(shown): \(lineNumber): improperly formatted \(tag) checksum line")
          }
          continue
        }
        counts.lines += 1
        if ignoresMissing, name != "-", !context.files.exists(context.path(name)) { continue }
        var found: ByteString?
        let isRead = try context.attempt(name.quotedIfNeeded) {
          found = try digest(try context.open(name))
        }
        guard isRead else {
          counts.unreadable += 1
          if !isSilent {
            try context.output.write("\(name.quotedIfNeeded): FAILED open or read\n")
          }
          continue
        }
        if found == expected.asciiLowercased {
          counts.matched += 1
          if !isQuiet && !isSilent { try context.output.write("\(name.quotedIfNeeded): OK\n") }
        } else {
          counts.failed += 1
          if !isSilent { try context.output.write("\(name.quotedIfNeeded): FAILED\n") }
        }
      }
    }
    guard isOpen else {
      status = .failure
      return
    }
    try conclude(shown, counts)
  }

  private mutating func conclude(
    _ shown: ByteString,
    _ counts: (lines: Int, wrong: Int, failed: Int, unreadable: Int, matched: Int)
  ) throws {
    if counts.lines == 0 {
      context.report("\(shown): no properly formatted checksum lines found")
      status = .failure
      return
    }
    func warn(_ count: Int, _ one: ByteString, _ many: ByteString) {
      if count > 0 && !isSilent { context.report("WARNING: \(count) \(count == 1 ? one : many)") }
    }
    warn(counts.wrong, "line is improperly formatted", "lines are improperly formatted")
    warn(counts.unreadable, "listed file could not be read", "listed files could not be read")
    warn(
      counts.failed, "computed checksum did NOT match", "computed checksums did NOT match")
    if ignoresMissing && counts.matched == 0 && counts.failed == 0 {
      if !isSilent { context.report("\(shown): no file was verified") }
      status = .failure
    }
    if counts.failed + counts.unreadable > 0 || isStrict && counts.wrong > 0 { status = .failure }
  }

  /// `digest  name`, `digest *name` or `TAG (name) = digest`.
  private func parse(_ line: ByteString) -> (digest: ByteString, name: ByteString)? {
    var line = line
    if line.last == 13 { line.removeLast(1) }
    let isEscaped = line.first == UInt8(ascii: "\\")
    if isEscaped { line = line.dropFirst() }
    var digest: ByteString
    var name: ByteString
    if line.hasPrefix("\(tag) ("), line.count > length + 4 {
      digest = line.suffix(length)
      let rest = line.dropFirst(tag.count + 2).dropLast(length)
      guard rest.hasSuffix(") = ") else { return nil }
      name = rest.dropLast(4)
    } else {
      digest = line.prefix(length)
      let rest = line.dropFirst(length)
      guard rest.count > 2, rest[0] == 32 else { return nil }
      name = rest[1] == 32 || rest[1] == UInt8(ascii: "*") ? rest.dropFirst(2) : rest.dropFirst()
    }
    guard digest.count == length, digest.allSatisfy({ $0.hexDigitValue != nil }) else {
      return nil
    }
    return (digest, isEscaped ? ChecksumRun.unescaped(name) : name)
  }

  private static func unescaped(_ name: ByteString) -> ByteString {
    var result = ByteString()
    var at = 0
    while at < name.count {
      var byte = name[at]
      at += 1
      if byte == UInt8(ascii: "\\"), at < name.count {
        byte = name[at] == UInt8(ascii: "n") ? 10 : name[at] == UInt8(ascii: "r") ? 13 : name[at]
        at += 1
      }
      result.append(byte)
    }
    return result
  }
}
