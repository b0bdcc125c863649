import ShellBytes

/// `$name`, `${name}`, `${name:-word}` and their kin.
///
/// - Grammar: `parameter_expansion` in Grammar/word.ebnf.
/// - Source: POSIX.1-2024 XCU 2.6.2; bash 5.2 manual 3.5.3.
public struct ParameterExpansion: Sendable, Hashable {
  public enum Parameter: Sendable, Hashable {
    case variable(ByteString)
    /// 0 is the name of the shell or script.
    case positional(Int)
    /// One of `@ * # ? - $ !`.
    case special(UInt8)
  }
  public enum Modifier: Sendable, Hashable {
    case none
    /// `${#parameter}`
    case length
    /// `${parameter-word}`, with a colon also when null.
    case useDefault(Word, whenNull: Bool)
    /// `${parameter=word}`
    case assignDefault(Word, whenNull: Bool)
    /// `${parameter?word}`; nil without a word.
    case indicateError(Word?, whenNull: Bool)
    /// `${parameter+word}`
    case useAlternative(Word, whenNull: Bool)
    /// `${parameter#pattern}`, `##` with `isLargest`.
    case removePrefix(Word, isLargest: Bool)
    /// `${parameter%pattern}`, `%%` with `isLargest`.
    case removeSuffix(Word, isLargest: Bool)
    /// `${parameter:offset:length}`
    case substring(offset: ArithmeticExpansion, length: ArithmeticExpansion?)
    /// `${parameter/pattern/string}`; a missing string is nil.
    case replace(pattern: Word, replacement: Word?, scope: ReplacementScope)
    /// `${parameter^pattern}` and its kin; a missing pattern is nil.
    case changeCase(CaseChange, pattern: Word?)
    /// `${parameter@operator}`
    case transform(UInt8)
    /// `${!prefix*}`, or with `isSeparate` `${!prefix@}`: names that begin so.
    case names(isSeparate: Bool)
    /// `${!name[@]}` or `${!name[*]}`: the keys of an array; the subscript says which.
    case keys
    /// A form that no shell knows (`${x!y}`): the text between the braces. It fails when it runs.
    case bad(ByteString)
  }
  public enum ReplacementScope: Sendable, Hashable {
    /// `/`
    case first
    /// `//`
    case all
    /// `/#`
    case prefix
    /// `/%`
    case suffix
  }
  public enum CaseChange: Sendable, Hashable {
    /// `^`
    case upperFirst
    /// `^^`
    case upperAll
    /// `,`
    case lowerFirst
    /// `,,`
    case lowerAll
    /// `~`
    case toggleFirst
    /// `~~`
    case toggleAll
  }
  public var parameter: Parameter
  public var `subscript`: Subscript?
  /// `${!name}`: the value names the parameter that is meant.
  public var isIndirect: Bool
  public var modifier: Modifier
  /// Whether it is written with braces.
  public var isBraced: Bool
  public var range: SourceRange
  public init(
    parameter: Parameter, subscript: Subscript? = nil, isIndirect: Bool = false,
    modifier: Modifier = .none, isBraced: Bool, range: SourceRange
  ) {
    self.parameter = parameter
    self.subscript = `subscript`
    self.isIndirect = isIndirect
    self.modifier = modifier
    self.isBraced = isBraced
    self.range = range
  }
}
