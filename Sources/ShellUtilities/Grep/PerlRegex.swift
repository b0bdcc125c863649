import CPCRE2
import ShellBytes
import ShellCommand

/// A pattern of `grep -P`.
///
/// - Source: PCRE2 10.42, loaded on first use; GNU grep 3.8 for what `-w` and `-x` add to it.
final class PerlRegex {
  private let regex: OpaquePointer

  /// - Throws: `UtilityError.Usage` when the library is not there, `UtilityError` for a pattern
  ///   that is none.
  init(_ pattern: ByteString, _ settings: GrepSettings) throws {
    guard cpcre2_is_available() != 0 else {
      throw UtilityError.Usage("Perl matching not supported without the library PCRE2")
    }
    var text = pattern
    if settings.isWholeLine {
      text = "^(?:" + text + ")$"
    } else if settings.isWholeWord {
      text = "(?<!\\w)(?:" + text + ")(?!\\w)"
    }
    var options: UInt32 = 0
    if settings.ignoresCase { options |= UInt32(CPCRE2_CASELESS) }
    if settings.encoding == .utf8 { options |= UInt32(CPCRE2_UTF8) }
    if settings.delimiter == 0 { options |= UInt32(CPCRE2_MULTILINE) }
    var message = [CChar](repeating: 0, count: 256)
    let made = text.withBytes {
      cpcre2_compile($0.baseAddress, $0.count, options, &message, message.count)
    }
    guard let made else { throw UtilityError(ByteString(cString: message), status: 2) }
    regex = made
  }

  deinit { cpcre2_free(regex) }

  /// The next match at or after an offset.
  /// - Throws: `UtilityError` when it takes too many steps to tell.
  func firstMatch(
    _ text: UnsafeBufferPointer<UInt8>, from offset: Int
  ) throws -> Range<Int>? {
    var from = 0
    var to = 0
    switch cpcre2_match(regex, text.baseAddress, text.count, offset, &from, &to) {
    case 1:
      // `\K` may put the beginning behind the end.
      return min(from, to)..<max(from, to)
    case 0: return nil
    default: throw UtilityError("exceeded PCRE's backtracking limit", status: 2)
    }
  }
}
