import CCurl
import ShellBytes
import ShellCommand
import ShellSystem

/// What `-v`, `--trace` and `--trace-ascii` write of a transfer.
final class Trace {
  /// What libcurl reports (curl_infotype).
  enum Kind: Int32 {
    case text = 0
    case headerIn, headerOut, dataIn, dataOut, sslDataIn, sslDataOut
  }
  enum Form { case plain, ascii, hexadecimal }

  private let form: Form
  private let write: (ByteString) -> Void
  /// In the plain form: whether a line is unfinished, and whether data was mentioned.
  private var isInLine = false
  private var hasMentionedData = false

  init(_ form: Form, write: @escaping (ByteString) -> Void) {
    self.form = form
    self.write = write
  }

  func report(_ kind: Kind, _ bytes: ByteString) {
    if form == .plain { reportPlainly(kind, bytes) } else { dump(kind, bytes) }
  }

  private func reportPlainly(_ kind: Kind, _ bytes: ByteString) {
    var text = ByteString()
    let mark: ByteString
    switch kind {
    case .text: mark = "* "
    case .headerIn: mark = "< "
    case .headerOut: mark = "> "
    case .dataIn, .sslDataIn: mark = "{ "
    case .dataOut, .sslDataOut: mark = "} "
    }
    switch kind {
    case .text, .headerIn:
      if !isInLine { text.append(mark) }
      text.append(bytes)
      isInLine = !bytes.isEmpty && bytes.last != 10
      hasMentionedData = false
    case .headerOut:
      var start = 0
      while let end = bytes.firstIndex(of: 10, from: start) {
        if !isInLine { text.append(mark) }
        text.append(bytes.bytes(in: start..<(end + 1)))
        isInLine = false
        start = end + 1
      }
      if start < bytes.count {
        if !isInLine { text.append(mark) }
        text.append(bytes.dropFirst(start))
        isInLine = true
      }
      hasMentionedData = false
    default:
      if hasMentionedData { return }
      if !isInLine { text.append(mark) }
      text.append("[\(bytes.count) bytes data]\n")
      isInLine = false
      hasMentionedData = true
    }
    write(text)
  }

  private func dump(_ kind: Kind, _ bytes: ByteString) {
    let title: ByteString
    switch kind {
    case .text:
      write("== Info: " + bytes)
      return
    case .headerOut: title = "=> Send header"
    case .dataOut: title = "=> Send data"
    case .sslDataOut: title = "=> Send SSL data"
    case .headerIn: title = "<= Recv header"
    case .dataIn: title = "<= Recv data"
    case .sslDataIn: title = "<= Recv SSL data"
    }
    var text: ByteString =
      "\(title), \(bytes.count) bytes (0x\(Trace.hex(bytes.count, width: 1)))\n"
    let width = form == .hexadecimal ? 16 : 64
    var at = 0
    while at < bytes.count {
      text.append(Trace.hex(at, width: 4) + ": ")
      if form == .hexadecimal {
        for offset in 0..<width {
          let isByte = at + offset < bytes.count
          text.append(isByte ? Trace.hex(Int(bytes[at + offset]), width: 2) + " " : "   ")
        }
      }
      at += appendLine(bytes, at, width, &text)
      text.append(10)
    }
    write(text)
  }

  /// Adds the printable form of a line.
  /// - Returns: how many bytes it showed; a line end within it ends it, in ASCII form.
  private func appendLine(
    _ bytes: ByteString, _ start: Int, _ width: Int, _ text: inout ByteString
  ) -> Int {
    func isLineEnd(_ at: Int) -> Bool {
      form == .ascii && at + 1 < bytes.count && bytes[at] == 13 && bytes[at + 1] == 10
    }
    for offset in 0..<width where start + offset < bytes.count {
      if isLineEnd(start + offset) { return offset + 2 }
      let byte = bytes[start + offset]
      text.append(byte >= 32 && byte < 127 ? byte : UInt8(ascii: "."))
      if offset + 1 == width && isLineEnd(start + offset + 1) { return offset + 3 }
    }
    return width
  }

  private static func hex(_ value: Int, width: Int) -> ByteString {
    let digits = String(value, radix: 16)
    return ByteString(String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits)
  }
}
