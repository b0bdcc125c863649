import ShellBytes

/// What each production of the grammar is parsed by.
///
/// The grammar test makes sentences of each production, and requires that they are accepted here.
///
/// - Grammar: Grammar/jq.ebnf.
package enum JQProductions {
  package struct Production: Sendable {
    package let name: String
    fileprivate let take: @Sendable (inout Parser) throws(Parser.Unwinding) -> Void

    /// What is wrong with a sentence; nothing where it is accepted.
    package func problems(_ sentence: ByteString) -> [ByteString] {
      var parser = Parser(sentence, file: "<sentence>")
      do throws(Parser.Unwinding) {
        try take(&parser)
        if parser.token.kind != .end { throw parser.unexpected("end of sentence") }
      } catch {
        if parser.messages.isEmpty { return ["not accepted"] }
      }
      return parser.messages
    }
  }

  package static let all: [Production] =
    programs + queries + terms + literals
    + [
      token("IDENT", .identifier), token("FIELD", .field), token("BINDING", .binding),
      token("FORMAT", .format), token("LITERAL", .literal), token("KEYWORD", .keyword),
      Production(name: "NAME") { (parser) throws(Parser.Unwinding) in
        let isName = parser.token.kind == .identifier || parser.token.kind == .keyword
        if !isName { throw parser.unexpected("NAME") }
        parser.advance()
      },
      text("QUOTED"), text("PLAIN"),
      quoted("CHARACTERS"), quoted("ESCAPE"),
    ]

  private static let programs: [Production] = [
    Production(name: "program") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseProgram()
    },
    Production(name: "module_directive") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseModuleDirective()
    },
    Production(name: "import") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseImport()
    },
    Production(name: "metadata") { (parser) throws(Parser.Unwinding) in
      _ = parser.metadata(try parser.parseObject())
    },
    Production(name: "metadata_member") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseMember()
    },
    Production(name: "constant") { (parser) throws(Parser.Unwinding) in
      let term = try parser.parseTerm(isFirst: false)
      if term.constantValue == nil { throw parser.unexpected("constant") }
    },
    Production(name: "function_definition") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseFunctionDefinition()
    },
    Production(name: "parameter") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseParameter()
    },
  ]

  private static let queries: [Production] = [
    Production(name: "query") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseQuery(expecting: "")
    },
    Production(name: "comma") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseComma(isFirst: false)
    },
    Production(name: "binding") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseBinding(isFirst: false)
    },
    expression("expression", 0), expression("assignment", 2), expression("disjunction", 3),
    expression("conjunction", 4), expression("comparison", 5), expression("sum", 6),
    expression("product", 7),
  ]

  private static let terms: [Production] = [
    Production(name: "postfix") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parsePostfix()
    },
    Production(name: "suffix") { (parser) throws(Parser.Unwinding) in
      var term = Term(.recurse, 0, 0)
      if try !parser.parseSuffix(&term) { throw parser.unexpected("suffix") }
    },
    Production(name: "term") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseTerm(isFirst: false)
    },
    Production(name: "call") { (parser) throws(Parser.Unwinding) in _ = try parser.parseCall() },
    Production(name: "condition") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseCondition()
    },
    Production(name: "attempt") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseAttempt()
    },
    Production(name: "loop") { (parser) throws(Parser.Unwinding) in _ = try parser.parseLoop() },
  ]

  private static let literals: [Production] = [
    text("string"),
    Production(name: "object") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseObject()
    },
    Production(name: "member") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseMember()
    },
    Production(name: "member_value") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseMemberValue()
    },
    Production(name: "patterns") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parsePatterns(expecting: "")
    },
    Production(name: "pattern") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parsePattern()
    },
    Production(name: "pattern_member") { (parser) throws(Parser.Unwinding) in
      _ = try parser.parsePatternMember()
    },
  ]

  private static func expression(_ name: String, _ level: Int) -> Production {
    Production(name: name) { (parser) throws(Parser.Unwinding) in
      _ = try parser.parseExpression(level)
    }
  }

  private static func token(_ name: String, _ kind: Token.Kind) -> Production {
    Production(name: name) { (parser) throws(Parser.Unwinding) in
      if parser.token.kind != kind { throw parser.unexpected(ByteString(name)) }
      parser.advance()
    }
  }

  private static func text(_ name: String) -> Production {
    Production(name: name) { (parser) throws(Parser.Unwinding) in _ = try parser.parseString() }
  }

  /// What stands only inside of a string.
  private static func quoted(_ name: String) -> Production {
    Production(name: name) { (parser) throws(Parser.Unwinding) in
      parser = Parser("\"" + parser.text + "\"", file: parser.file)
      _ = try parser.parseString()
    }
  }
}
