import CShellSpawn
import Glibc
import ShellBytes

/// Floating point as the C library reads and writes it.
public enum FloatingPoint {
  /// strtod(3): the value and how many bytes it took, 0 for none.
  public static func parse(_ text: ByteString) -> (value: Double, length: Int) {
    text.withCString { start in
      var end: UnsafeMutablePointer<CChar>?
      let value = cshell_parse_double(start, &end)
      return (value, end.map { UnsafePointer($0) - start } ?? 0)
    }
  }

  /// snprintf(3) of one number with `%`, flags, `*.*` and a conversion letter of `aAeEfFgG`.
  /// - Parameter precision: negative for none.
  public static func format(
    _ value: Double, conversion: UInt8, flags: ByteString = "", width: Int = 0,
    precision: Int = -1
  ) -> ByteString {
    let format = "%" + flags + "*.*" + ByteString(CollectionOfOne(conversion))
    return print { buffer, size in
      format.withCString {
        cshell_format_double(
          buffer, size, $0, Int32(clamping: width), Int32(clamping: precision), value)
      }
    }
  }

  /// The same of the long double that a text denotes, as printf(1) does.
  /// - Returns: the text, and how many bytes of the number were understood.
  public static func format(
    text: ByteString, conversion: UInt8, flags: ByteString = "", width: Int = 0,
    precision: Int = -1
  ) -> (text: ByteString, used: Int) {
    let format = "%" + flags + "*.*L" + ByteString(CollectionOfOne(conversion))
    var used: Int32 = 0
    let result = print { buffer, size in
      format.withCString { format in
        text.withCString {
          cshell_format_long_double(
            buffer, size, format, Int32(clamping: width), Int32(clamping: precision), $0, &used)
        }
      }
    }
    return (result, Int(used))
  }

  private static func print(
    _ body: (UnsafeMutablePointer<CChar>, Int) -> Int32
  ) -> ByteString {
    var size = 128
    while true {
      var buffer = [CChar](repeating: 0, count: size)
      let length = Int(buffer.withUnsafeMutableBufferPointer { body($0.baseAddress!, size) })
      if length < 0 { return "" }
      if length < size { return ByteString(cString: buffer) }
      size = length + 1
    }
  }
}

/// Unicode's properties of characters, as the C library's C.UTF-8 has them.
public enum CharacterProperties {
  /// Columns on a terminal; -1 for what is not printed.
  public static func width(_ scalar: UInt32) -> Int { Int(cshell_character_width(scalar)) }
  public static func uppercase(_ scalar: UInt32) -> UInt32 { cshell_to_upper(scalar) }
  public static func lowercase(_ scalar: UInt32) -> UInt32 { cshell_to_lower(scalar) }
  /// Whether a character is in a class such as `alpha`.
  public static func isMember(_ scalar: UInt32, of className: ByteString) -> Bool {
    className.withCString { cshell_is_class(scalar, $0) != 0 }
  }
}
