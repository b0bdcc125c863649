import ShellBytes
import Testing

@Suite("Byte strings")
struct ByteStringTests {
  /// Lengths around the borders of the inline form, and of growing heap storage.
  static let lengths = [0, 1, 2, 8, 15, 16, 20, 21, 22, 23, 24, 47, 48, 49, 64, 200]

  /// So many different bytes, NUL and high ones among them.
  static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(($0 * 37 + 200) % 256) } }

  @Test("every way to make one gives the same bytes", arguments: lengths)
  func making(_ count: Int) {
    let bytes = ByteStringTests.bytes(count)
    let made = ByteString(bytes)
    #expect(made.count == count)
    #expect(made.isEmpty == (count == 0))
    #expect(Array(made) == bytes)
    #expect(ByteString(bytes.lazy.map { $0 }) == made)
    #expect(bytes.withUnsafeBufferPointer { ByteString($0) } == made)
    #expect(bytes.withUnsafeBytes { ByteString($0) } == made)
    var grown = ByteString()
    for byte in bytes { grown.append(byte) }
    #expect(grown == made && grown.hashValue == made.hashValue)
    var reserved = ByteString()
    reserved.reserveCapacity(500)
    reserved.append(contentsOf: bytes)
    #expect(reserved == made && reserved.hashValue == made.hashValue)
    #expect(bytes.indices.allSatisfy { made[$0] == bytes[$0] })
  }

  @Test("a value is 24 bytes")
  func size() { #expect(MemoryLayout<ByteString>.size <= 24) }

  @Test(
    "numbers and their text are the same value",
    arguments: [
      0, 1, -1, 9, 10, -10, 99, 100, 12345, -98765, 1 << 31, 1 << 62, Int.max, Int.min,
    ])
  func integers(_ value: Int) {
    let number = ByteString(value)
    let text = ByteString(String(value))
    #expect(number == text && text == number)
    #expect(number.hashValue == text.hashValue)
    #expect(number.count == text.count && Array(number) == Array(text))
    #expect(number.storedInteger == value && text.storedInteger == nil)
    #expect(number.decimalInteger == value && text.decimalInteger == value)
    #expect(text.normalized == number)
    #expect(Set([number, text]).count == 1)
    #expect(!(number < text) && !(text < number))
    #expect(number.description == String(value))
    var longer = number
    longer.append(UInt8(ascii: "x"))
    #expect(longer == text + "x" && longer.storedInteger == nil)
  }

  @Test("only canonical text becomes a number")
  func normalizing() {
    for text in ["+1", "01", "-0", "1 ", " 1", "", "-", "9223372036854775808", "1x", "--1"] {
      let string = ByteString(text)
      #expect(string.normalized == string && string.normalized.storedInteger == nil, "\(text)")
    }
    #expect(ByteString("42").normalized.storedInteger == 42)
    #expect(ByteString("-7").normalized.storedInteger == -7)
  }

  @Test("decimal text that does not fit is no number")
  func decimals() {
    #expect(ByteString("9223372036854775807").decimalInteger == Int.max)
    #expect(ByteString("-9223372036854775808").decimalInteger == Int.min)
    #expect(ByteString("9223372036854775808").decimalInteger == nil)
    #expect(ByteString("-9223372036854775809").decimalInteger == nil)
    #expect(ByteString("99999999999999999999999").decimalInteger == nil)
    #expect(ByteString("+5").decimalInteger == 5 && ByteString("007").decimalInteger == 7)
    for text in ["", "+", "-", "1.5", "0x1", "1 "] {
      #expect(ByteString(text).decimalInteger == nil, "\(text)")
    }
  }

  @Test("adding, also to itself", arguments: lengths)
  func appending(_ count: Int) {
    let bytes = ByteStringTests.bytes(count)
    for other in ByteStringTests.lengths {
      let more = ByteStringTests.bytes(other).reversed().map { $0 }
      #expect(Array(ByteString(bytes) + ByteString(more)) == bytes + more)
    }
    var twice = ByteString(bytes)
    twice.append(twice)
    #expect(Array(twice) == bytes + bytes)
    twice += twice
    #expect(Array(twice) == bytes + bytes + bytes + bytes)
    var number = ByteString(123_456_789_012)
    number.append(number)
    #expect(number == "123456789012123456789012")
  }

  @Test("a copy does not see what is written to the other", arguments: lengths)
  func copying(_ count: Int) {
    let bytes = ByteStringTests.bytes(count)
    let original = ByteString(bytes)
    var copy = original
    copy.append(1)
    #expect(Array(original) == bytes && Array(copy) == bytes + [1])
    var assigned = original
    bytes.reversed().withContiguousStorageIfAvailable { assigned.assign($0) }
    Array(bytes.reversed()).withUnsafeBufferPointer { assigned.assign($0) }
    #expect(Array(original) == bytes && Array(assigned) == bytes.reversed())
    var cut = original
    cut.removeLast(1)
    #expect(Array(cut) == Array(bytes.dropLast()) && original.count == count)
    cut.removeLast(1000)
    #expect(cut.isEmpty)
  }

  @Test("parts are cut to what there is", arguments: lengths)
  func parts(_ count: Int) {
    let bytes = ByteStringTests.bytes(count)
    let string = ByteString(bytes)
    for length in [0, 1, 5, 22, 23, 1000] {
      #expect(Array(string.prefix(length)) == Array(bytes.prefix(length)))
      #expect(Array(string.suffix(length)) == Array(bytes.suffix(length)))
      #expect(Array(string.dropFirst(length)) == Array(bytes.dropFirst(length)))
      #expect(Array(string.dropLast(length)) == Array(bytes.dropLast(length)))
      #expect(string.hasPrefix(string.prefix(length)) && string.hasSuffix(string.suffix(length)))
    }
    #expect(string.prefix(-3).isEmpty && string.dropFirst(-3) == string)
    #expect(string.bytes(in: -5..<3) == string.prefix(3))
    #expect(string.bytes(in: 900..<950).isEmpty)
  }

  @Test("order is that of unsigned bytes, a prefix first")
  func order() {
    let sorted: [ByteString] = [
      "", "\u{0}", "1", "10", "9", "A", "a", "aa", "ab", "b", "\u{7F}", "é", ByteString([0xFF]),
    ]
    for (index, left) in sorted.enumerated() {
      for (other, right) in sorted.enumerated() {
        #expect((left < right) == (index < other), "\(left) \(right)")
        #expect((left == right) == (index == other))
      }
    }
    #expect(ByteString(10) < ByteString(9))
  }

  @Test("searching")
  func searching() {
    let text: ByteString = "abcabc, a longer text that lies on the heap, abc"
    #expect(text.firstIndex(of: UInt8(ascii: "b")) == 1)
    #expect(text.firstIndex(of: UInt8(ascii: "b"), from: 2) == 4)
    #expect(text.firstIndex(of: UInt8(ascii: "b"), from: 1000) == nil)
    #expect(text.firstIndex(of: UInt8(ascii: "Z")) == nil)
    #expect(text.lastIndex(of: UInt8(ascii: "b")) == text.count - 2)
    #expect(text.firstRange(of: "abc", from: 1) == 3..<6)
    #expect(text.firstRange(of: "abcd") == nil)
    #expect(text.firstRange(of: "", from: 4) == 4..<4)
    #expect(ByteString("aab").firstRange(of: "ab") == 1..<3)
    #expect(text.contains(UInt8(ascii: ",")) && !text.contains(0))
    #expect(!ByteString("a").hasPrefix("ab") && !ByteString("b").hasSuffix("ab"))
  }

  @Test("splitting and joining")
  func splitting() {
    func split(_ text: ByteString) -> [ByteString] { text.split(at: UInt8(ascii: ":")) }
    #expect(split("") == [""])
    #expect(split(":") == ["", ""])
    #expect(split("a:bc::d") == ["a", "bc", "", "d"])
    for text: ByteString in ["", ":", "a", "a:", ":a", "a:b:::c"] {
      #expect(ByteString.joined(split(text), separator: ":") == text)
    }
    #expect(ByteString.joined([], separator: ",") == "")
  }

  @Test("text, interpolation and letter case")
  func text() {
    let name: ByteString = "x"
    #expect("\(name)=\(5) \(-3 as Int8) \("ü")" as ByteString == "x=5 -3 ü")
    #expect(ByteString("AbÄ9").asciiLowercased == "abÄ9")
    #expect(ByteString("AbÄ9").asciiUppercased == "ABÄ9")
    #expect(ByteString([0x61, 0xFF]).description == "a\u{FFFD}")
    #expect(ByteString(repeating: 65, count: 30).count == 30)
    #expect(ByteString(repeating: 65, count: -1).isEmpty)
    #expect("".withCString { $0[0] } == 0)
    let long = ByteString(repeating: 65, count: 22)
    #expect(long.withCString { ByteString(cString: $0) } == long)
    #expect(ByteString("a_1").isName && !ByteString("1a").isName && !ByteString("").isName)
    #expect(!ByteString(1).isName)
  }

  @Test("many values in a dictionary, by number and by text")
  func dictionary() {
    var table: [ByteString: Int] = [:]
    for number in -500..<500 { table[ByteString(number)] = number }
    for number in -500..<500 { #expect(table[ByteString(String(number))] == number) }
    #expect(table.count == 1000)
  }
}
