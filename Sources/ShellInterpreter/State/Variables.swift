import ShellBytes
import ShellCommand
import ShellSystem

/// Reading and writing variables by slot.
extension Interpreter {
  // MARK: Reading

  /// The value of a scalar, or of element 0 of an array; nil when it is unset.
  @inline(__always)
  mutating func value(_ slot: Int) -> ByteString? {
    let attributes = variables[slot].attributes
    if !attributes.isDisjoint(with: .slowRead) { return slowValue(slot) }
    return attributes.contains(.isSet) ? variables[slot].value : nil
  }

  @inline(never)
  private mutating func slowValue(_ slot: Int) -> ByteString? {
    let attributes = variables[slot].attributes
    if attributes.contains(.reference) {
      guard let target = resolve(slot) else { return variables[slot].value }
      switch target {
      case .slot(let slot): return value(slot)
      case .element(let slot, let key): return element(slot, key)
      }
    }
    if attributes.contains(.computed) { return computedValue(slot) }
    if attributes.contains(.associative) { return variables[slot].array?["0" as ByteString] }
    return variables[slot].array?[0]
  }

  /// The value of a name, without making a slot for it.
  package mutating func value(named name: ByteString) -> ByteString? {
    guard let slot = host.names.find(name), slot < slotCapacity else { return nil }
    return value(slot)
  }

  /// The array of a variable; a scalar counts as an array of one element.
  mutating func arrayValue(_ slot: Int) -> ArrayValue? {
    let attributes = variables[slot].attributes
    if attributes.contains(.reference) {
      guard case .slot(let target)? = resolve(slot) else { return nil }
      return arrayValue(target)
    }
    if attributes.contains(.computed) { return computedArray(slot) }
    if let array = variables[slot].array { return array }
    guard let value = value(slot) else { return nil }
    let array = ArrayValue()
    array.set(0, value)
    return array
  }

  /// An element by its index or key as text.
  mutating func element(_ slot: Int, _ key: ByteString) -> ByteString? {
    guard let array = arrayValue(slot) else { return nil }
    if array.isAssociative { return array[key] }
    guard let index = key.decimalInteger else { return nil }
    return array[index < 0 ? index &+ array.endIndex : index]
  }

  /// What a name reference means at last.
  enum Referent {
    case slot(Int)
    case element(Int, ByteString)
  }

  /// Follows name references (bash 5.2 manual 3.4); nil for one that names nothing or itself.
  mutating func resolve(_ slot: Int) -> Referent? {
    var slot = slot
    for _ in 0..<8 {
      guard variables[slot].attributes.contains(.reference) else { return .slot(slot) }
      let target = variables[slot].value
      if target.isEmpty { return nil }
      if let bracket = target.firstIndex(of: UInt8(ascii: "[")), target.last == UInt8(ascii: "]") {
        let name = target.prefix(bracket)
        guard name.isName else { return nil }
        return .element(
          self.slot(name), target.bytes(in: bracket + 1..<target.count - 1))
      }
      guard target.isName else { return nil }
      slot = self.slot(target)
    }
    return nil
  }

  // MARK: Writing

  /// Gives a variable a value.
  /// - Throws: when it is readonly, or its integer value is no expression.
  @inline(__always)
  mutating func set(_ slot: Int, _ value: consuming ByteString) throws(ShellError) {
    if !variables[slot].attributes.isDisjoint(with: .slowWrite)
      || variables[slot].level != fastLevel
    {
      try setSlowly(slot, value)
      return
    }
    variables[slot].value = value
    variables[slot].attributes.insert(.isSet)
  }

  /// Whether a variable is set and both read and written without further ado.
  @inline(__always)
  func holdsPlainText(_ slot: Int) -> Bool {
    let attributes = variables[slot].attributes
    return attributes.contains(.isSet) && attributes.isDisjoint(with: .slowWrite)
      && attributes.isDisjoint(with: .slowRead) && variables[slot].level == fastLevel
  }

  @inline(__always)
  mutating func setInteger(_ slot: Int, _ value: Int) throws(ShellError) {
    try set(slot, ByteString(value))
  }

  @inline(never)
  private mutating func setSlowly(_ slot: Int, _ value: ByteString) throws(ShellError) {
    var value = value
    let attributes = variables[slot].attributes
    if attributes.contains(.reference) {
      switch resolve(slot) {
      case .slot(let target): try set(target, value)
      case .element(let target, let key): try setElement(target, key, value)
      case nil:
        guard value.isName || value.contains(UInt8(ascii: "[")) else {
          throw ShellError("`\(value)': invalid variable name for name reference")
        }
        touch(slot)
        variables[slot].value = value
        variables[slot].attributes.insert(.isSet)
      }
      return
    }
    if attributes.contains(.readonly) { throw readonlyError(slot) }
    if attributes.contains(.integer) { value = ByteString(try evaluateText(value)) }
    if !attributes.isDisjoint(with: .letterCase) { value = changeCase(value, attributes) }
    touch(slot)
    if !attributes.isDisjoint(with: .array) {
      let array = uniqueArray(slot)
      if array.isAssociative { array.set("0" as ByteString, value) } else { array.set(0, value) }
      variables[slot].attributes.insert(.isSet)
      return
    }
    variables[slot].value = value
    variables[slot].attributes.insert(.isSet)
    if options.contains(.allexport) { variables[slot].attributes.insert(.exported) }
    if variables[slot].attributes.contains(.exported) { environmentCache = nil }
    if attributes.contains(.computed) {
      setComputed(slot, value)
    }
    if attributes.contains(.watched) { watchedChanged(slot) }
  }

  func readonlyError(_ slot: Int) -> ShellError {
    ShellError(
      "\(host.names.name(slot)): readonly variable", status: 1, reach: .discard,
      isComplete: true)
  }

  /// Puts a variable into the journal before its first write in a subshell.
  @inline(__always)
  mutating func touch(_ slot: Int) {
    if variables[slot].level != level {
      journal.append(.variable(slot, variables[slot]))
      variables[slot].level = level
    }
  }

  /// The array of a variable, made from its scalar where it had one, for this variable alone.
  mutating func uniqueArray(_ slot: Int) -> ArrayValue {
    // Asked before there is another reference, which would make it shared.
    let isOwn = isKnownUniquelyReferenced(&variables[slot].array)
    if let array = variables[slot].array {
      if isOwn { return array }
      let copy = ArrayValue(copying: array)
      variables[slot].array = copy
      return copy
    }
    let array =
      variables[slot].attributes.contains(.associative)
      ? ArrayValue.associative() : ArrayValue()
    if variables[slot].isSet && !variables[slot].attributes.contains(.array) {
      if array.isAssociative {
        array.set("0" as ByteString, variables[slot].value)
      } else {
        array.set(0, variables[slot].value)
      }
    }
    variables[slot].array = array
    variables[slot].value = ByteString()
    if !variables[slot].attributes.contains(.associative) {
      variables[slot].attributes.insert(.indexed)
    }
    return array
  }

  /// Gives an element a value; the key is an index for an indexed array.
  mutating func setElement(
    _ slot: Int, _ key: ByteString, _ value: ByteString, appends: Bool = false
  ) throws(ShellError) {
    if variables[slot].attributes.contains(.reference) {
      guard case .slot(let target)? = resolve(slot) else { throw readonlyError(slot) }
      try setElement(target, key, value, appends: appends)
      return
    }
    if variables[slot].attributes.contains(.readonly) { throw readonlyError(slot) }
    var value = value
    let attributes = variables[slot].attributes
    let isAssociative = attributes.contains(.associative)
    let old: ByteString? = appends ? element(slot, key) : nil
    if attributes.contains(.integer) {
      var number = try evaluateText(value)
      if let old { number = number &+ (try evaluateText(old)) }
      value = ByteString(number)
    } else if let old {
      try checkSize(old.count &+ value.count)
      value = old + value
    }
    if !attributes.isDisjoint(with: .letterCase) { value = changeCase(value, attributes) }
    if key.isEmpty {
      throw ShellError("\(host.names.name(slot))[]: bad array subscript", reach: .discard)
    }
    if attributes.contains(.computed) && slot == Slot.directoryStack {
      setStackDirectory(key, value)
      return
    }
    touch(slot)
    let array = uniqueArray(slot)
    if isAssociative {
      array.set(key, value)
    } else {
      var index = key.decimalInteger ?? 0
      if index < 0 { index = index &+ array.endIndex }
      guard index >= 0 else {
        throw ShellError(
          "\(host.names.name(slot))[\(key)]: bad array subscript", reach: .discard)
      }
      array.set(index, value)
    }
    try checkElements(array.count)
    variables[slot].attributes.insert(.isSet)
    if options.contains(.allexport) { variables[slot].attributes.insert(.exported) }
  }

  /// Makes a variable an array with these elements.
  mutating func setArray(_ slot: Int, _ elements: [ByteString]) throws(ShellError) {
    if variables[slot].attributes.contains(.readonly) { throw readonlyError(slot) }
    touch(slot)
    let array = ArrayValue()
    array.dense = elements
    variables[slot].array = array
    variables[slot].value = ByteString()
    variables[slot].attributes.remove(.associative)
    variables[slot].attributes.formUnion([.isSet, .indexed])
  }

  /// Adds and takes away attributes.
  mutating func setAttributes(
    _ slot: Int, adding added: Variable.Attributes = [], removing removed: Variable.Attributes = []
  ) {
    touch(slot)
    variables[slot].attributes.formUnion(added)
    variables[slot].attributes.subtract(removed)
    environmentCache = nil
  }

  /// Unsets a variable.
  mutating func unset(_ slot: Int) throws(ShellError) {
    if variables[slot].attributes.contains(.readonly) {
      throw ShellError(
        "unset: \(host.names.name(slot)): cannot unset: readonly variable", status: 1)
    }
    touch(slot)
    let watched = variables[slot].attributes.intersection([.watched, .local])
    variables[slot].value = ByteString()
    variables[slot].array = nil
    variables[slot].attributes = watched
    environmentCache = nil
    if watched.contains(.watched) { watchedChanged(slot) }
  }

  // MARK: Scopes

  /// Puts a variable aside until `restoreLocals`; what `local` and assignments before a command
  /// do first.
  mutating func saveLocal(_ slot: Int) {
    touch(slot)
    locals.append(
      LocalEntry(slot: slot, saved: variables[slot], optionOffset: optionOffset))
    if slot == Slot.optIndex { optionOffset = 0 }
  }

  /// Brings back the variables that were put aside since a mark.
  @inline(__always)
  mutating func restoreLocals(to mark: Int) {
    if locals.count > mark { restoreLocalsSlowly(to: mark) }
  }

  @inline(never)
  private mutating func restoreLocalsSlowly(to mark: Int) {
    while locals.count > mark, let entry = locals.popLast() {
      if entry.isVoid { continue }
      let now = variables[entry.slot].attributes
      touch(entry.slot)
      let level = variables[entry.slot].level
      variables[entry.slot] = entry.saved
      variables[entry.slot].level = level
      let both = now.union(entry.saved.attributes)
      if both.contains(.exported) { environmentCache = nil }
      if both.contains(.watched) { watchedChanged(entry.slot) }
      if entry.slot == Slot.optIndex { optionOffset = entry.optionOffset }
    }
  }

  // MARK: Variables that the shell knows

  mutating func initializeVariables(_ environment: [(name: ByteString, value: ByteString)]) {
    for (name, value) in environment {
      if !name.isName {
        if name.hasPrefix("BASH_FUNC_") { importedFunctions.append((name, value)) }
        continue
      }
      let slot = self.slot(name)
      variables[slot].value = value.normalized
      variables[slot].attributes = [.isSet, .exported]
    }
    func watch(_ slot: Int) { variables[slot].attributes.insert(.watched) }
    for slot in [
      Slot.ifs, Slot.localeAll, Slot.localeType, Slot.language, Slot.optIndex,
      Slot.posixlyCorrect, Slot.nestLimit,
    ] {
      watch(slot)
    }
    variables[Slot.ifs].value = " \t\n"
    variables[Slot.ifs].attributes = [.isSet, .watched]
    variables[Slot.optIndex].value = ByteString(1)
    variables[Slot.optIndex].attributes = [.isSet, .watched]
    variables[Slot.prompt4].value =
      variables[Slot.prompt4].isSet ? variables[Slot.prompt4].value : "+ "
    variables[Slot.prompt4].attributes.insert(.isSet)
    variables[Slot.parent].value = ByteString(Int(parentID))
    variables[Slot.parent].attributes = [.isSet, .readonly, .integer]
    for slot in [
      Slot.lineNumber, Slot.random, Slot.seconds, Slot.pipeStatus, Slot.functionNames,
      Slot.sources, Slot.lineNumbers, Slot.command, Slot.epochSeconds, Slot.epochRealTime,
      Slot.processID, Slot.subshell, Slot.strongRandom, Slot.groups, Slot.directoryStack,
      Slot.shellOptions, Slot.bashOptions, Slot.argumentZeroVariable,
    ] {
      variables[slot].attributes = [.isSet, .computed]
    }
    variables[Slot.userID].value = ByteString(Int(ProcessIdentity.user))
    variables[Slot.userID].attributes = [.isSet, .readonly, .integer]
    variables[Slot.effectiveUserID].value = ByteString(Int(ProcessIdentity.effectiveUser))
    variables[Slot.effectiveUserID].attributes = [.isSet, .readonly, .integer]
    if !variables[Slot.hostName].isSet {
      variables[Slot.hostName].attributes = [.isSet, .computed]
    }
    variables[Slot.bashVersion].value = "5.2.37(1)-release"
    variables[Slot.bashVersion].attributes = [.isSet]
    for (slot, value) in [
      (Slot.systemType, "linux-gnu"), (Slot.machineType, Interpreter.machineType),
      (Slot.hostType, Interpreter.hostType),
    ] where !variables[slot].isSet {
      variables[slot].value = value
      variables[slot].attributes = [.isSet]
    }
    let version = ArrayValue()
    version.dense = ["5", "2", "37", "1", "release", Interpreter.machineType]
    variables[Slot.versionInfo].array = version
    variables[Slot.versionInfo].attributes = [.isSet, .indexed, .readonly]
    // PWD is taken over where it names the directory (XCU `sh`); the caller has checked that.
    if !variables[Slot.pwd].isSet || variables[Slot.pwd].value != directory {
      variables[Slot.pwd].value = directory
      variables[Slot.pwd].attributes = [.isSet, .exported]
    }
    let depth = variables[Slot.shellLevel].value.decimalInteger ?? 0
    variables[Slot.shellLevel].value = ByteString(depth &+ 1)
    variables[Slot.shellLevel].attributes = [.isSet, .exported]
    secondsBase = Int(SystemClock.monotonic)
    randomState = UInt32(truncatingIfNeeded: SystemClock.monotonic ^ UInt64(shellID) << 16) | 1
    updateEncoding()
    splitting.set(" \t\n", encoding: encoding)
  }

  #if arch(arm64)
    private static let hostType: ByteString = "aarch64"
    private static let machineType: ByteString = "aarch64-unknown-linux-gnu"
  #else
    private static let hostType: ByteString = "x86_64"
    private static let machineType: ByteString = "x86_64-pc-linux-gnu"
  #endif

  private mutating func updateEncoding() {
    func text(_ slot: Int) -> ByteString? {
      variables[slot].isSet ? variables[slot].value : nil
    }
    encoding = CharacterEncoding(
      all: text(Slot.localeAll), characterType: text(Slot.localeType),
      language: text(Slot.language))
  }

  /// Takes over what a watched variable says.
  mutating func watchedChanged(_ slot: Int) {
    switch slot {
    case Slot.ifs:
      splitting.set(variables[slot].isSet ? variables[slot].value : nil, encoding: encoding)
    case Slot.localeAll, Slot.localeType, Slot.language: updateEncoding()
    case Slot.optIndex: optionOffset = 0
    case Slot.shellOptions:
      // What `local -` put aside comes back.
      let bits = variables[slot].value.decimalInteger ?? 0
      options = Options(rawValue: UInt64(bitPattern: Int64(bits)))
      optionsChanged()
    case Slot.nestLimit:
      let limit = variables[slot].isSet ? variables[slot].value.decimalInteger ?? 0 : 0
      callLimit = limit > 0 ? limit : .max
    case Slot.posixlyCorrect: if variables[slot].isSet { options.insert(.posix) }
    default: break
    }
  }

  private mutating func computedValue(_ slot: Int) -> ByteString? {
    switch slot {
    case Slot.lineNumber: return ByteString(Int(line))
    case Slot.random: return ByteString(nextRandom())
    case Slot.strongRandom: return ByteString(Int(UInt32.random(in: 0...UInt32.max)))
    case Slot.seconds:
      return ByteString((Int(SystemClock.monotonic) - secondsBase) / 1_000_000_000)
    case Slot.epochSeconds: return ByteString(host.clock.wall() / 1_000_000_000)
    case Slot.epochRealTime:
      let micros = host.clock.wall() / 1000
      let fraction = ByteString(String(micros % 1_000_000 + 1_000_000)).dropFirst()
      return "\(micros / 1_000_000).\(fraction)"
    case Slot.processID: return ByteString(Int(environmentID))
    case Slot.argumentZeroVariable: return argumentZero
    case Slot.subshell: return ByteString(subshellDepth)
    case Slot.command:
      if runningTrap != nil { return trapCommand?._withUnsafeGuaranteedRef { $0.text } }
      return currentCommandText
    case Slot.hostName: return ProcessIdentity.hostName
    case Slot.shellOptions:
      return ByteString.joined(
        Options.named.filter { options.contains($0.option) }.map(\.name), separator: ":")
    case Slot.bashOptions:
      return ByteString.joined(
        ShellOption.all.filter { isOn($0.option) }.map(\.name), separator: ":")
    default: return computedArray(slot)?[0]
    }
  }

  private mutating func computedArray(_ slot: Int) -> ArrayValue? {
    let array = ArrayValue()
    switch slot {
    case Slot.pipeStatus:
      array.dense =
        pipeStatuses.isEmpty
        ? [ByteString(Int(status.code))] : pipeStatuses.map { ByteString(Int($0.code)) }
    case Slot.functionNames:
      guard frames.containsFunction else { return nil }
      array.dense = frames.innermostFirst.map(\.name) + mainFrame("main")
    case Slot.sources:
      array.dense = frames.innermostFirst.map(\.file) + mainFrame(frames.mainFile)
    case Slot.lineNumbers:
      array.dense = frames.innermostFirst.map { ByteString(Int($0.callLine)) } + mainFrame("0")
    case Slot.groups:
      let own = ProcessIdentity.realGroup
      let others = ProcessIdentity.groups.filter { $0 != own }
      array.dense = ([own] + others).map { ByteString(Int($0)) }
    case Slot.directoryStack: array.dense = [directory] + directoryStack
    default:
      guard let value = value(slot) else { return nil }
      array.dense = [value]
    }
    return array
  }

  /// What stands for the script itself in the call stack: with `-c` there is none.
  private func mainFrame(_ value: ByteString) -> [ByteString] {
    options.contains(.commandString) ? [] : [value]
  }

  private mutating func setComputed(_ slot: Int, _ value: ByteString) {
    let number = value.decimalInteger ?? 0
    switch slot {
    case Slot.argumentZeroVariable: argumentZero = value
    case Slot.random: randomState = UInt32(truncatingIfNeeded: number)
    case Slot.seconds: secondsBase = Int(SystemClock.monotonic) &- number &* 1_000_000_000
    case Slot.lineNumber: line = Int32(truncatingIfNeeded: number)
    default: break
    }
  }

  /// 0 to 32767, by the minimal standard generator, as bash 5.2 has it.
  private mutating func nextRandom() -> Int {
    var state = Int(randomState == 0 ? 123_459_876 : randomState)
    state = (16807 &* (state % 127_773)) &- (2836 &* (state / 127_773))
    if state < 0 { state += 0x7FFF_FFFF }
    randomState = UInt32(truncatingIfNeeded: state)
    return ((state >> 16) ^ (state & 0xFFFF)) & 32767
  }

  // MARK: The environment of commands

  /// `NAME=value` of each exported variable, for a program.
  mutating func environmentList() -> [ByteString] {
    if let environmentCache { return environmentCache }
    var list = exportedVariables().map { "\($0.name)=\($0.value)" as ByteString }
    list += exportedFunctions().map { $0.environmentEntry }
    environmentCache = list
    return list
  }

  /// Each exported variable that has a value, by name.
  mutating func exportedVariables() -> [(name: ByteString, value: ByteString)] {
    var list: [(name: ByteString, value: ByteString)] = []
    for (name, slot) in host.names.all where slot < slotCapacity {
      let attributes = variables[slot].attributes
      if attributes.isSuperset(of: [.exported, .isSet]), attributes.isDisjoint(with: .array),
        let value = value(slot)
      {
        list.append((name, value))
      }
    }
    return list
  }
}
