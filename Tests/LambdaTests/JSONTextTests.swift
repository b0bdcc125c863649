import ShellBytes
import Testing

@testable import LambdaProtocol

@Suite("RFC 8259, as far as the protocol needs it")
struct JSONTextTests {
  static let texts: [(String, JSONText.Kind)] = [
    ("{}", .json), ("[]", .json),
    (" {\"a\" : [1, -2.5e+3, true, false, null, \"x\\u00e9\"]} \n", .json),
    ("0", .json), ("-0.1E-2", .json), ("\"\"", .json), ("\"a\\n\\\"\"", .json), ("null", .json),
    ("[[[]],{\"a\":{}}]", .json), ("[1,2]", .json), ("{\"a\":1,\"b\":2}", .json),
    ("", .other), ("  ", .other), ("Echoing request: ''", .other), ("nul", .other), ("01", .other),
    ("1 2", .other), ("-", .other), ("1.", .other), ("1e", .other), ("\"open", .other),
    ("'a'", .other),
    ("{", .broken(at: 1)), ("[1,]", .broken(at: 3)), ("{\"a\"}", .broken(at: 4)),
    ("{\"a\":1,}", .broken(at: 7)), ("{a:1}", .broken(at: 1)), ("[1 2]", .broken(at: 3)),
    ("[1}", .broken(at: 2)), ("{\"a\":1]", .broken(at: 6)), ("[\"a\nb\"]", .broken(at: 3)),
    ("[\"\\x\"]", .broken(at: 3)), ("[\"\\u12g4\"]", .broken(at: 6)), ("{} {}", .broken(at: 3)),
    ("[1]]", .broken(at: 3)),
  ]

  @Test(arguments: texts) func isTold(_ text: String, _ kind: JSONText.Kind) {
    #expect(ByteString(text).withBytes { JSONText.kind(of: $0) } == kind)
  }

  @Test func deepNestingIsNotFollowed() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(ByteString(deep).withBytes { JSONText.kind(of: $0) } == .json)
  }

  @Test func onlyTheBeginningOfALongTextIsLookedAt() {
    let long = "[\"" + String(repeating: "x", count: 100)
    #expect(ByteString(long).withBytes { JSONText.kind(of: $0, limit: 50) } == .json)
    #expect(ByteString(long).withBytes { JSONText.kind(of: $0, limit: 500) } == .broken(at: 102))
  }

  @Test func escapes() {
    var text = ByteString()
    JSONText.append(
      ByteString([
        UInt8(ascii: "a"), 34, 92, 8, 9, 10, 12, 13, 0, 31, 127, 0xC3, 0xA9, 0xFF, 0xE2, 0x82,
        UInt8(ascii: "z"),
      ]), to: &text)
    #expect(
      text.description
        == "\"a\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001f\\u007f\u{E9}\u{FFFD}\u{FFFD}\u{FFFD}z\"")
  }

  @Test func anErrorDocumentNamesItsRequestInTheLog() {
    let error = ErrorDocument(type: "T.X", message: "m", stackTrace: ["a", "b"], log: ["l"])
    #expect(
      error.json(requestID: "9").description
        == #"{"errorMessage":"m","errorType":"T.X","requestId":"9","stackTrace":["a","b"],"#
        + #""stderr":["l"]}"#)
  }

  @Test(arguments: [
    ("{}", "application/json"), ("a", "text/plain; charset=utf-8"),
    ("", "text/plain; charset=utf-8"),
    ("\u{E9}", "text/plain; charset=utf-8"), ("a\0", "application/octet-stream"),
  ])
  func contentTypes(_ text: String, _ type: String) {
    let found = ByteString(text).withBytes { ContentType.of($0, JSONText.kind(of: $0)) }
    #expect(found.description == type)
  }

  @Test func bytesThatAreNoTextAreAStream() {
    let bytes = ByteString([0x80, 0x81])
    let found = bytes.withBytes { ContentType.of($0, JSONText.kind(of: $0)) }
    #expect(found.description == "application/octet-stream")
  }
}
