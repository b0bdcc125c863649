import ShellBytes

/// What each production of the grammar is parsed by.
///
/// The grammar test makes sentences of each production, and requires that they are accepted here
/// and that printing them loses nothing.
///
/// - Grammar: Grammar/shell.ebnf, word.ebnf, arithmetic.ebnf and pattern.ebnf.
package enum Productions {
  /// A tree that a production gives.
  package enum Tree: Hashable, Sendable {
    case program(Program)
    case command(Command)
    case word(Word)
    case arithmetic(ArithmeticExpansion)

    /// The tree as text again.
    package var printed: ByteString {
      switch self {
      case .program(let program): return Printer.print(program)
      case .command(let command): return Printer.print(command)
      case .word(let word): return Printer.print(word)
      case .arithmetic(let expansion): return Printer.print(expansion.text)
      }
    }
  }

  /// Which parse function takes a sentence.
  fileprivate enum Parsing {
    case program, command, word, arithmetic
  }

  /// How a sentence of one production is parsed.
  package struct Production: Sendable {
    package let name: String
    /// What stands around it where it can only be a part of something else.
    private let before: ByteString
    private let after: ByteString
    private let parsing: Parsing
    /// Whether only the bash dialect has what stands around it.
    package let needsBash: Bool

    fileprivate init(
      _ name: String, _ parsing: Parsing = .program, before: ByteString = "",
      after: ByteString = "", needsBash: Bool = false
    ) {
      self.name = name
      self.before = before
      self.after = after
      self.parsing = parsing
      self.needsBash = needsBash
    }

    /// The tree of a sentence.
    ///
    /// - Throws: a syntax error, also where the sentence is followed by something else.
    package func parse(_ sentence: ByteString, dialect: Dialect) throws(SyntaxError) -> Tree {
      try parse(text: before + sentence + after, dialect: dialect)
    }

    /// The tree of a text that was printed.
    package func parse(text: ByteString, dialect: Dialect) throws(SyntaxError) -> Tree {
      let lexer = Lexer(
        text, dialect: dialect, firstLine: 1, aliases: nil, stack: StackLimit(nil))
      let parser = Parser(lexer: lexer)
      switch parsing {
      case .program: return .program(try parser.parseProgram())
      case .command:
        _ = try lexer.peek(.command)
        let list = try parser.parseCompleteCommand()
        guard let command = list.items.first?.andOr.first.commands.first, list.items.count == 1
        else { throw parser.unexpected("one command") }
        try requireEnd(parser)
        return .command(command)
      case .word:
        guard try lexer.peek(.argument) == .word else { throw parser.unexpected("a word") }
        let word = lexer.word
        lexer.advance()
        try requireEnd(parser)
        return .word(word)
      case .arithmetic:
        let expansion = try lexer.readArithmetic(until: .bracket)
        guard lexer.at >= lexer.end, expansion.expression != nil else {
          throw lexer.error(
            "no arithmetic expression", found: text, at: lexer.position(lexer.at))
        }
        return .arithmetic(expansion)
      }
    }

    private func requireEnd(_ parser: Parser) throws(SyntaxError) {
      try parser.skipNewlines(.command)
      guard parser.lexer.token.kind == .end else {
        throw parser.unexpected("the end of the text")
      }
    }
  }

  /// Every production of the grammar, in its order.
  package static let all: [Production] = shell + words + arithmetic + patterns

  private static let shell: [Production] = [
    Production("program"), Production("complete_commands"), Production("complete_command"),
    Production("list"), Production("and_or"), Production("pipeline"),
    Production("time", after: " a"), Production("pipe_sequence"),
    Production("command", .command), Production("compound_command", .command),
    Production("subshell", .command), Production("compound_list", before: "{ ", after: " }"),
    Production("term"), Production("for_clause", .command),
    Production("arithmetic_for_clause", .command), Production("select_clause", .command),
    Production("name", before: "for ", after: " do a; done"),
    Production("wordlist", before: "for a in ", after: "; do a; done"),
    Production("case_clause", .command),
    Production("case_item_ns", before: "case a in ", after: " esac"),
    Production("case_item", before: "case a in ", after: " esac"),
    Production("case_terminator", before: "case a in a) b ", after: " esac"),
    Production("pattern_list", before: "case a in ", after: " esac"),
    Production("pattern_word_first", before: "case a in ", after: " ) esac"),
    Production("if_clause", .command),
    Production("else_part", before: "if a; then b; ", after: " fi"),
    Production("while_clause", .command), Production("until_clause", .command),
    Production("do_group", before: "while a; "), Production("brace_group", .command),
    Production("function_definition", .command), Production("function_body", before: "f() "),
    Production("fname", after: "() { a; }"), Production("coprocess", .command),
    Production("conditional_command", .command),
    Production("conditional_expression", before: "[[ ", after: " ]]"),
    Production("conditional_and", before: "[[ ", after: " ]]"),
    Production("conditional_term", before: "[[ ", after: " ]]"),
    Production("conditional_primary", before: "[[ ", after: " ]]"),
    Production("conditional_unary", before: "[[ ", after: " a ]]"),
    Production("conditional_binary", before: "[[ a ", after: " b ]]"),
    Production("arithmetic_command", .command), Production("simple_command", .command),
    Production("cmd_name", .command), Production("cmd_word", .command, before: "a=b "),
    Production("cmd_prefix", .command), Production("cmd_suffix", .command, before: "a "),
    Production("declaration", .command), Production("redirect_list", .command, before: "(a) "),
    Production("io_redirect", .command), Production("io_file", .command),
    Production("filename", .command, before: "> "), Production("io_here", .command),
    Production("newline_list"), Production("linebreak"), Production("separator_op", before: "a "),
    Production("separator", before: "a ", after: " b"),
    Production("sequential_sep", before: "for a in b ", after: " do c; done"),
    Production("NEWLINE"), Production("reserved_word", .command, before: "a "),
  ]

  private static let words: [Production] = [
    Production("NAME", .word), Production("IO_NUMBER", .command, after: "<a"),
    Production("IO_LOCATION", .command, after: "<a"), Production("ASSIGNMENT_WORD", .command),
    Production("array", .command, before: "a="),
    Production("array_element", .command, before: "a=(", after: " )"),
    Production("subscript", .command, before: "a", after: "=b"), Production("WORD", .word),
    Production("COMMAND_WORD", .command), Production("quoted_word", .word),
    Production("unquoted_text", .word), Production("escaped_character", .word),
    Production("single_quoted", .word), Production("double_quoted", .word),
    Production("quoted_part", .word, before: "\"", after: "\""),
    Production("quoted_text", .word, before: "\"", after: "\""),
    Production("quoted_escape", .word, before: "\"", after: "\""),
    Production("dollar_single_quoted", .word), Production("expansion", .word),
    Production("quoted_expansion", .word, before: "\"", after: "\""),
    Production("simple_parameter", .word),
    Production("special_parameter", .word, before: "$"),
    Production("parameter", .word, before: "${", after: "}"),
    Production("parameter_expansion", .word),
    Production("quoted_parameter_expansion", .word, before: "\"", after: "\""),
    Production("named_parameter", .word, before: "${", after: "}"),
    Production("parameter_default", .word, before: "${a", after: "}"),
    Production("quoted_default", .word, before: "\"${a", after: "}\""),
    Production("pattern_operation", .word, before: "${a", after: "}"),
    Production("bash_operation", .word, before: "${a", after: "}"),
    Production("brace_word", .word, before: "${a-", after: "}"),
    Production("quoted_brace_word", .word, before: "\"${a-", after: "}\""),
    Production("slash_pattern", .word, before: "${a/", after: "/b}"),
    Production("case_pattern", .word, before: "${a^", after: "}"),
    Production("command_substitution", .word),
    Production("backquoted_text", .word, before: "`", after: "`"),
    Production("process_substitution", .word), Production("arithmetic_expansion", .word),
    Production("here_end", .command, before: "<<"),
    Production("here_document", .command, before: "<<E\n", after: "E\n"),
    Production("here_part", .command, before: "<<E\n", after: "\nE\n"),
  ]

  private static let arithmetic: [Production] = [
    Production("expression", .arithmetic), Production("assignment_expression", .arithmetic),
    Production("assignment_operator", .arithmetic, before: "a", after: "b"),
    Production("conditional_operation", .arithmetic), Production("logical_or", .arithmetic),
    Production("logical_and", .arithmetic), Production("bit_or", .arithmetic),
    Production("bit_xor", .arithmetic), Production("bit_and", .arithmetic),
    Production("equality", .arithmetic), Production("relation", .arithmetic),
    Production("shift", .arithmetic), Production("sum", .arithmetic),
    Production("product", .arithmetic), Production("power", .arithmetic),
    Production("unary_operation", .arithmetic), Production("step", .arithmetic),
    Production("operand", .arithmetic), Production("variable", .arithmetic),
    Production("constant", .arithmetic),
  ]

  private static let patterns: [Production] = [
    Production("pattern", .word), Production("ordinary_character", .word),
    Production("extended_pattern", .word), Production("bracket_expression", .word),
    Production("bracket_item", .word, before: "[", after: "]"),
    Production("character_class", .word, before: "[", after: "]"),
    Production("equivalence_class", .word, before: "[", after: "]"),
    Production("collating_symbol", .word, before: "[", after: "]"),
    Production("extended_regular_expression", before: "[[ a =~ ", after: " ]]", needsBash: true),
    Production("ERE_branch", before: "[[ a =~ ", after: " ]]", needsBash: true),
    Production("ERE_expression", before: "[[ a =~ ", after: " ]]", needsBash: true),
    Production("repetition", before: "[[ a =~ b", after: " ]]", needsBash: true),
    Production("basic_regular_expression", .word, before: "'", after: "'"),
    Production("BRE_expression", .word, before: "'", after: "'"),
    Production("BRE_repetition", .word, before: "'a", after: "'"),
  ]
}
