import ShellBytes
import ShellSystem

/// Why an evaluation ended: an error of the program, a halt, or a failure of the system.
public struct JQError: Error, Sendable {
  final class Box: Sendable {
    let kind: Kind
    init(_ kind: Kind) { self.kind = kind }
  }

  enum Kind: Sendable {
    /// What `error` raised and `try` catches.
    case raised(JSONValue)
    /// `halt` and `halt_error`: the status, and what is printed.
    case halted(status: Int, message: JSONValue?)
    /// Output failed or the work was cancelled; nothing catches it.
    case system(Errno)
  }

  let box: Box
  init(kind: Kind) { box = Box(kind) }

  /// An error with any value.
  init(value: JSONValue) { box = Box(.raised(value)) }

  /// An error with a text.
  init(_ message: ByteString) { box = Box(.raised(.string(JSONString(message)))) }
  /// What ends a run, and no program catches: `.cancelled` from `JQHost.check`.
  public init(_ error: Errno) { box = Box(.system(error)) }

  /// `number (1) cannot be …`.
  init(_ value: JSONValue, _ message: ByteString) {
    self.init("\(JQError.describe(value)) \(message)")
  }

  /// `number (1) and string ("a") cannot be …`.
  init(_ left: JSONValue, _ right: JSONValue, _ message: ByteString) {
    self.init("\(JQError.describe(left)) and \(JQError.describe(right)) \(message)")
  }

  /// What `try` catches; nil for what it does not.
  var raised: JSONValue? {
    if case .raised(let value) = box.kind { return value }
    return nil
  }

  /// The value that the program raised, nil when it was ended from outside.
  public var value: JSONValue? { raised }

  static func name(_ value: JSONValue) -> ByteString { ByteString(stringLiteral: value.typeName) }

  /// `number (1)`.
  static func describe(_ value: JSONValue) -> ByteString { "\(name(value)) (\(cut(value)))" }

  /// The value as JSON, cut to 29 bytes at a character.
  static func cut(_ value: JSONValue) -> ByteString {
    var text = ByteBuffer()
    JSONWriter(limit: 64).write(value, into: &text)
    return text.withBytes { bytes in
      if bytes.count <= 29 { return ByteString(bytes) }
      let closing: ByteString
      switch bytes[0] {
      case 0x22: closing = "\""
      case 0x5B: closing = "]"
      case 0x7B: closing = "}"
      default: closing = ""
      }
      var end = closing.isEmpty ? 26 : 25
      while end > 0 && bytes[end] & 0xC0 == 0x80 { end -= 1 }
      return ByteString(UnsafeBufferPointer(rebasing: bytes[0..<end])) + "..." + closing
    }
  }
}
