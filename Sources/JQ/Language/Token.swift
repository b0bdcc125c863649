import ShellBytes

/// A part of a program's text.
struct Token {
  enum Kind: Equatable {
    case identifier
    /// `.name`
    case field
    /// `$name`
    case binding
    case literal
    /// `@name`
    case format
    case keyword
    /// One or more characters that are an operator or a bracket.
    case symbol
    case stringStart
    case stringText
    case interpolationStart
    case interpolationEnd
    case stringEnd
    /// `$__loc__`
    case location
    case invalid
    case end
  }

  var kind: Kind
  /// The name without its mark, the symbol, the keyword.
  var text: ByteString
  /// The number of a literal, the text of a string's part.
  var value: JSONValue = .null
  var start: Int
  var end: Int

  /// How a message about a token that does not fit calls it.
  var displayName: ByteString {
    switch kind {
    case .identifier: "IDENT"
    case .field: "FIELD"
    case .binding: "BINDING"
    case .literal: "LITERAL"
    case .format: "FORMAT"
    case .keyword: text
    case .symbol: text.count == 1 ? "'\(text)'" : text
    case .stringStart: "QQSTRING_START"
    case .stringText: "QQSTRING_TEXT"
    case .interpolationStart: "QQSTRING_INTERP_START"
    case .interpolationEnd: "QQSTRING_INTERP_END"
    case .stringEnd: "QQSTRING_END"
    case .location: "$__loc__"
    case .invalid: "INVALID_CHARACTER"
    case .end: "end of file"
    }
  }
}
