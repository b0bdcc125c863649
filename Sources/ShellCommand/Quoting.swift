import ShellBytes

extension ByteString {
  /// As GNU's messages name a file: in single quotes, in double quotes where it has a single one.
  public var quoted: ByteString {
    let isPlain = !contains { $0 < 32 || $0 == 127 }
    if isPlain && !contains(UInt8(ascii: "'")) { return "'" + self + "'" }
    let special = ByteSet(ByteString("\"$`\\!"))
    if isPlain && !contains(where: special.contains) { return "\"" + self + "\"" }
    var result: ByteString = "'"
    var isEscaped = false
    for byte in self {
      let isControl = byte < 32 || byte == 127
      if isControl != isEscaped { result += isControl ? "'$'" : "''" }
      isEscaped = isControl
      if isControl {
        result += ByteString.escaped(byte)
      } else if byte == UInt8(ascii: "'") {
        result += "'\\''"
      } else {
        result.append(byte)
      }
    }
    return result + "'"
  }

  /// The same, but without quotes where a shell would need none.
  public var quotedIfNeeded: ByteString {
    let special = ByteSet(ByteString(" !\"$&'()*;<=>?[\\]^`|\t\n"))
    let isSpecial = contains { $0 < 32 || $0 == 127 || special.contains($0) }
    let isMarked = first == UInt8(ascii: "#") || first == UInt8(ascii: "~")
    return isEmpty || isSpecial || isMarked ? quoted : self
  }

  /// A control character in `$'…'`.
  private static func escaped(_ byte: UInt8) -> ByteString {
    switch byte {
    case 7: return "\\a"
    case 8: return "\\b"
    case 9: return "\\t"
    case 10: return "\\n"
    case 11: return "\\v"
    case 12: return "\\f"
    case 13: return "\\r"
    default:
      return "\\" + ByteString([48 + (byte >> 6), 48 + (byte >> 3 & 7), 48 + (byte & 7)])
    }
  }
}
