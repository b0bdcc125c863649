import ShellBytes
import ShellCommand
import ShellSystem

/// Runs the transfers that one set of options stands for.
final class Operation {
  private let session: Session
  private let options: Options
  private var context: CommandContext { session.context }
  private var isFirst = true
  /// The body, unless it was put into the URL.
  private let data: ByteString?

  init(_ session: Session, _ options: Options) {
    self.session = session
    self.options = options
    data = options.putsDataInURL ? nil : options.data
  }

  /// Runs all transfers.
  /// - Parameter urlNumber: counts the URLs of the whole command.
  /// - Returns: the result of the last one, and whether the command has to end.
  func run(_ urlNumber: inout Int) throws -> (result: Int32, stops: Bool) {
    var result: Int32 = 0
    for target in options.targets {
      guard let url = target.url else {
        session.warn("Got more output options than URLs")
        continue
      }
      let glob: URLGlob
      do {
        glob = options.isGlobbingOff ? URLGlob(literal: url) : try URLGlob(url)
      } catch let failure {
        let pointer = ByteString(repeating: 32, count: max(failure.position - 1, 1)) + "^"
        session.reportResult(
          ResultCode.malformedURL,
          "\(failure.message) in URL position \(failure.position):\n\(url)\n\(pointer)")
        return (ResultCode.malformedURL, true)
      }
      for index in 0..<glob.count {
        try context.check()
        let (text, values) = glob.url(index)
        result = try run(target, text, values, urlNumber)
        isFirst = false
        urlNumber += 1
        if result != 0 && (session.global.failsEarly || Operation.isFatal(result)) {
          return (result, true)
        }
      }
    }
    return (result, false)
  }

  /// Results after which no other URL is tried.
  private static func isFatal(_ result: Int32) -> Bool {
    // Failed initialization, out of memory, unknown option, bad function argument.
    result == 2 || result == 27 || result == 48 || result == 43
  }

  // MARK: One URL

  private func run(
    _ target: Target, _ text: ByteString, _ values: [ByteString], _ urlNumber: Int
  ) throws -> Int32 {
    var url = text
    if let upload = target.upload, !upload.isEmpty { url = Operation.url(url, naming: upload) }
    guard let name = outputName(target, url, values) else {
      session.reportResult(ResultCode.writeError, Library.message(ResultCode.writeError))
      return ResultCode.writeError
    }
    url = withQuery(url)
    let isFile = Transfer.path(ofFileURL: url)
    let output = OutputFile(
      session, options, name: name, allowsBinary: target.output == .file("-"))
    let transfer = Transfer(
      session, options, url: url, isHTTP: isFile == nil, output: output)
    transfer.awaitsName = options.usesHeaderFileName && target.output == .remoteName

    var resume = 0
    if case .some(let wanted) = options.resumeFrom {
      let existing = name.flatMap {
        (try? context.files.status(context.path($0), followLinks: true))?.size
      }
      resume = wanted ?? existing ?? 0
    }
    if let upload = target.upload, !upload.isEmpty {
      guard let file = try openUpload(upload) else { return ResultCode.readError }
      transfer.upload = file
    } else if resume > 0 && !output.resume(at: resume) {
      return ResultCode.writeError
    }
    if let headerName = options.headerFile, isFile == nil {
      do {
        transfer.headerFile = try headerFile(headerName)
      } catch {
        session.warn("Failed to open \(headerName)")
        return ResultCode.writeError
      }
    }

    let report: TransferReport
    if let path = isFile {
      report = try runFile(transfer, path)
    } else {
      let result = try transfer.configure(data: data, isFirst: isFirst)
      if result != 0 {
        session.reportResult(result, Library.message(result))
        return result
      }
      setSizes(transfer, resume)
      report = try runWithRetries(transfer)
    }
    return try finish(transfer, report, urlNumber)
  }

  private func headerFile(_ name: ByteString) throws -> OpenFile {
    name == "-" ? context.output.file : try session.headerFile(name)
  }

  private func setSizes(_ transfer: Transfer, _ resume: Int) {
    let handle = session.handle
    if resume > 0 { handle.set(.resumeFrom, resume) }
    if let file = transfer.upload, let status = try? file.status(), status.kind == .regular {
      handle.set(.uploadSize, status.size)
    }
  }

  private func openUpload(_ name: ByteString) throws -> OpenFile? {
    if name == "-" || name == "." { return context.input.file }
    do {
      return try context.open(name)
    } catch let error {
      if error == .cancelled || error == .interrupted { throw error }
      session.writeMessage("curl: Can't open '\(name)'!\n\(OptionParser.hint)\n")
      session.reportResult(ResultCode.readError, Library.message(ResultCode.readError))
      return nil
    }
  }

  /// The file that the output goes to; `.some(nil)` for standard output, nil after a message.
  private func outputName(
    _ target: Target, _ url: ByteString, _ values: [ByteString]
  ) -> ByteString?? {
    var name: ByteString
    switch target.output {
    case nil: return .some(nil)
    case .file(let given):
      if given == "-" { return .some(nil) }
      name = URLGlob.fileName(given, values)
    case .remoteName:
      guard let remote = Operation.remoteName(url) else {
        session.report("Remote file name has no length!")
        return nil
      }
      name = remote
    }
    if let directory = options.outputDirectory { name = "\(directory)/\(name)" }
    if options.makesDirectories {
      do {
        try OutputFile.makeDirectories(of: name, context)
      } catch let failure {
        session.writeMessage("Error creating directory \(failure.path).\n")
        return nil
      }
    }
    return name
  }

  /// The last component of a URL's path.
  static func remoteName(_ url: ByteString) -> ByteString? {
    guard let path = URLParts(url)?.get(.path),
      let slash = path.lastIndex(of: UInt8(ascii: "/"))
    else { return nil }
    let name = path.dropFirst(slash + 1)
    return name.isEmpty ? nil : name
  }

  /// A URL whose path ends with a slash gets the name of the file that is sent there.
  static func url(_ url: ByteString, naming file: ByteString) -> ByteString {
    guard file != "-", file != ".", let parts = URLParts(url), parts.get(.query) == nil,
      let path = parts.get(.path), path.last == UInt8(ascii: "/")
    else { return url }
    let name = PostData.percentEncoded(Path.lastComponent(file))
    return parts.set(.path, path + name) ? parts.get(.url) ?? url : url
  }

  /// The URL with what `-G` and `--url-query` add.
  private func withQuery(_ url: ByteString) -> ByteString {
    let data = options.putsDataInURL ? options.data : nil
    let added = [data, options.query].compactMap { $0 }
    guard !added.isEmpty, let parts = URLParts(url) else { return url }
    for query in added where !query.isEmpty { parts.set(.query, query, URLParts.appendQuery) }
    return parts.get(.url) ?? url
  }

  // MARK: Running

  private func runFile(_ transfer: Transfer, _ path: ByteString) throws -> TransferReport {
    var report = TransferReport()
    let start = SystemClock.monotonic
    let isAllowed = (options.protocols ?? ~0) & Protocols.file != 0
    let copied =
      isAllowed
      ? try transfer.copyFile(path, context)
      : (
        result: ResultCode.unsupportedProtocol, size: 0,
        message: "Protocol \"file\" not supported or disabled in libcurl"
      )
    if let failure = transfer.failure, failure == .cancelled || failure == .interrupted {
      throw failure
    }
    report.result = copied.result
    report.errorMessage = copied.message
    let time = Int((SystemClock.monotonic - start) / 1000)
    report.integers = [
      CurlInformation.downloadSize: transfer.upload == nil ? copied.size : 0,
      CurlInformation.uploadSize: transfer.upload == nil ? 0 : copied.size,
      CurlInformation.totalTime: time,
    ]
    report.texts = [
      CurlInformation.effectiveURL: transfer.url, CurlInformation.scheme: "FILE",
      CurlInformation.effectiveMethod: "GET",
    ]
    if report.result != 0 { session.reportResult(report.result, copied.message) }
    return report
  }

  private func runWithRetries(_ transfer: Transfer) throws -> TransferReport {
    var left = options.retryCount
    var sleep = options.retryDelay > 0 ? options.retryDelay : 1
    let start = SystemClock.monotonic
    while true {
      var report = TransferReport()
      report.handle = session.handle
      report.result = try session.handle.perform(context.gate)
      if let failure = transfer.failure, failure == .cancelled || failure == .interrupted {
        throw failure
      }
      // Errors are told for each try, the one that is tried again, too.
      settle(&report)
      let elapsed = Int((SystemClock.monotonic - start) / 1_000_000_000)
      guard left > 0, options.retryMaximum == 0 || elapsed < options.retryMaximum,
        let reason = retryReason(report)
      else { return report }
      var wait = sleep
      if reason == ": HTTP error" {
        let asked = report.integer(CurlInformation.retryAfter)
        if asked > wait { wait = asked }
        if asked > 0, options.retryMaximum > 0, elapsed + asked > options.retryMaximum {
          session.report(
            "The Retry-After: time would make this command line exceed the maximum allowed "
              + "time for retries.")
          return report
        }
      }
      session.warn("Problem \(reason). Will retry in \(wait) seconds. \(left) retries left.")
      left -= 1
      if options.retryDelay == 0 { sleep = min(sleep * 2, 600) }
      transfer.restart()
      try context.gate.sleep(
        until: SystemClock.monotonic &+ UInt64(clamping: min(wait, 1 << 30)) &* 1_000_000_000)
    }
  }

  /// Why another try may succeed; nil when none is made.
  private func retryReason(_ report: TransferReport) -> ByteString? {
    switch report.result {
    case ResultCode.timedOut, ResultCode.cannotResolveHost, ResultCode.cannotResolveProxy, 12:
      return ": timeout"
    case ResultCode.cannotConnect where options.retriesRefused:
      // ECONNREFUSED
      if report.integer(CurlInformation.systemError) == 111 { return ": connection refused" }
    case ResultCode.ok, ResultCode.httpReturnedError:
      switch report.integer(CurlInformation.responseCode) {
      case 408, 429, 500, 502, 503, 504: return ": HTTP error"
      default: break
      }
    default: break
    }
    return report.result != 0 && options.retriesAllErrors ? "(retrying all errors)" : nil
  }

  /// Makes a bad status an error where that is wanted, and prints what went wrong.
  private func settle(_ report: inout TransferReport) {
    if report.result != 0 {
      let message = session.handle.errorMessage
      report.errorMessage = message.isEmpty ? Library.message(report.result) : message
      session.reportResult(report.result, report.errorMessage ?? "")
      if report.result == ResultCode.peerFailedVerification && session.showsErrors {
        session.writeMessage(Operation.certificateAdvice)
      }
    } else if options.failsWithBody {
      let code = report.integer(CurlInformation.responseCode)
      guard code >= 400 else { return }
      report.result = ResultCode.httpReturnedError
      report.errorMessage = "The requested URL returned error: \(code)"
      session.reportResult(report.result, report.errorMessage ?? "")
    }
  }

  private static let certificateAdvice: ByteString = """
    More details here: https://curl.se/docs/sslcerts.html

    curl failed to verify the legitimacy of the server and therefore could not
    establish a secure connection to it. To learn more about this situation and
    how to fix it, please visit the web page mentioned above.

    """

  /// What follows the last try: files are closed, `-w` is written.
  private func finish(
    _ transfer: Transfer, _ ended: TransferReport, _ urlNumber: Int
  ) throws -> Int32 {
    var report = ended
    let output = transfer.output
    if report.result == 0 && output.isMissing
      && report.integer(CurlInformation.conditionUnmet) == 0 && !output.create()
    {
      // An empty response makes an empty file.
      report.result = ResultCode.writeError
    }
    let time = options.keepsRemoteTime ? report.integer(CurlInformation.fileTime) : -1
    do {
      try output.finish()
    } catch let error {
      if error == .cancelled || error == .interrupted { throw error }
      if report.result == 0 {
        report.result = ResultCode.writeError
        session.reportResult(report.result, "Failed writing body")
      }
    }
    if report.result != 0 && options.removesOnError { output.remove() }
    if report.result == 0 && time > 0 { output.setTime(time) }
    if let format = options.writeOut {
      report.url = transfer.url
      report.urlNumber = urlNumber
      report.fileName = output.name
      report.headers = transfer.headers
      let writer = WriteOut(report: report) { [session] in
        session.writeMessage("curl: \($0)\n")
      }
      writer.write(
        format, output: { [context] in try? context.output.write($0) },
        error: { [context] in try? context.error.write($0) })
    }
    // What `-w` wrote to a closed pipe is nobody's loss: the original does not look, either.
    try? context.output.flush()
    return report.result
  }
}
