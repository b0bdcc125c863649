import ShellBytes

/// Writes a tree as shell text again.
///
/// Text that is parsed again gives an equal tree. It is laid out as bash lays out a function. Only
/// `print(function:)` says some things in bash's own words, as `declare -f` shows them: those mean
/// the same, but `elif` is then an `if` inside of `else`, and `for x` names `"$@"`.
///
/// - Source: bash 5.2 manual 4.2 `declare -f`; POSIX.1-2024 XCU 2.9.
public struct Printer {
  /// How commands are laid out.
  enum Layout {
    /// Over several lines, indented.
    case lines
    /// As `lines`, in the words of bash's `declare -f`.
    case bash
    /// On one line, as in a list of jobs.
    case line
  }

  /// For whom it is written: `function` is a reserved word of bash's.
  var dialect = Dialect.bash
  /// What is written so far.
  var output = ByteString()
  /// How commands are laid out.
  let layout: Layout
  /// How many blanks begin a line.
  var indentation = 0
  /// Here-documents whose operator is written and whose lines are not.
  var pending: [HereDocument] = []
  /// Whether bash leaves out the next `;` because a here-document was written before it.
  var omitsSemicolon = false

  /// A printer that has written nothing.
  init(_ layout: Layout) { self.layout = layout }

  /// A list, its commands joined by `;` or `&` on one line.
  public static func print(_ list: List) -> ByteString {
    var printer = Printer(.lines)
    printer.writeCompleteCommand(list)
    printer.finish()
    return printer.output
  }

  /// A whole program, each complete command ended by a newline.
  public static func print(_ program: Program, dialect: Dialect = .bash) -> ByteString {
    var printer = Printer(.lines)
    printer.dialect = dialect
    for list in program.commands {
      printer.writeCompleteCommand(list)
      printer.newline()
    }
    return printer.output
  }

  /// A function definition exactly as bash's `declare -f` shows it, without a newline at its end.
  public static func print(function: FunctionDefinition) -> ByteString {
    var printer = Printer(.bash)
    printer.write(function, isNested: false)
    printer.finish()
    return printer.output
  }

  /// A command over as many lines as it takes.
  public static func print(_ command: Command) -> ByteString {
    var printer = Printer(.lines)
    printer.write(command)
    printer.finish()
    return printer.output
  }

  /// A word with its quotes and expansions.
  public static func print(_ word: Word) -> ByteString {
    var printer = Printer(.line)
    printer.write(word)
    return printer.output
  }

  /// A command on one line.
  public static func line(_ command: Command) -> ByteString {
    var printer = Printer(.line)
    printer.write(command)
    printer.finish()
    return printer.output
  }

  /// A pipeline on one line.
  public static func line(_ pipeline: Pipeline) -> ByteString {
    var printer = Printer(.line)
    printer.write(pipeline)
    printer.finish()
    return printer.output
  }

  /// Pipelines on one line.
  public static func line(_ andOr: AndOr) -> ByteString {
    var printer = Printer(.line)
    printer.write(andOr)
    printer.finish()
    return printer.output
  }

  /// A list on one line.
  public static func line(_ list: List) -> ByteString {
    var printer = Printer(.line)
    printer.writeCompleteCommand(list)
    printer.finish()
    return printer.output
  }

  // MARK: Layout

  /// Ends the line, with the here-documents that begin behind it, and indents the next one.
  mutating func newline() {
    writeHereDocuments()
    output.append(10)
    output.append(ByteString(repeating: 32, count: indentation))
  }

  /// Goes on: on a line of its own, or behind a space.
  mutating func lineBreak() {
    if layout == .line {
      output.append(32)
    } else {
      newline()
    }
  }

  /// Ends the text, with the here-documents that are still to be written.
  mutating func finish() {
    guard !pending.isEmpty else { return }
    writeHereDocuments()
    // In bash's layout the delimiter's line is ended already.
    if layout != .bash { output.append(10) }
  }

  /// The lines of here-documents; behind them a newline follows.
  private mutating func writeHereDocuments() {
    guard !pending.isEmpty else { return }
    let documents = pending
    pending = []
    for document in documents {
      output.append(10)
      write(document.body)
      output.append(document.delimiter)
    }
    // bash ends the last line itself, so that an empty one follows.
    if layout == .bash {
      output.append(10)
      omitsSemicolon = true
    }
  }

  /// Writes an operator between commands.
  ///
  /// bash's layout puts the lines of here-documents directly behind it.
  private mutating func writeConnector(_ text: ByteString, behindDocuments space: ByteString) {
    if layout == .bash && !pending.isEmpty {
      output.append(text)
      writeHereDocuments()
      output.append(space)
    } else {
      output.append(text)
      if text.last != 32 { output.append(32) }
    }
  }

  /// The `;` behind a list, unless its `&` ends it already.
  mutating func semicolon(_ list: List) {
    if list.items.last?.isAsynchronous == true || endsBare(list) { return }
    output.append(59)
  }

  /// Whether a list ends with a `!` or `time` that nothing follows: it then has its `;`, which bash
  /// does not write.
  func endsBare(_ list: List) -> Bool {
    guard layout != .bash, let last = list.items.last, !last.isAsynchronous else { return false }
    return (last.andOr.rest.last?.pipeline ?? last.andOr.first).commands.isEmpty
  }

  // MARK: Lists

  /// A complete command: all on one line, as a newline would end it.
  mutating func writeCompleteCommand(_ list: List) {
    let items = list.items
    for (index, item) in items.enumerated() {
      write(item.andOr)
      let isLast = index == items.count - 1
      if item.isAsynchronous {
        output.append(isLast ? " &" : " & ")
      } else if !isLast {
        output.append("; ")
      }
    }
  }

  /// The commands of a compound command, without the `;` behind the last.
  mutating func write(_ list: List) {
    let items = list.items
    for (index, item) in items.enumerated() {
      write(item.andOr)
      let isLast = index == items.count - 1
      if item.isAsynchronous {
        if isLast {
          output.append(" &")
        } else {
          writeConnector(" &", behindDocuments: "  ")
        }
      } else if !isLast {
        writeSeparator()
      } else if endsBare(list) {
        // A bare `!` or `time` is one only before an operator that ends it.
        output.append(59)
      }
    }
  }

  private mutating func writeSeparator() {
    if layout == .bash {
      // bash forgets one `;` behind the lines of here-documents; a newline follows in any case.
      if pending.isEmpty && !omitsSemicolon { output.append(59) }
      omitsSemicolon = false
    } else {
      output.append(59)
    }
    lineBreak()
  }

  /// Writes pipelines and what joins them.
  mutating func write(_ andOr: AndOr) {
    write(andOr.first)
    for link in andOr.rest {
      writeConnector(link.operator == .and ? " && " : " || ", behindDocuments: " ")
      write(link.pipeline)
    }
  }

  /// Writes a pipeline.
  mutating func write(_ pipeline: Pipeline) {
    switch pipeline.timing {
    case .standard: output.append("time ")
    case .posix: output.append("time -p ")
    case nil: break
    }
    if pipeline.timing != nil, case .simple(let command)? = pipeline.commands.first,
      command.assignments.isEmpty, case .word(let name)? = command.words.first,
      name.literal == "--" || name.literal == "-p"
    {
      // The command's name, and no option of `time`.
      output.append("-- ")
    }
    if pipeline.isNegated { output.append("! ") }
    // An even number of `!` before nothing.
    if pipeline.commands.isEmpty && !pipeline.isNegated && pipeline.timing == nil {
      output.append("! ! ")
    }
    for (index, command) in pipeline.commands.enumerated() {
      write(command)
      guard index < pipeline.commands.count - 1 else { break }
      if pipeline.pipesError[index] && layout == .bash { output.append(" 2>&1") }
      let isError = pipeline.pipesError[index] && layout != .bash
      writeConnector(isError ? " |&" : " |", behindDocuments: "  ")
    }
  }

  // MARK: Commands

  /// Writes a command.
  mutating func write(_ command: Command) {
    switch command {
    case .simple(let simple): write(simple)
    case .compound(let compound): write(compound)
    case .functionDefinition(let function): write(function, isNested: true)
    case .coprocess(let coprocess):
      output.append("coproc ")
      // A name is read only before a compound command.
      if case .compound = coprocess.command {
        output.append(coprocess.name)
        output.append(32)
      } else if layout == .bash {
        output.append("COPROC ")
      }
      write(coprocess.command)
    }
  }

  /// Writes a function definition; in bash's layout a nested one has the word `function`.
  mutating func write(_ function: FunctionDefinition, isNested: Bool) {
    let isReserved = ReservedWord(function.name, isBash: true) != nil
    let needsKeyword =
      layout == .bash
      ? isNested || isReserved : dialect == .bash && !function.name.isPlainFunctionName
    if needsKeyword { output.append("function ") }
    output.append(function.name)
    output.append(" () ")
    if layout != .line { newline() }
    if layout == .bash, function.body.body.isGroup == false {
      let list = List(wrapping: function.body)
      writeGroup(list)
    } else {
      write(function.body)
    }
  }

  /// Writes `{ … }`.
  mutating func writeGroup(_ list: List) {
    output.append("{ ")
    if layout == .line {
      write(list)
      semicolon(list)
      output.append(" }")
      return
    }
    indentation += 4
    newline()
    write(list)
    indentation -= 4
    newline()
    output.append(125)
  }

  /// Writes a simple command; redirections come last, but before a word that would be reserved
  /// without them.
  mutating func write(_ simple: SimpleCommand) {
    var isFirst = true
    var leadsWithRedirections = false
    if simple.assignments.isEmpty, !simple.redirections.isEmpty,
      case .word(let word)? = simple.words.first, let text = word.literal
    {
      leadsWithRedirections = ReservedWord(text, isBash: true) != nil
    }
    func separate(_ printer: inout Printer) {
      if !isFirst { printer.output.append(32) }
      isFirst = false
    }
    if leadsWithRedirections {
      for redirection in simple.redirections {
        separate(&self)
        write(redirection)
      }
    }
    for assignment in simple.assignments {
      separate(&self)
      write(assignment)
    }
    for argument in simple.words {
      separate(&self)
      switch argument {
      case .word(let word): write(word)
      case .assignment(let assignment): write(assignment)
      }
    }
    if leadsWithRedirections { return }
    for redirection in simple.redirections {
      separate(&self)
      write(redirection)
    }
  }

  /// Writes a compound command and its redirections.
  mutating func write(_ compound: CompoundCommand) {
    switch compound.body {
    case .braceGroup(let list): writeGroup(list)
    case .subshell(let list):
      output.append("( ")
      write(list)
      if !pending.isEmpty { newline() }
      output.append(" )")
    case .for(let loop): write(loop, "for ")
    case .select(let loop): write(loop, "select ")
    case .arithmeticFor(let loop): write(loop)
    case .case(let conditional): write(conditional)
    case .if(let conditional): write(conditional.branches[...], conditional.otherwise)
    case .while(let loop):
      output.append(loop.isUntil ? "until " : "while ")
      write(loop.condition)
      semicolon(loop.condition)
      output.append(" do")
      writeBody(loop.body)
      output.append("done")
    case .conditional(let expression):
      output.append("[[ ")
      write(expression, parent: .or)
      output.append(" ]]")
    case .arithmetic(let expansion):
      output.append("((")
      write(expansion.text)
      output.append("))")
    }
    for redirection in compound.redirections {
      output.append(32)
      write(redirection)
    }
  }

  /// A list between two reserved words, on lines of its own.
  private mutating func writeBody(_ list: List) {
    indentation += 4
    lineBreak()
    write(list)
    // In bash's layout a newline is enough behind here-documents.
    if layout != .bash || pending.isEmpty { semicolon(list) }
    indentation -= 4
    lineBreak()
  }

  private mutating func write(_ loop: ForLoop, _ keyword: ByteString) {
    output.append(keyword)
    output.append(loop.name)
    if let words = loop.words {
      output.append(" in ")
      for (index, word) in words.enumerated() {
        if index > 0 { output.append(32) }
        write(word)
      }
      output.append(59)
    } else if layout == .bash {
      output.append(" in \"$@\";")
    } else {
      output.append(59)
    }
    lineBreak()
    output.append("do")
    writeBody(loop.body)
    output.append("done")
  }

  private mutating func write(_ loop: ArithmeticForLoop) {
    output.append("for ((")
    for (index, part) in [loop.initial, loop.condition, loop.step].enumerated() {
      if index > 0 { output.append("; ") }
      if let part {
        write(part.text)
      } else if layout == .bash {
        output.append(49)
      }
    }
    output.append("))")
    if layout == .line { output.append(59) }
    lineBreak()
    output.append("do")
    writeBody(loop.body)
    output.append("done")
  }

  private mutating func write(
    _ branches: ArraySlice<IfConditional.Branch>, _ otherwise: List?
  ) {
    // bash knows no `elif` once it has read it: it is an `if` inside of `else`.
    var nested = 0
    for (index, branch) in branches.enumerated() {
      if index > 0 {
        if layout == .bash {
          output.append("else")
          indentation += 4
          nested += 1
          newline()
          output.append("if ")
        } else {
          output.append("elif ")
        }
      } else {
        output.append("if ")
      }
      write(branch.condition)
      semicolon(branch.condition)
      output.append(" then")
      writeBody(branch.body)
    }
    if let otherwise {
      output.append("else")
      writeBody(otherwise)
    }
    output.append("fi")
    for _ in 0..<nested {
      output.append(59)
      indentation -= 4
      newline()
      output.append("fi")
    }
  }

  private mutating func write(_ conditional: CaseConditional) {
    output.append("case ")
    write(conditional.word)
    output.append(layout == .line ? " in" : " in ")
    indentation += 4
    for item in conditional.items {
      lineBreak()
      // Before the pattern `esac` the parenthesis cannot be left out.
      if item.patterns.first?.literal == "esac" { output.append(40) }
      for (index, pattern) in item.patterns.enumerated() {
        if index > 0 { output.append(" | ") }
        write(pattern)
      }
      output.append(41)
      indentation += 4
      if let body = item.body {
        lineBreak()
        write(body)
      } else if layout != .line {
        writeHereDocuments()
        output.append(10)
      }
      indentation -= 4
      if layout == .line && pending.isEmpty {
        output.append(32)
      } else {
        newline()
      }
      switch item.terminator {
      case .break: output.append(";;")
      case .fallThrough: output.append(";&")
      case .continue: output.append(";;&")
      }
    }
    indentation -= 4
    lineBreak()
    output.append("esac")
  }
}

extension List {
  /// A list of one compound command.
  init(wrapping compound: CompoundCommand) {
    let pipeline = Pipeline(
      isNegated: false, timing: nil, commands: [.compound(compound)], pipesError: [false],
      range: compound.range)
    let andOr = AndOr(first: pipeline, rest: [], range: compound.range)
    self.init(
      items: [Item(andOr: andOr, isAsynchronous: false, range: compound.range)],
      range: compound.range)
  }
}

extension CompoundCommand.Body {
  /// Whether it is `{ … }`.
  var isGroup: Bool {
    if case .braceGroup = self { return true }
    return false
  }
}

extension ByteString {
  /// Whether a function of this name can be defined without the word `function`.
  var isPlainFunctionName: Bool {
    ReservedWord(self, isBash: true) == nil
      && allSatisfy { $0.isNameByte || $0 == "-" || $0 == "." || $0 == ":" }
  }
}
