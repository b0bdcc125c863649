import ShellBytes
import Testing

@Suite("Sets of bytes")
struct ByteSetTests {
  @Test("members come and go, each value by itself")
  func members() {
    for byte in UInt8.min...UInt8.max {
      var set = ByteSet()
      set.insert(byte)
      for other in UInt8.min...UInt8.max { #expect(set.contains(other) == (other == byte)) }
      #expect(!set.inverted.contains(byte) && set.inverted.inverted == set)
      set.remove(byte)
      #expect(set == ByteSet() && set.hashValue == ByteSet().hashValue)
    }
  }

  @Test("unions")
  func unions() {
    let letters = ByteSet(ByteString("abc"))
    let digits = ByteSet(ByteString("c12\u{7F}"))
    let both = letters.union(digits)
    #expect(both == ByteSet(ByteString("abc12\u{7F}")))
    #expect(letters.union(letters.inverted) == ByteSet().inverted)
  }

  @Test("classes are those of the C locale")
  func classes() {
    for byte in UInt8.min...UInt8.max {
      let scalar = Unicode.Scalar(byte)
      let isLower = byte < 128 && ("a"..."z").contains(scalar)
      let isUpper = byte < 128 && ("A"..."Z").contains(scalar)
      let isDigit = byte < 128 && ("0"..."9").contains(scalar)
      #expect(byte.isASCIILowercase == isLower && byte.isASCIIUppercase == isUpper)
      #expect(byte.isASCIILetter == (isLower || isUpper) && byte.isASCIIDigit == isDigit)
      #expect(byte.isASCIIAlphanumeric == (isLower || isUpper || isDigit))
      #expect(byte.isASCIISpace == [9, 10, 11, 12, 13, 32].contains(byte))
      #expect(byte.isASCIIBlank == [9, 32].contains(byte))
      #expect(byte.isNameStart == (isLower || isUpper || byte == 95))
      #expect(byte.isNameByte == (isLower || isUpper || isDigit || byte == 95))
      let hex = byte < 128 ? Character(scalar).hexDigitValue : nil
      #expect(byte.hexDigitValue == hex)
    }
  }
}
