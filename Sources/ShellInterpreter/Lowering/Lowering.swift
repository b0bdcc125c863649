import ShellBytes
import ShellCommand
import ShellPatterns
import ShellSyntax

/// Turns a syntax tree into the form that runs: names become slots, constant words are folded,
/// arithmetic is compiled, hot shapes get nodes of their own.
struct Lowering {
  let host: Host
  let dialect: Dialect
  /// The file that functions defined here came from.
  let source: ByteString

  /// Whether the code may run more than once, so that a node of its own pays for a hot shape.
  var repeats: Bool

  init(shell host: Host, dialect: Dialect, source: ByteString, repeats: Bool = true) {
    self.host = host
    self.dialect = dialect
    self.source = source
    self.repeats = repeats
  }

  /// The same for code that runs more than once.
  var repeated: Lowering {
    var copy = self
    copy.repeats = true
    return copy
  }

  func slot(_ name: ByteString) -> Int { host.names.slot(name) }

  // MARK: Lists and pipelines

  func lower(_ program: Program) -> Code { lower(lists: program.commands) }

  private func lower(lists: [List]) -> Code {
    sequence(lists.flatMap { $0.items.map { lower(item: $0) } })
  }

  func lower(_ list: List) -> Code {
    if list.isDeferred { return DeferredCode(list, dialect: dialect, source: source) }
    let items = list.items
    if items.count == 1 { return lower(item: items[0]) }
    return sequence(items.map { lower(item: $0) })
  }

  private func sequence(_ codes: [Code]) -> Code {
    switch codes.count {
    case 0: EmptyCode()
    case 1: codes[0]
    case 2: PairCode(codes[0], codes[1])
    default: ListCode(codes)
    }
  }

  private func lower(item: List.Item) -> Code {
    let code = lower(item.andOr)
    guard item.isAsynchronous else { return code }
    let andOr = item.andOr
    return BackgroundCode(code) {
      Printer.line(
        List(
          items: [List.Item(andOr: andOr, isAsynchronous: true, range: andOr.range)],
          range: andOr.range))
    }
  }

  private func lower(_ andOr: AndOr) -> Code {
    let first = lower(andOr.first)
    if andOr.rest.isEmpty { return first }
    return AndOrCode(
      first, andOr.rest.map { lower($0.pipeline) }, isAnd: andOr.rest.map { $0.operator == .and })
  }

  private func lower(_ pipeline: Pipeline) -> Code {
    var code: Code
    switch pipeline.commands.count {
    case 0: code = EmptyCode()
    case 1: code = lower(pipeline.commands[0])
    default:
      code = PipelineCode(
        pipeline.commands.map { lower($0) }, pipesError: pipeline.pipesError)
    }
    if let timing = pipeline.timing { code = TimedCode(code, isPosix: timing == .posix) }
    if pipeline.isNegated { code = NegatedCode(code) }
    return code
  }

  func lower(_ command: Command) -> Code {
    switch command {
    case .simple(let node): return lower(node, command)
    case .compound(let node): return lower(node)
    case .functionDefinition(let node) where node.name.contains(where: Quoting.isQuote):
      return InvalidNameCode(node.name, command: text(of: command, node.range))
    case .functionDefinition(let node):
      let slot = slot(node.name)
      return FunctionDefinitionCode(slot: slot, function: lower(function: node))
    case .coprocess(let node):
      return CoprocessCode(
        name: node.name, slot: slot(node.name), pidSlot: slot(node.name + "_PID"),
        body: lower(node.command), text: text(of: command, node.range))
    }
  }

  func lower(function node: FunctionDefinition) -> Function {
    Function(name: node.name, body: repeated.lower(node.body), definition: node, source: source)
  }

  func text(of command: Command, _ range: SourceRange) -> CommandText {
    CommandText(command, line: range.line)
  }

  // MARK: Redirections

  func lower(_ redirection: Redirection) -> RedirectionCode {
    let target: RedirectionCode.Target
    switch redirection.target {
    case .hereDocument(let document):
      target = .hereDocument(lower(quotedText: document.body))
    case .word(let word):
      let isText = redirection.operator == .hereString
      target = .word(isText ? lower(value: word) : lower(fields: word))
    }
    return RedirectionCode(
      redirection.descriptor, redirection.operator, target, source: redirection)
  }
}
