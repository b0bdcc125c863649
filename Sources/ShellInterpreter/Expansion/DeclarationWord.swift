import ShellBytes

/// `name=value` as an argument of `export`, `local`, `declare` and their kin: the builtin performs
/// the assignment, so that it is not split and may be an array.
final class DeclarationWord: WordCode, @unchecked Sendable {
  private let name: ByteString
  private let assignment: AssignmentCode
  init(_ name: ByteString, _ assignment: AssignmentCode) {
    self.name = name
    self.assignment = assignment
  }
  override func pushFields(_ shell: inout Interpreter) {
    shell.declared.append((shell.stackCount, assignment))
    shell.push(name)
  }
}
