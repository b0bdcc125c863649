import ShellBytes

/// Words that assign (XCU 2.10.1 rule 7), with bash's arrays.
extension Lexer {
  /// Makes `name=value` and its kin at the cursor the assignment of the token.
  ///
  /// - Returns: false, with the cursor where it was, where no assignment begins.
  func readAssignment(_ start: Position) throws(SyntaxError) -> Bool {
    let first = at
    var offset = at
    while bytes[offset].isNameByte { offset &+= 1 }
    switch bytes[offset] {
    case "=", "\\": break
    case "+", "[": if !isBash { return false }
    default: return false
    }
    let name = readName()
    var place: Subscript?
    if peekByte() == "[" && isBash {
      guard let found = readAssignedSubscript() else {
        at = first
        return false
      }
      place = found
    }
    var appends = false
    if peekByte() == "+" && isBash && isFollowed(by: "=") {
      appends = true
      at = next(at)
    } else if peekByte() != "=" {
      at = first
      return false
    }
    at &+= 1
    let value: Assignment.Value
    if isBash && place == nil && peekByte() == "(" {
      value = .array(try readArray())
    } else {
      value = .scalar(try readWholeWord())
    }
    if builds {
      token.assignment = Assignment(
        name: name, subscript: place, appends: appends, value: value, range: range(start, at))
    }
    return true
  }

  /// `[…]` before `=` or `+=`; nil where that is none, with the cursor anywhere.
  private func readAssignedSubscript() -> Subscript? {
    let mark = mark()
    do throws(SyntaxError) {
      let found = try readSubscript()
      if peekByte() == "=" || (peekByte() == "+" && isFollowed(by: "=")) { return found }
    } catch {
      // An unfinished one is text of a word.
    }
    reset(to: mark)
    return nil
  }

  /// `[…]` behind a name.
  func readSubscript() throws(SyntaxError) -> Subscript {
    let opened = position(at)
    at &+= 1
    let start = position(at)
    try enter()
    let parts = try readUnquoted(.bracket)
    leave()
    guard bytes[at] == "]" else { throw unfinished("']'", openedAt: opened) }
    let key = Word(parts: parts, range: range(start, at))
    at &+= 1
    if key.literal == "@" { return .all }
    if key.literal == "*" { return .joined }
    return .index(
      key: key, expression: builds ? ArithmeticParser.parse(parts, depth, stack) : nil)
  }

  /// `(…)` behind `name=`: the elements of an array (bash 5.2 manual 6.7).
  private func readArray() throws(SyntaxError) -> [Assignment.Element] {
    let opened = position(at)
    at &+= 1
    try enter()
    defer { leave() }
    var elements: [Assignment.Element] = []
    while true {
      skipBlanks()
      switch bytes[at] {
      case "\n":
        at &+= 1
        continue
      case ")":
        at &+= 1
        return elements
      case 0:
        throw unfinished("')'", openedAt: opened)
      case "[":
        if let place = readAssignedSubscript() {
          let appends = peekByte() == "+"
          if appends { at = next(at) }
          at &+= 1
          let value = try readWholeWord()
          if builds {
            elements.append(Assignment.Element(subscript: place, appends: appends, value: value))
          }
          continue
        }
      default: break
      }
      let before = at
      let value = try readWholeWord()
      if at == before {
        hasToken = false
        _ = try peek(.argument)
        let error = Parser(lexer: self).unexpected("a word or ')'")
        let isAlone = substitutionDepth == 0 && aliasFrames.isEmpty && error.wording == .token
        throw isAlone ? error.worded(.tokenInList) : error
      }
      if builds {
        elements.append(Assignment.Element(subscript: nil, appends: false, value: value))
      }
    }
  }
}
