import ShellBytes

/// What is printed before a line is read.
enum Prompt {
  /// Before the first line of a command.
  static let command: ByteString = "nacre> "
  /// Before the lines that complete it.
  static let continuation: ByteString = "> "
}

/// Marks for what is printed, where a terminal shows them.
struct Style: Sendable {
  let isColored: Bool

  private func wrap(_ text: ByteString, _ code: ByteString) -> ByteString {
    isColored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
  func faint(_ text: ByteString) -> ByteString { wrap(text, "2") }
  func bold(_ text: ByteString) -> ByteString { wrap(text, "1") }
  func good(_ text: ByteString) -> ByteString { wrap(text, "32") }
  func bad(_ text: ByteString) -> ByteString { wrap(text, "31") }
}
