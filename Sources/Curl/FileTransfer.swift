import ShellBytes
import ShellCommand
import ShellSystem

/// `file:` URLs. They are answered here and never by libcurl, which would read files of the host
/// whatever file system the command is given.
extension Transfer {
  /// The path of a `file:` URL; nil for other URLs.
  static func path(ofFileURL url: ByteString) -> ByteString? {
    guard url.prefix(5).asciiLowercased == "file:" else { return nil }
    let parts = URLParts(url)
    let path = parts?.get(.path, URLParts.decode)
    return path ?? url.dropFirst(url.hasPrefix("file://") ? 7 : 5)
  }

  /// Copies a file to the output, or the upload to a file.
  /// - Returns: the result (CURLcode), the number of bytes copied, and what went wrong.
  func copyFile(
    _ path: ByteString, _ context: CommandContext
  ) throws -> (result: Int32, size: Int, message: ByteString) {
    if let upload {
      guard let file = try? context.open(path, [.write, .create, .truncate]) else {
        return (ResultCode.writeError, 0, "Can't open \(path) for writing")
      }
      let bytes = try upload.readAll(context.gate)
      try file.write(bytes, context.gate)
      return (ResultCode.ok, bytes.count, "")
    }
    guard let file = try? context.open(path), let status = try? file.status(),
      status.kind != .directory
    else { return (ResultCode.cannotReadFile, 0, "Couldn't open file \(path)") }
    if options.includesHeaders {
      let seconds = status.modified / 1_000_000_000
      let head: ByteString = """
        Content-Length: \(status.size)\r
        Accept-ranges: bytes\r
        Last-Modified: \(Transfer.httpDate(seconds))\r\n\(options.isHead ? "" : "\r\n")
        """
      if !head.withBytes({ receive($0) == $0.count }) { return writeFailure() }
    }
    if options.isHead { return (ResultCode.ok, 0, "") }
    var size = 0
    let reader = ByteReader(file, gate: context.gate)
    var isTaken = true
    while isTaken,
      try reader.readBlock({ bytes in
        size += bytes.count
        isTaken = receive(bytes) == bytes.count
      })
    {}
    return isTaken ? (ResultCode.ok, size, "") : writeFailure()
  }

  private func writeFailure() -> (result: Int32, size: Int, message: ByteString) {
    (ResultCode.writeError, 0, "Failure writing output to destination")
  }

  /// `Sun, 06 Nov 1994 08:49:37 GMT`.
  static func httpDate(_ seconds: Int) -> ByteString {
    guard let time = TimeZone.utc.calendarTime(at: seconds) else { return "" }
    let days: [ByteString] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months: [ByteString] = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    func two(_ number: Int) -> ByteString { number < 10 ? "0\(number)" : ByteString(number) }
    let day = days[(time.weekday % 7 + 7) % 7]
    let month = months[min(max(time.month - 1, 0), 11)]
    return
      "\(day), \(two(time.day)) \(month) \(time.year) \(two(time.hour)):\(two(time.minute)):\(two(time.second)) GMT"
  }
}
