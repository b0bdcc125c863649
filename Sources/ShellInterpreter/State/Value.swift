import ShellBytes

/// A variable: its value, its attributes, and the subshell level at which it was last written.
struct Variable {
  struct Attributes: OptionSet {
    let rawValue: UInt32
    static let isSet = Attributes(rawValue: 1)
    static let exported = Attributes(rawValue: 2)
    static let readonly = Attributes(rawValue: 4)
    static let integer = Attributes(rawValue: 8)
    static let lowercase = Attributes(rawValue: 16)
    static let uppercase = Attributes(rawValue: 32)
    static let reference = Attributes(rawValue: 64)
    /// An array; its elements are in `array`.
    static let indexed = Attributes(rawValue: 128)
    static let associative = Attributes(rawValue: 256)
    /// The shell acts when it is set: IFS, PATH, LC_ALL…
    static let watched = Attributes(rawValue: 512)
    /// The shell computes it when it is read: RANDOM, LINENO…
    static let computed = Attributes(rawValue: 1024)
    static let traced = Attributes(rawValue: 2048)
    /// Made by `local` in the function that runs.
    static let local = Attributes(rawValue: 4096)

    static let array: Attributes = [.indexed, .associative]
    /// Both together capitalize.
    static let letterCase: Attributes = [.lowercase, .uppercase]
    /// With one of these, a write takes the slow path.
    static let slowWrite: Attributes = [
      .exported, .readonly, .integer, .lowercase, .uppercase, .reference, .indexed, .associative,
      .watched, .computed,
    ]
    /// With one of these, a read takes the slow path.
    static let slowRead: Attributes = [.reference, .indexed, .associative, .computed]
  }

  var value = ByteString()
  var array: ArrayValue?
  var attributes: Attributes = []
  var level: UInt32 = 0

  var isSet: Bool { attributes.contains(.isSet) }
}
