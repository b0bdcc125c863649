import ShellBytes

/// Upper and lower case of single characters.
enum CharacterCase {
  /// The UTF-8 form of a code point in upper or lower case; one without the other case as it is.
  static func mapped(_ scalar: UInt32, isUpper: Bool) -> ByteString {
    if scalar < 0x80 {
      let byte = UInt8(scalar)
      if isUpper ? byte.isASCIILowercase : byte.isASCIIUppercase {
        return ByteString([byte ^ 0x20])
      }
      return ByteString([byte])
    }
    var result = ByteString()
    if let value = Unicode.Scalar(scalar) {
      let text = isUpper ? value.properties.uppercaseMapping : value.properties.lowercaseMapping
      // A case that takes several characters is none for the C library either.
      if let only = text.unicodeScalars.first, text.unicodeScalars.count == 1 {
        result.append(scalar: only.value)
        return result
      }
    }
    result.append(scalar: scalar)
    return result
  }
}
