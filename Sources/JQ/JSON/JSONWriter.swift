import ShellBytes

/// Prints values as JSON.
public struct JSONWriter: Sendable {
  /// Columns a level is indented by; nil prints a value on one line.
  public var indent: Int?
  /// Whether a tab is used for each level in place of blanks.
  public var usesTabs = false
  /// Whether the keys of objects are sorted.
  public var sortsKeys = false
  /// Whether characters outside of ASCII are escaped.
  public var isASCII = false
  var colors: JSONColors? { didSet { hasColors = colors != nil } }
  /// Whether there are colors; looking at these themselves copies them.
  private var hasColors = false
  /// After this many bytes printing may stop.
  var limit = Int.max

  /// Levels below this are left out.
  static let depthLimit = 10_000

  public init(indent: Int? = nil) { self.indent = indent }

  init(limit: Int) { self.limit = limit }

  /// A value on one line.
  public static func text(_ value: JSONValue) -> JSONString {
    var buffer = ByteBuffer()
    JSONWriter().write(value, into: &buffer)
    return buffer.withBytes { JSONString(repairing: $0) }
  }

  /// Prints a value behind what the buffer has.
  public func write(_ value: JSONValue, into buffer: inout ByteBuffer) {
    write(value, 0, &buffer)
  }

  private func write(_ value: JSONValue, _ depth: Int, _ buffer: inout ByteBuffer) {
    if buffer.count > limit { return }
    let color = hasColors ? colors?.color(of: value) : nil
    if let color { buffer.append(color) }
    if depth > JSONWriter.depthLimit {
      JSONNumber.appendText("<skipped: too deep>", into: &buffer)
    } else {
      switch value {
      case .null: JSONNumber.appendText("null", into: &buffer)
      case .boolean(true): JSONNumber.appendText("true", into: &buffer)
      case .boolean(false): JSONNumber.appendText("false", into: &buffer)
      case .number(let number): JSONNumber.format(number, into: &buffer)
      case .literal(let number):
        if number.double.isNaN {
          JSONNumber.appendText("null", into: &buffer)
        } else {
          buffer.append(number.text)
        }
      case .string(let text): write(text, into: &buffer)
      case .array(let array): deep(depth, &buffer) { write(array, depth, color, &$0) }
      case .object(let object): deep(depth, &buffer) { write(object, depth, color, &$0) }
      }
    }
    if color != nil { JSONNumber.appendText(JSONColors.reset, into: &buffer) }
  }

  @inline(__always)
  private func deep(
    _ depth: Int, _ buffer: inout ByteBuffer, _ body: (inout ByteBuffer) -> Void
  ) {
    if depth % 50 != 49 {
      body(&buffer)
      return
    }
    _ = try? DeepStack.descend(depth) { () throws(JQError) in body(&buffer) }
  }

  private func newLine(_ depth: Int, _ buffer: inout ByteBuffer) {
    guard let indent else { return }
    buffer.append(0x0A)
    let width = usesTabs ? depth : depth &* indent
    for _ in 0..<width { buffer.append(usesTabs ? 0x09 : 0x20) }
  }

  @inline(__always)
  private func mark(_ byte: UInt8, _ color: ByteString?, _ buffer: inout ByteBuffer) {
    if let color { buffer.append(color) }
    buffer.append(byte)
    if color != nil { JSONNumber.appendText(JSONColors.reset, into: &buffer) }
  }

  private func write(
    _ array: JSONArray, _ depth: Int, _ color: ByteString?, _ buffer: inout ByteBuffer
  ) {
    buffer.append(0x5B)
    array.withElements { elements in
      var at = 0
      while at < elements.count {
        if buffer.count > limit { return }
        if at > 0 {
          if let color { buffer.append(color) }
          buffer.append(0x2C)
        }
        if color != nil { JSONNumber.appendText(JSONColors.reset, into: &buffer) }
        newLine(depth &+ 1, &buffer)
        write(elements[at], depth &+ 1, &buffer)
        at &+= 1
      }
      if at > 0 {
        newLine(depth, &buffer)
        if let color { buffer.append(color) }
      }
    }
    buffer.append(0x5D)
  }

  private func write(
    _ object: JSONObject, _ depth: Int, _ color: ByteString?, _ buffer: inout ByteBuffer
  ) {
    buffer.append(0x7B)
    guard let storage = object.storage else {
      buffer.append(0x7D)
      return
    }
    let count = object.count
    let keys = sortsKeys ? object.sortedKeys : []
    var at = 0
    while at < count {
      if buffer.count > limit { return }
      if at > 0 {
        if let color { buffer.append(color) }
        buffer.append(0x2C)
      }
      if color != nil { JSONNumber.appendText(JSONColors.reset, into: &buffer) }
      newLine(depth &+ 1, &buffer)
      if hasColors, let colors {
        buffer.append(colors.key)
        write(sortsKeys ? keys[at] : storage.members[at].key, into: &buffer)
        JSONNumber.appendText(JSONColors.reset, into: &buffer)
      } else {
        write(sortsKeys ? keys[at] : storage.members[at].key, into: &buffer)
      }
      mark(0x3A, color, &buffer)
      if indent != nil { buffer.append(0x20) }
      if sortsKeys {
        write(object[keys[at]] ?? .null, depth &+ 1, &buffer)
      } else {
        write(storage.members[at].value, depth &+ 1, &buffer)
      }
      at &+= 1
    }
    if at > 0 {
      newLine(depth, &buffer)
      if let color { buffer.append(color) }
    }
    buffer.append(0x7D)
  }

  /// Prints a string with its quotes and escapes.
  func write(_ text: JSONString, into buffer: inout ByteBuffer) {
    text.withBytes { bytes in
      buffer.reserveCapacity(buffer.count &+ bytes.count &+ 2)
      buffer.append(0x22)
      var at = 0
      var plain = 0
      let count = limit == Int.max ? bytes.count : Swift.min(bytes.count, limit)
      while at < count {
        if at &+ 8 <= count, isPlain(UnsafeRawPointer(bytes.baseAddress), at) {
          at &+= 8
          continue
        }
        let byte = bytes[at]
        let isPlain = byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x7F
        if isPlain && (byte < 0x80 || !isASCII) {
          at &+= 1
          continue
        }
        buffer.append(bytes.baseAddress.map { $0 + plain }, count: at &- plain)
        if byte < 0x80 {
          escape(byte, &buffer)
          at &+= 1
        } else {
          let (scalar, length) = UTF8Text.decode(bytes, at)
          escape(scalar: scalar, &buffer)
          at &+= length
        }
        plain = at
      }
      buffer.append(bytes.baseAddress.map { $0 + plain }, count: at &- plain)
      buffer.append(0x22)
    }
  }

  /// Whether none of eight bytes needs an escape; sometimes a wrong no.
  @inline(__always)
  private func isPlain(_ start: UnsafeRawPointer?, _ at: Int) -> Bool {
    guard let word = start?.loadUnaligned(fromByteOffset: at, as: UInt64.self) else { return false }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let quote = word ^ 0x2222_2222_2222_2222
    let slash = word ^ 0x5C5C_5C5C_5C5C_5C5C
    let delete = word ^ 0x7F7F_7F7F_7F7F_7F7F
    let found =
      ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((delete &- ones) & ~delete)
      | ((word &- 0x2020_2020_2020_2020) & ~word) | (isASCII ? word : 0)
    return found & tops == 0
  }

  private func escape(_ byte: UInt8, _ buffer: inout ByteBuffer) {
    buffer.append(0x5C)
    switch byte {
    case 0x22, 0x5C: buffer.append(byte)
    case 0x08: buffer.append(0x62)
    case 0x09: buffer.append(0x74)
    case 0x0A: buffer.append(0x6E)
    case 0x0C: buffer.append(0x66)
    case 0x0D: buffer.append(0x72)
    default: hex(UInt32(byte), &buffer)
    }
  }

  private func escape(scalar: UInt32, _ buffer: inout ByteBuffer) {
    buffer.append(0x5C)
    if scalar <= 0xFFFF {
      hex(scalar, &buffer)
      return
    }
    let rest = scalar &- 0x10000
    hex(0xD800 | rest >> 10 & 0x3FF, &buffer)
    buffer.append(0x5C)
    hex(0xDC00 | rest & 0x3FF, &buffer)
  }

  private func hex(_ value: UInt32, _ buffer: inout ByteBuffer) {
    buffer.append(0x75)
    for shift in [UInt32(12), 8, 4, 0] {
      let digit = UInt8(truncatingIfNeeded: value >> shift & 15)
      buffer.append(digit < 10 ? digit &+ 48 : digit &+ 87)
    }
  }
}

/// The escape sequences that colour kinds of values.
struct JSONColors: Sendable {
  static let reset: StaticString = "\u{1B}[0m"

  private var null: ByteString = "\u{1B}[0;90m"
  private var isFalse: ByteString = "\u{1B}[0;39m"
  private var isTrue: ByteString = "\u{1B}[0;39m"
  private var number: ByteString = "\u{1B}[0;39m"
  private var string: ByteString = "\u{1B}[0;32m"
  private var array: ByteString = "\u{1B}[1;39m"
  private var object: ByteString = "\u{1B}[1;39m"
  fileprivate(set) var key: ByteString = "\u{1B}[1;34m"

  init() {}

  /// Takes the sequences of `JQ_COLORS` in place of the first of the defaults.
  /// - Returns: nil when it has something other than digits, semicolons and colons.
  init?(_ text: ByteString) {
    guard text.allSatisfy({ $0.isASCIIDigit || $0 == 0x3B || $0 == 0x3A }) else { return nil }
    let places: [WritableKeyPath<JSONColors, ByteString>] = [
      \.null, \.isFalse, \.isTrue, \.number, \.string, \.array, \.object, \.key,
    ]
    for (place, codes) in zip(places, text.split(at: 0x3A)) {
      self[keyPath: place] = "\u{1B}[" + codes + "m"
    }
  }

  func color(of value: JSONValue) -> ByteString {
    switch value {
    case .null: null
    case .boolean(let value): value ? isTrue : isFalse
    case .number, .literal: number
    case .string: string
    case .array: array
    case .object: object
    }
  }
}
