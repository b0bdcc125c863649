import ShellBytes
import ShellCommand
import ShellSystem

extension Builtin {
  /// `mapfile` reads lines into an array.
  ///
  /// - Status: 1 for wrong arguments, or when the array is readonly.
  /// - Source: bash 5.2 manual 4.2.
  static let mapfile = Builtin(
    "mapfile",
    usage:
      "[-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]"
  ) {
    (shell, words) throws(ShellError) -> Flow in
    try shell.mapfile(words)
  }

  /// `readarray` is another name of `mapfile`. Source: bash 5.2 manual 4.2.
  static let readarray = Builtin(
    "readarray",
    usage:
      "[-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]"
  ) {
    (shell, words) throws(ShellError) -> Flow in
    try shell.mapfile(words)
  }
}

/// What `mapfile` was asked to do.
private struct MapfileRequest {
  var delimiter: UInt8 = 10
  /// 0 for all.
  var count = 0
  var origin: Int?
  var skipped = 0
  var trims = false
  var descriptor = 0
  var callback: ByteString?
  var quantum = 5000

  init(_ options: BuiltinOptions, _ command: ByteString) throws(ShellError) {
    func number(_ value: ByteString, _ what: ByteString, from least: Int = 0) throws(ShellError)
      -> Int
    {
      guard let number = value.decimalInteger, number >= least else {
        throw ShellError("\(command): \(value): invalid \(what)")
      }
      return number
    }
    for (letter, value, _) in options.found {
      switch letter {
      case UInt8(ascii: "d"): delimiter = value.first ?? 0
      case UInt8(ascii: "n"): count = try number(value, "line count")
      case UInt8(ascii: "O"): origin = try number(value, "array origin")
      case UInt8(ascii: "s"): skipped = try number(value, "line count")
      case UInt8(ascii: "t"): trims = true
      case UInt8(ascii: "u"):
        descriptor = try number(value, "file descriptor specification")
      case UInt8(ascii: "C"): callback = value
      case UInt8(ascii: "c"): quantum = try number(value, "callback quantum", from: 1)
      default: break
      }
    }
  }
}

extension Interpreter {
  fileprivate mutating func mapfile(_ words: Words) throws(ShellError) -> Flow {
    let command = builtinName(words)
    let options = try parseOptions("d:n:O:s:tu:C:c:", words)
    let request = try MapfileRequest(options, command)
    guard let file = descriptors[request.descriptor] else {
      throw ShellError(
        "\(command): \(request.descriptor): invalid file descriptor: Bad file descriptor")
    }
    let name =
      options.firstOperand < words.count ? self[words, options.firstOperand] : "MAPFILE"
    guard name.isName else { throw ShellError("\(command): `\(name)': not a valid identifier") }
    var slot = self.slot(name)
    if case .slot(let target)? = resolve(slot) { slot = target }
    if variables[slot].attributes.contains(.associative) {
      throw ShellError("\(command): \(name): not an indexed array")
    }
    if variables[slot].attributes.contains(.readonly) {
      throw ShellError("\(name): readonly variable")
    }
    if request.origin == nil {
      try setArray(slot, [])
    } else {
      touch(slot)
      _ = uniqueArray(slot)
      variables[slot].attributes.insert(.isSet)
    }
    status = .success
    prepareToRead(file)
    return try readLines(request, file, slot, command)
  }

  private mutating func readLines(
    _ request: MapfileRequest, _ file: OpenFile, _ slot: Int, _ command: ByteString
  ) throws(ShellError) -> Flow {
    var index = request.origin ?? 0
    var skipped = 0
    var taken = 0
    var line = ByteBuffer()
    while request.count == 0 || taken < request.count {
      var isFound = false
      line.removeAll()
      do throws(Errno) {
        isFound = try file.readLine(
          into: &line, delimiter: request.delimiter, limit: host.limits.value &+ 1, gate)
      } catch {
        if error == .cancelled || error == .interrupted { return attend() }
        throw ShellError("\(command): read error: \(request.descriptor): \(error.message)")
      }
      try checkSize(line.count)
      try checkElements(taken)
      if !isFound && line.isEmpty { return .normal }
      if skipped < request.skipped {
        skipped += 1
        continue
      }
      // A NUL cannot be part of a value.
      if isFound && !request.trims && request.delimiter != 0 { line.append(request.delimiter) }
      let text = line.string().normalizedIfShort
      if let callback = request.callback, (taken + 1) % request.quantum == 0 {
        let quoted = Quoting.backslashed(text, encoding: encoding)
        let flow = evaluate("\(callback) \(index) \(quoted)", firstLine: Int(self.line))
        if flow != .normal { return flow }
        status = .success
      }
      touch(slot)
      let plain = variables[slot].attributes.isDisjoint(with: [
        .integer, .lowercase, .uppercase, .readonly,
      ])
      if plain {
        uniqueArray(slot).set(index, text)
        variables[slot].attributes.insert(.isSet)
      } else {
        try setElement(slot, ByteString(index), text)
      }
      index += 1
      taken += 1
    }
    return .normal
  }
}
