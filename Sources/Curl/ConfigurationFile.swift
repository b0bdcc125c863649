import ShellBytes

/// A line of a configuration file: `name = value`, `name: value`, `-x value`, `--name "value"`.
///
/// - Source: curl manual, option `--config`.
struct ConfigurationLine {
  var name: ByteString
  /// Whether `name` is a long one, which needs no dashes here.
  var isLong: Bool
  var value: ByteString?

  /// - Returns: nil for an empty line and for a comment.
  init?(_ line: ByteString) {
    var at = 0
    while at < line.count && line[at].isASCIISpace { at += 1 }
    guard at < line.count, line[at] != UInt8(ascii: "#") else { return nil }
    let start = at
    // With dashes a colon may be the option itself: `-:`.
    let hasDash = line[at] == UInt8(ascii: "-")
    while at < line.count && !line[at].isASCIISpace
      && line[at] != UInt8(ascii: "=") && (hasDash || line[at] != UInt8(ascii: ":"))
    {
      at += 1
    }
    name = line.bytes(in: start..<at)
    isLong = true
    if name.hasPrefix("--") {
      name = name.dropFirst(2)
    } else if name.hasPrefix("-") {
      name = name.dropFirst()
      isLong = false
    }
    while at < line.count
      && (line[at].isASCIISpace || line[at] == UInt8(ascii: "=") || line[at] == UInt8(ascii: ":"))
    {
      at += 1
    }
    guard at < line.count else { return }
    if line[at] == UInt8(ascii: "\"") {
      value = ConfigurationLine.unquoted(line, from: at + 1)
    } else {
      var end = at
      while end < line.count && !line[end].isASCIISpace { end += 1 }
      value = line.bytes(in: at..<end)
    }
  }

  private static func unquoted(_ line: ByteString, from start: Int) -> ByteString {
    var text = ByteString()
    var at = start
    while at < line.count && line[at] != UInt8(ascii: "\"") {
      var byte = line[at]
      if byte == UInt8(ascii: "\\") && at + 1 < line.count {
        at += 1
        switch line[at] {
        case UInt8(ascii: "t"): byte = 9
        case UInt8(ascii: "n"): byte = 10
        case UInt8(ascii: "r"): byte = 13
        case UInt8(ascii: "v"): byte = 11
        default: byte = line[at]
        }
      }
      text.append(byte)
      at += 1
    }
    return text
  }
}
