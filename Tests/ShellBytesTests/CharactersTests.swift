import ShellBytes
import Testing

@Suite("Bytes as characters")
struct CharactersTests {
  private func decode(_ bytes: [UInt8], _ encoding: CharacterEncoding = .utf8) -> DecodedCharacter {
    bytes.withUnsafeBufferPointer { encoding.character(in: $0, at: 0) }
  }

  @Test("each scalar is decoded as it is encoded")
  func scalars() {
    for value in stride(from: UInt32(0), through: 0x10FFFF, by: 97) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(Character(scalar)).utf8)
      #expect(decode(bytes) == DecodedCharacter(scalar: value, length: bytes.count))
      var encoded = ByteString()
      encoded.append(scalar: value)
      #expect(Array(encoded) == bytes)
    }
  }

  @Test(
    "what is no UTF-8 is a byte by itself",
    arguments: [
      [0x80], [0xBF, 0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80],
      [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
      [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0xFE], [0xFF],
    ] as [[UInt8]])
  func invalid(_ bytes: [UInt8]) {
    #expect(decode(bytes) == DecodedCharacter(scalar: nil, length: 1))
    #expect(CharacterEncoding.utf8.count(ByteString(bytes)) == bytes.count)
    #expect(decode(bytes, .bytes) == DecodedCharacter(scalar: UInt32(bytes[0]), length: 1))
  }

  @Test("values past Unicode keep the old long form")
  func longForms() {
    var text = ByteString()
    text.append(scalar: 0x110000)
    #expect(Array(text) == [0xF4, 0x90, 0x80, 0x80])
    text = ""
    text.append(scalar: 0xD800)
    #expect(Array(text) == [0xED, 0xA0, 0x80])
    text = ""
    text.append(scalar: 0x7FFF_FFFF)
    #expect(Array(text) == [0xFD, 0xBF, 0xBF, 0xBF, 0xBF, 0xBF])
  }

  @Test("counting and finding characters")
  func counting() {
    let text: ByteString = "aé€😀z"
    #expect(CharacterEncoding.utf8.count(text) == 5)
    #expect(CharacterEncoding.bytes.count(text) == 11)
    let offsets = [0, 1, 3, 6, 10, 11, 11]
    for (number, offset) in offsets.enumerated() {
      #expect(CharacterEncoding.utf8.offset(ofCharacter: number, in: text) == offset)
    }
    #expect(CharacterEncoding.utf8.offset(ofCharacter: -1, in: text) == 0)
    #expect(CharacterEncoding.bytes.offset(ofCharacter: 4, in: text) == 4)
    #expect(CharacterEncoding.bytes.offset(ofCharacter: 99, in: text) == 11)
    #expect(CharacterEncoding.utf8.count(text + ByteString([0xFF, 0xC3])) == 7)
  }

  @Test(
    "the first variable that is set and not empty decides",
    arguments: [
      (nil, nil, nil, CharacterEncoding.bytes), ("C.UTF-8", nil, nil, .utf8),
      ("C", "C.UTF-8", "C.UTF-8", .bytes), ("", "en_US.utf8", "C", .utf8),
      (nil, "", "de_DE.UTF-8", .utf8), (nil, nil, "POSIX", .bytes),
      (nil, nil, "en_US.ISO-8859-1", .bytes), (nil, "C", "C.UTF-8", .bytes),
    ] as [(ByteString?, ByteString?, ByteString?, CharacterEncoding)])
  func environment(
    _ all: ByteString?, _ type: ByteString?, _ language: ByteString?, _ expected: CharacterEncoding
  ) {
    #expect(CharacterEncoding(all: all, characterType: type, language: language) == expected)
  }
}
