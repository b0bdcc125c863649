import ShellBytes

/// `name=value` as an argument of `export`, `local`, `declare` and their kin: the builtin performs
/// the assignment, so that it is not split and may be an array. A scalar value is expanded with the
/// other words, before any of them is assigned.
final class DeclarationWord: WordCode, @unchecked Sendable {
  private let name: ByteString
  private let assignment: AssignmentCode
  init(_ name: ByteString, _ assignment: AssignmentCode) {
    self.name = name
    self.assignment = assignment
  }
  override func pushFields(_ shell: inout Interpreter) throws(ShellError) {
    let value = try assignment.evaluate(&shell)
    shell.declared.append(
      (shell.stackCount, PendingDeclaration(assignment: assignment, value: value)))
    shell.push(name)
  }
}

/// Assignments among the words of a builtin: there are few, so they stand in a list.
typealias PendingDeclarations = [(word: Int, declaration: PendingDeclaration)]

/// An assignment that a declaration builtin is to perform.
struct PendingDeclaration {
  let assignment: AssignmentCode
  /// The value, expanded; nil for an array.
  let value: ByteString?
}
