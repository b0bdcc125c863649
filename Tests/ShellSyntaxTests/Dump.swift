import ShellBytes
import ShellSyntax

/// Trees as short text, for tables: `(cmd a "b")`.
enum Dump {
  static func text(_ program: Program) -> String {
    program.commands.map(text).joined(separator: " / ")
  }

  static func text(_ list: List) -> String {
    let items = list.items.map { text($0.andOr) + ($0.isAsynchronous ? "&" : "") }
    return items.joined(separator: " ")
  }

  static func text(_ list: List?) -> String { list.map(text) ?? "nil" }

  static func text(_ andOr: AndOr) -> String {
    andOr.rest.reduce(text(andOr.first)) {
      $0 + ($1.operator == .and ? " && " : " || ") + text($1.pipeline)
    }
  }

  static func text(_ pipeline: Pipeline) -> String {
    var result = pipeline.isNegated ? "!" : ""
    switch pipeline.timing {
    case .standard: result += "time "
    case .posix: result += "time-p "
    case nil: break
    }
    for (index, command) in pipeline.commands.enumerated() {
      if index > 0 { result += pipeline.pipesError[index - 1] ? "|&" : "|" }
      result += text(command)
    }
    return result
  }

  static func text(_ command: Command) -> String {
    switch command {
    case .simple(let simple):
      var items: [String] = simple.assignments.map(text)
      for argument in simple.words {
        switch argument {
        case .word(let word): items.append(text(word))
        case .assignment(let assignment): items.append("@" + text(assignment))
        }
      }
      items += simple.redirections.map(text)
      return "(" + items.joined(separator: " ") + ")"
    case .compound(let compound): return text(compound)
    case .functionDefinition(let function):
      return "(def \(function.name) \(text(function.body)))"
    case .coprocess(let coprocess):
      return "(coproc \(coprocess.name) \(text(coprocess.command)))"
    }
  }

  static func text(_ compound: CompoundCommand) -> String {
    let redirections = compound.redirections.map { " " + text($0) }.joined()
    return text(compound.body) + redirections
  }

  static func text(_ body: CompoundCommand.Body) -> String {
    switch body {
    case .braceGroup(let list): return "{\(text(list))}"
    case .subshell(let list): return "(sub \(text(list)))"
    case .for(let loop): return "(for \(text(loop)))"
    case .select(let loop): return "(select \(text(loop)))"
    case .arithmeticFor(let loop):
      let parts = [loop.initial, loop.condition, loop.step].map { $0.map(text) ?? "nil" }
      return "(for (\(parts.joined(separator: "; "))) \(text(loop.body)))"
    case .case(let conditional):
      let items = conditional.items.map { item in
        let sign: String
        switch item.terminator {
        case .break: sign = ";;"
        case .fallThrough: sign = ";&"
        case .continue: sign = ";;&"
        }
        return item.patterns.map(text).joined(separator: "|") + ") " + text(item.body) + sign
      }
      return "(case \(text(conditional.word)) \(items.joined(separator: " ")))"
    case .if(let conditional):
      let branches = conditional.branches.map { "[\(text($0.condition)) then \(text($0.body))]" }
      return "(if \(branches.joined()) else \(text(conditional.otherwise)))"
    case .while(let loop):
      return "(\(loop.isUntil ? "until" : "while") \(text(loop.condition)) do \(text(loop.body)))"
    case .conditional(let expression): return "[[\(text(expression))]]"
    case .arithmetic(let expansion): return "(\(text(expansion)))"
    }
  }

  static func text(_ loop: ForLoop) -> String {
    let words = loop.words.map { "(" + $0.map(text).joined(separator: " ") + ")" } ?? "nil"
    return "\(loop.name) \(words) \(text(loop.body))"
  }

  static func text(_ expression: ConditionalExpression) -> String {
    switch expression {
    case .unary(let letter, let word):
      return "-\(Character(Unicode.Scalar(letter))) \(text(word))"
    case .binary(let comparison, let left, let right):
      return "\(text(left)) \(comparison) \(text(right))"
    case .word(let word): return text(word)
    case .not(let inner): return "!(\(text(inner)))"
    case .and(let left, let right): return "(\(text(left)) and \(text(right)))"
    case .or(let left, let right): return "(\(text(left)) or \(text(right)))"
    }
  }

  static func text(_ redirection: Redirection) -> String {
    var result = ""
    switch redirection.descriptor {
    case .number(let number): result = "\(number)"
    case .variable(let name): result = "{\(name)}"
    case nil: break
    }
    result += "<\(redirection.operator)>"
    switch redirection.target {
    case .word(let word): return result + text(word)
    case .hereDocument(let document):
      let flags = (document.isQuoted ? "q" : "") + (document.stripsTabs ? "t" : "")
      return "\(result)\(flags)[\(document.delimiter)]\(text(document.body))"
    }
  }

  static func text(_ assignment: Assignment) -> String {
    var result = "\(assignment.name)"
    if let place = assignment.subscript { result += text(place) }
    result += assignment.appends ? "+=" : "="
    switch assignment.value {
    case .scalar(let word): return result + text(word)
    case .array(let elements):
      let items = elements.map { element in
        (element.subscript.map { text($0) + (element.appends ? "+=" : "=") } ?? "")
          + text(element.value)
      }
      return result + "(" + items.joined(separator: " ") + ")"
    }
  }

  static func text(_ place: Subscript) -> String {
    switch place {
    case .all: return "[@]"
    case .joined: return "[*]"
    case .index(let key, let expression):
      return "[\(text(key)):\(expression.map(text) ?? "nil")]"
    }
  }

  /// The parts of a word: `'…'` quoted, `"…"`, `\c`, `${…}`, `$(…)`; plain text as it is.
  static func text(_ word: Word) -> String {
    word.parts.isEmpty ? "ε" : word.parts.map(text).joined(separator: "·")
  }

  static func text(_ part: WordPart) -> String {
    switch part {
    case .literal(let text): return shown(text)
    case .escaped(let text): return "\\" + shown(text)
    case .singleQuoted(let text): return "'" + shown(text) + "'"
    case .dollarSingleQuoted(let text): return "$'" + shown(text) + "'"
    case .doubleQuoted(let parts):
      return "\"" + parts.map(Dump.text).joined(separator: "·") + "\""
    case .parameter(let expansion): return text(expansion)
    case .commandSubstitution(let substitution):
      return (substitution.isBackquoted ? "`" : "$") + "(\(text(substitution.body)))"
    case .arithmetic(let expansion): return "$((\(text(expansion))))"
    case .processSubstitution(let substitution):
      return (substitution.isInput ? "<" : ">") + "(\(text(substitution.body)))"
    }
  }

  private static func shown(_ text: ByteString) -> String {
    var result = ""
    for scalar in String(text).unicodeScalars {
      switch scalar {
      case "\n": result += "⏎"
      case "\t": result += "⇥"
      case "\u{1B}": result += "␛"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func text(_ expansion: ParameterExpansion) -> String {
    var result = expansion.isBraced ? "${" : "$"
    if expansion.isIndirect { result += "!" }
    switch expansion.parameter {
    case .variable(let name): result += "\(name)"
    case .positional(let number): result += "\(number)"
    case .special(let byte): result.unicodeScalars.append(Unicode.Scalar(byte))
    }
    if let place = expansion.subscript { result += text(place) }
    result += text(expansion.modifier)
    return result + (expansion.isBraced ? "}" : "")
  }

  private static func text(_ modifier: ParameterExpansion.Modifier) -> String {
    switch modifier {
    case .none: return ""
    case .length: return " length"
    case .useDefault(let word, let whenNull): return " default\(colon(whenNull)) \(text(word))"
    case .assignDefault(let word, let whenNull): return " assign\(colon(whenNull)) \(text(word))"
    case .indicateError(let word, let whenNull):
      return " error\(colon(whenNull)) \(word.map(text) ?? "nil")"
    case .useAlternative(let word, let whenNull):
      return " alternative\(colon(whenNull)) \(text(word))"
    case .removePrefix(let word, let isLargest): return " #\(isLargest ? "#" : "") \(text(word))"
    case .removeSuffix(let word, let isLargest): return " %\(isLargest ? "%" : "") \(text(word))"
    case .substring(let offset, let length):
      return " from \(text(offset)) length \(length.map(text) ?? "nil")"
    case .replace(let pattern, let replacement, let scope):
      return " replace \(scope) \(text(pattern)) by \(replacement.map(text) ?? "nil")"
    case .changeCase(let change, let pattern): return " \(change) \(pattern.map(text) ?? "nil")"
    case .transform(let letter): return " @\(Character(Unicode.Scalar(letter)))"
    case .names(let isSeparate): return " names \(isSeparate ? "@" : "*")"
    case .keys: return " keys"
    case .bad(let text): return " bad \(text)"
    }
  }

  private static func colon(_ whenNull: Bool) -> String { whenNull ? ":" : "" }

  static func text(_ expansion: ArithmeticExpansion) -> String {
    expansion.expression.map(text) ?? "nil: \(text(expansion.text))"
  }

  static func text(_ expression: ArithmeticExpression) -> String {
    switch expression {
    case .number(let number): return "\(number)"
    case .variable(let name, let place): return "\(name)" + (place.map(text) ?? "")
    case .expansion(let part): return text(part)
    case .unary(let sign, let inner): return "(\(sign) \(text(inner)))"
    case .binary(let sign, let left, let right): return "(\(sign) \(text(left)) \(text(right)))"
    case .conditional(let condition, let first, let second):
      return "(if \(text(condition)) \(text(first)) \(text(second)))"
    case .assignment(let target, let sign, let value):
      return "(set\(sign.map { " \($0)" } ?? "") \(text(target)) \(text(value)))"
    case .increment(let target, let step, let isPrefix):
      return "(\(isPrefix ? "pre" : "post") \(step) \(text(target)))"
    }
  }
}
