import CCurl
import ShellBytes
import ShellSystem

/// A transfer of libcurl and the set that it runs in. It is reset and used again for the next
/// transfer: connections, cookies and looked-up names stay.
final class Handle {
  let easy: UnsafeMutableRawPointer
  private let multi: UnsafeMutableRawPointer
  private var lists: [UnsafeMutableRawPointer] = []
  /// Where libcurl writes what went wrong.
  private let errorText: UnsafeMutablePointer<CChar>
  private static let errorSize = 256
  /// The first option that the library refused, and its result.
  private(set) var refused: (option: CurlOption, code: Int32)?

  /// - Returns: nil when there is no memory.
  init?() {
    guard let easy = ccurl_easy_new() else { return nil }
    guard let multi = ccurl_multi_new() else {
      ccurl_easy_free(easy)
      return nil
    }
    self.easy = easy
    self.multi = multi
    errorText = .allocate(capacity: Handle.errorSize)
    errorText.initialize(repeating: 0, count: Handle.errorSize)
  }

  deinit {
    ccurl_easy_free(easy)
    ccurl_multi_free(multi)
    for list in lists { ccurl_list_free(list) }
    errorText.deallocate()
  }

  /// Forgets all options.
  func reset() {
    ccurl_easy_reset(easy)
    for list in lists { ccurl_list_free(list) }
    lists = []
    refused = nil
    errorText[0] = 0
    set(.errorBuffer, UnsafeRawPointer(errorText))
  }

  /// What went wrong in the last transfer; empty when libcurl did not say.
  var errorMessage: ByteString { ByteString(cString: errorText) }
  /// Forgets it, before the next attempt.
  func clearError() { errorText[0] = 0 }

  private func note(_ option: CurlOption, _ code: Int32) {
    if code != 0 && refused == nil { refused = (option, code) }
  }

  // MARK: Options

  func set(_ option: CurlOption, _ value: Int) {
    if option.number >= 30000 {
      note(option, ccurl_set_offset(easy, option.number, Int64(value)))
    } else {
      note(option, ccurl_set_long(easy, option.number, value))
    }
  }
  func set(_ option: CurlOption, _ isOn: Bool) { set(option, isOn ? 1 : 0) }
  /// A text, which libcurl copies.
  func set(_ option: CurlOption, _ text: ByteString) {
    text.withCString { note(option, ccurl_set_pointer(easy, option.number, $0)) }
  }
  func set(_ option: CurlOption, _ pointer: UnsafeRawPointer?) {
    note(option, ccurl_set_pointer(easy, option.number, pointer))
  }
  /// A list of texts; kept until the next reset.
  func set(_ option: CurlOption, _ texts: [ByteString]) {
    guard let list = Handle.makeList(texts) else { return }
    lists.append(list)
    set(option, UnsafeRawPointer(list))
  }
  func set(_ option: CurlOption, _ function: ccurl_transfer) {
    note(option, ccurl_set_transfer(easy, option.number, function))
  }
  func set(_ option: CurlOption, seek function: ccurl_seek) {
    note(option, ccurl_set_seek(easy, option.number, function))
  }
  func set(_ option: CurlOption, debug function: ccurl_debug) {
    note(option, ccurl_set_debug(easy, option.number, function))
  }
  /// The body of a POST, which libcurl copies.
  func setPostFields(_ bytes: ByteString) {
    set(.postSize, bytes.count)
    bytes.withBytes { body in
      if let start = body.baseAddress {
        set(.copyPostFields, UnsafeRawPointer(start))
      } else {
        set(.copyPostFields, "")
      }
    }
  }

  /// A list of libcurl; the caller frees it or gives it away.
  static func makeList(_ texts: [ByteString]) -> UnsafeMutableRawPointer? {
    var list: UnsafeMutableRawPointer?
    for text in texts {
      guard let longer = text.withCString({ ccurl_list_append(list, $0) }) else {
        ccurl_list_free(list)
        return nil
      }
      list = longer
    }
    return list
  }

  // MARK: Information

  func integer(_ information: Int32) -> Int {
    information & 0xF00000 == 0x600000
      ? Int(ccurl_get_offset(easy, information)) : ccurl_get_long(easy, information)
  }
  func text(_ information: Int32) -> ByteString? {
    ccurl_get_string(easy, information).map { ByteString(cString: $0) }
  }
  func texts(_ information: Int32) -> [ByteString] {
    let list = ccurl_get_list(easy, information)
    defer { if let list { ccurl_list_free(list) } }
    var texts: [ByteString] = []
    var at = list
    while let node = at {
      texts.append(ByteString(cString: ccurl_list_text(node)))
      at = ccurl_list_next(node)
    }
    return texts
  }

  // MARK: Running

  /// How long one wait lasts before the gate is looked at again.
  private static let tick: Int32 = 20

  /// Runs the transfer to its end on this thread.
  /// - Returns: its result (CURLcode).
  /// - Throws: `Errno.cancelled` and `Errno.interrupted` as the gate does; the transfer is ended.
  func perform(_ gate: Gate) throws(Errno) -> Int32 {
    gate.willWait()
    guard ccurl_multi_add(multi, easy) == 0 else { return ResultCode.failedInitialization }
    defer { _ = ccurl_multi_remove(multi, easy) }
    while true {
      var running: Int32 = 0
      guard ccurl_multi_perform(multi, &running) == 0 else { return ResultCode.outOfMemory }
      if running == 0 { break }
      // Asks for cancellation, deadline and caught signals, and does not wait itself.
      if gate.needsAttention || gate.deadline != nil { try gate.sleep(until: 0) }
      guard ccurl_multi_wait(multi, Handle.tick) == 0 else { return ResultCode.outOfMemory }
    }
    let result = ccurl_multi_result(multi)
    return result < 0 ? ResultCode.failedInitialization : result
  }
}

/// A URL in parts, as libcurl sees it.
final class URLParts {
  enum Part: Int32 {
    case url = 0
    case scheme = 1
    case host = 5
    case path = 7
    case query = 8
  }
  /// Flags of CURLU.
  static let nonSupportedScheme: UInt32 = 1 << 3
  static let decode: UInt32 = 1 << 6
  static let appendQuery: UInt32 = 1 << 8
  static let guessScheme: UInt32 = 1 << 9
  private let handle: UnsafeMutableRawPointer

  /// - Returns: nil when the text is no URL.
  init?(_ text: ByteString) {
    guard let handle = ccurl_url_new() else { return nil }
    self.handle = handle
    guard set(.url, text, URLParts.guessScheme | URLParts.nonSupportedScheme) else { return nil }
  }
  deinit { ccurl_url_free(handle) }

  func get(_ part: Part, _ flags: UInt32 = 0) -> ByteString? {
    guard let text = ccurl_url_get(handle, part.rawValue, flags) else { return nil }
    defer { ccurl_free(text) }
    return ByteString(cString: text)
  }
  @discardableResult
  func set(_ part: Part, _ text: ByteString, _ flags: UInt32 = 0) -> Bool {
    text.withCString { ccurl_url_set(handle, part.rawValue, $0, flags) } == 0
  }
}
