import ShellBytes

/// Programs, what they import, and the definitions of functions.
extension Parser {
  // MARK: program

  mutating func parseProgram() throws(Unwinding) -> Source {
    var source = Source()
    if isKeyword("module") { source.metadata = try parseModuleDirective() }
    while isKeyword("import") || isKeyword("include") {
      source.imports.append(try parseImport())
    }
    var definitions: [FunctionDefinition] = []
    while isKeyword("def") { definitions.append(try parseFunctionDefinition()) }
    if token.kind == .end {
      source.definitions = definitions
      return source
    }
    var query = try parseQuery(expecting: "end of file", isFirst: true)
    if token.kind != .end { throw unexpected("end of file") }
    for definition in definitions.reversed() {
      try checkHeight(query)
      query = Term(.define(definition, query), query.start, query.end)
    }
    source.query = query
    return source
  }

  mutating func parseModuleDirective() throws(Unwinding) -> JSONObject? {
    advance()
    let value = try parseQuery(expecting: "'|' or ',' or ';'", isFirst: false)
    let metadata = metadata(value)
    try expect(symbol: ";", expecting: "'|' or ',' or ';'")
    return metadata
  }

  mutating func metadata(_ term: Term) -> JSONObject? {
    guard let value = term.constantValue else {
      report("Module metadata must be constant", term.start, term.end)
      return nil
    }
    guard case .object(let object) = value else {
      report("Module metadata must be an object", term.start, term.end)
      return nil
    }
    return object
  }

  mutating func parseImport() throws(Unwinding) -> Source.Import {
    let isInclude = isKeyword("include")
    advance()
    guard token.kind == .stringStart || token.kind == .format else {
      throw unexpected("FORMAT or QQSTRING_START")
    }
    let path = try parseString()
    var result = Source.Import(path: "", name: nil, isData: false, metadata: JSONObject())
    if case .string(let text)? = path.constantValue {
      result.path = text.byteString
    } else {
      report("Import path must be constant", path.start, path.end)
    }
    if !isInclude {
      if !take(keyword: "as") { throw unexpected("as") }
      guard token.kind == .binding || token.kind == .identifier else {
        throw unexpected("IDENT or BINDING")
      }
      result.isData = token.kind == .binding
      result.name = token.text
      advance()
    }
    if take(symbol: ";") { return result }
    let value = try parseQuery(expecting: "'|' or ',' or ';'", isFirst: false)
    if let metadata = metadata(value) { result.metadata = metadata }
    try expect(symbol: ";", expecting: "'|' or ',' or ';'")
    return result
  }

  // MARK: function_definition

  mutating func parseFunctionDefinition() throws(Unwinding) -> FunctionDefinition {
    advance()
    guard token.kind == .identifier else { throw unexpected("IDENT") }
    let name = token.text
    advance()
    var parameters: [FunctionDefinition.Parameter] = []
    if take(symbol: "(") {
      repeat { parameters.append(try parseParameter()) } while take(symbol: ";")
      try expect(symbol: ")", expecting: "';' or ')'")
      try expect(symbol: ":", expecting: "':'")
    } else {
      try expect(symbol: ":", expecting: "':' or '('")
    }
    let body = try nested { (parser) throws(Unwinding) in
      try parser.parseQuery(expecting: "'|' or ',' or ';'")
    }
    try expect(symbol: ";", expecting: "'|' or ',' or ';'")
    return FunctionDefinition(name: name, parameters: parameters, body: body)
  }

  mutating func parseParameter() throws(Unwinding) -> FunctionDefinition.Parameter {
    let name = token
    guard name.kind == .binding || name.kind == .identifier else {
      throw unexpected("IDENT or BINDING")
    }
    advance()
    return name.kind == .binding ? .value(name.text) : .closure(name.text)
  }
}
