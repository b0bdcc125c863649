import ShellBytes

extension Interpreter {
  func attributeLetters(_ slot: Int) -> ByteString { "" }
  mutating func declaration(_ slot: Int, isTransform: Bool) -> ByteString { "" }
}
