import ShellBytes
import ShellPatterns
import ShellSyntax

extension Lowering {
  func lower(_ node: CompoundCommand) -> Code {
    let code = body(node)
    if node.redirections.isEmpty { return code }
    if case .subshell = node.body { (code as? SubshellCode)?.isRedirected = true }
    return RedirectedCode(
      code, node.redirections.map { lower($0) }, line: node.range.line)
  }

  private func body(_ node: CompoundCommand) -> Code {
    let line = node.range.line
    var text: CommandText {
      var bare = node
      bare.redirections = []
      return self.text(of: .compound(bare), node.range)
    }
    switch node.body {
    case .braceGroup(let list): return lower(list)
    case .subshell(let list): return SubshellCode(lower(list), command: text)
    case .for(let loop) where !loop.name.isName, .select(let loop) where !loop.name.isName:
      return InvalidNameCode(loop.name, command: text)
    case .for(let loop):
      return ForCode(
        slot: slot(loop.name), words: loop.words?.map { lower(fields: $0) },
        body: repeated.lower(loop.body), line: line, command: text,
        header: {
          let words = loop.words?.map { Printer.print($0) } ?? ["\"$@\""]
          return "for \(loop.name) in \(ByteString.joined(words, separator: " "))"
        })
    case .select(let loop):
      return SelectCode(
        slot: slot(loop.name), words: loop.words?.map { lower(fields: $0) },
        body: repeated.lower(loop.body), line: line)
    case .arithmeticFor(let loop):
      return ArithmeticForCode(
        initial: loop.initial.map { lower($0) }, condition: loop.condition.map { lower($0) },
        step: loop.step.map { lower($0) }, body: lower(loop.body), command: text, line: line)
    case .case(let node):
      return CaseCode(
        word: lower(value: node.word),
        items: node.items.map { item in
          (
            patterns: item.patterns.map { lower(pattern: $0) },
            item: CaseCode.Item(
              body: item.body.map { lower($0) } ?? EmptyCode(),
              fallsThrough: item.terminator == .fallThrough,
              testsNext: item.terminator == .continue)
          )
        }, line: line, header: { "case \(Printer.print(node.word)) in" })
    case .if(let node):
      var otherwise = node.otherwise.map { lower($0) }
      for branch in node.branches.reversed() {
        otherwise = IfCode(
          condition: lower(branch.condition), body: lower(branch.body), otherwise: otherwise)
      }
      return otherwise ?? EmptyCode()
    case .while(let loop):
      return WhileCode(
        condition: repeated.lower(loop.condition), body: repeated.lower(loop.body),
        isUntil: loop.isUntil)
    case .conditional(let expression):
      return ConditionalCommandCode(lower(expression), command: text, line: line)
    case .arithmetic(let expression):
      return ArithmeticCommandCode(lower(expression), command: text, line: line)
    }
  }

  func lower(_ expression: ConditionalExpression) -> ConditionalCode {
    switch expression {
    case .word(let word): return WordConditional(lower(value: word))
    case .unary(let letter, let word): return UnaryConditional(letter, lower(value: word))
    case .not(let inner): return NotConditional(lower(inner))
    case .and(let left, let right):
      return JunctionConditional(lower(left), lower(right), isAnd: true)
    case .or(let left, let right):
      return JunctionConditional(lower(left), lower(right), isAnd: false)
    case .binary(let op, let left, let right):
      switch op {
      case .equal, .notEqual:
        return PatternConditional(
          lower(value: left), lower(pattern: right, isAlwaysExtended: true),
          isNegated: op == .notEqual)
      case .matches: return RegexConditional(lower(value: left), lower(regex: right))
      default: return ComparisonConditional(op, lower(value: left), lower(value: right))
      }
    }
  }
}
