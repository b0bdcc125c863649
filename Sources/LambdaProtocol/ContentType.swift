import ShellBytes

/// What a response says it is.
public enum ContentType {
  /// `application/json` for JSON, `text/plain` for other text in UTF-8, else
  /// `application/octet-stream`; judged by the first 64 KiB.
  public static func of(
    _ bytes: UnsafeBufferPointer<UInt8>, _ kind: JSONText.Kind
  ) -> StaticString {
    if kind == .json { return "application/json" }
    return isText(bytes, limit: 65536) ? "text/plain; charset=utf-8" : "application/octet-stream"
  }

  private static func isText(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> Bool {
    let end = min(bytes.count, limit)
    var at = 0
    while at < end {
      let byte = bytes[at]
      if byte < 0x80 {
        if byte == 0 { return false }
        at &+= 1
      } else {
        let character = CharacterEncoding.utf8.character(in: bytes, at: at)
        if character.scalar == nil { return false }
        at &+= character.length
      }
    }
    return true
  }
}
