import ShellBytes
import ShellCommand

/// Variables of the function that runs.
///
/// What a function has put aside stands in `locals` behind an entry of a slot that no script can
/// name; its variable holds the depth of the call that the entries behind belong to.
extension Interpreter {
  private static let marker = Slot.optOffset

  /// The entries of the function that runs; nil when it has none.
  private var localEntries: ArraySlice<LocalEntry>? {
    guard variables[Interpreter.marker].value == ByteString(frames.count),
      let start = locals.lastIndex(where: { $0.slot == Interpreter.marker })
    else { return nil }
    return locals[(start + 1)...]
  }

  /// Whether a variable is already the running function's own.
  func isLocal(_ slot: Int) -> Bool {
    localEntries?.contains { $0.slot == slot && !$0.isVoid } ?? false
  }

  /// Puts the global variable of a name in the place of those that functions have made of it, for
  /// `declare -g`; `endGlobal` undoes that.
  /// - Returns: nil where no function has one.
  mutating func beginGlobal(_ slot: Int) -> (place: Int, inner: Variable)? {
    guard let place = locals.firstIndex(where: { $0.slot == slot && !$0.isVoid }) else {
      return nil
    }
    touch(slot)
    let inner = variables[slot]
    variables[slot] = locals[place].saved
    variables[slot].level = inner.level
    return (place, inner)
  }

  mutating func endGlobal(_ slot: Int, _ mark: (place: Int, inner: Variable)?) {
    guard let (place, inner) = mark else { return }
    if level > 0 { journal.append(.local(place, locals[place])) }
    locals[place] = LocalEntry(
      slot: slot, saved: variables[slot], optionOffset: locals[place].optionOffset)
    variables[slot] = inner
    environmentCache = nil
  }

  /// The variables of the running function, each once.
  var localSlots: Set<Int> { Set(localEntries?.map(\.slot) ?? []) }

  /// Puts a variable aside until the running function ends.
  /// - Parameter keepsValue: whether the new one begins with the old one's value and attributes.
  mutating func makeLocal(_ slot: Int, keepsValue: Bool) {
    if variables[Interpreter.marker].value != ByteString(frames.count) {
      saveLocal(Interpreter.marker)
      variables[Interpreter.marker].value = ByteString(frames.count)
    }
    let isFromCall = isFromCall(slot)
    saveLocal(slot)
    let old = variables[slot].attributes
    if keepsValue || isFromCall {
      variables[slot].attributes.subtract([.readonly, .reference, .integer])
      variables[slot].attributes.formUnion([.local, .declared])
      return
    }
    variables[slot].value = ByteString()
    variables[slot].array = nil
    variables[slot].attributes = old.intersection([.watched, .exported]).union([.local, .declared])
    environmentCache = nil
    if old.contains(.watched) { watchedChanged(slot) }
  }

  /// Brings back what a calling function has put aside: `unset` of a variable that is local there
  /// (bash 5.2 manual 3.3).
  /// - Returns: false when the variable is the running function's own, or nobody's.
  mutating func revealOuter(_ slot: Int) -> Bool {
    if isLocal(slot) { return false }
    guard let index = locals.lastIndex(where: { $0.slot == slot && !$0.isVoid }) else {
      return false
    }
    touch(slot)
    let level = variables[slot].level
    variables[slot] = locals[index].saved
    variables[slot].level = level
    locals[index].isVoid = true
    environmentCache = nil
    if variables[slot].attributes.contains(.watched) { watchedChanged(slot) }
    return true
  }

  /// Lets what is assigned now stay when the running function ends, unless the variable is its
  /// own.
  mutating func keepBeyondCall(_ slot: Int) {
    if variables[slot].attributes.contains(.local) { return }
    if let index = locals.lastIndex(where: { $0.slot == slot }) { locals[index].isVoid = true }
  }

  /// Whether a variable was assigned before the call of the running function: `x=5 f`.
  private func isFromCall(_ slot: Int) -> Bool {
    guard let start = locals.lastIndex(where: { $0.slot == Interpreter.marker }), start > 0
    else { return false }
    // The entry of an assignment before a call lies just before the marker, but for others of it.
    var index = start - 1
    while index >= 0, locals[index].slot != Interpreter.marker,
      !variables[locals[index].slot].attributes.contains(.local)
    {
      if locals[index].slot == slot { return variables[slot].attributes.contains(.exported) }
      index -= 1
    }
    return false
  }

  /// `local -`: the options of `set` come back when the function ends.
  mutating func saveOptions() {
    variables[Slot.shellOptions].value = ByteString(Int(truncatingIfNeeded: options.rawValue))
    variables[Slot.shellOptions].attributes.insert(.watched)
    makeLocalMark()
    if !isLocal(Slot.shellOptions) { saveLocal(Slot.shellOptions) }
  }

  private mutating func makeLocalMark() {
    if variables[Interpreter.marker].value != ByteString(frames.count) {
      saveLocal(Interpreter.marker)
      variables[Interpreter.marker].value = ByteString(frames.count)
    }
  }
}
