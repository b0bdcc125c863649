import ShellBytes
import ShellSystem

/// Upper and lower case of single characters.
enum CharacterCase {
  /// The UTF-8 form of a code point in upper or lower case; one without the other case as it is.
  static func mapped(_ scalar: UInt32, isUpper: Bool) -> ByteString {
    var result = ByteString()
    result.append(
      scalar: isUpper
        ? CharacterProperties.uppercase(scalar) : CharacterProperties.lowercase(scalar))
    return result
  }
}
