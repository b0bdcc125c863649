import Glibc
import JQ
import ShellBytes
import ShellSystem
import Testing

/// The test files of jq itself, which scripts/conformance-jq fetches: JQ_TESTS names their folder.
@Suite("jq's own tests")
struct ConformanceTests {
  static let folder = getenv("JQ_TESTS").map { ByteString(cString: $0) }

  static let names: [ByteString] = [
    "jq", "man", "onig", "manonig", "base64", "uri", "optional",
  ]

  /// A program, its input and its outputs; or a program that does not compile, and the message.
  struct Case {
    var program: ByteString
    var input: ByteString = "null"
    var expected: [ByteString] = []
    var isFailure = false
    var ignoresMessage = false
  }

  static func cases(_ text: ByteString) -> [Case] {
    var cases: [Case] = []
    let lines = text.split(at: 0x0A)
    var at = 0
    func isBlank(_ line: ByteString) -> Bool {
      line.first == 0x23 || line.allSatisfy(\.isASCIISpace)
    }
    while at < lines.count {
      let line = lines[at]
      at += 1
      if isBlank(line) { continue }
      var item = Case(program: line)
      if line.hasPrefix("%%FAIL") {
        item.isFailure = true
        item.ignoresMessage = line.hasPrefix("%%FAIL IGNORE")
        item.program = lines[at]
        at += 1
      } else {
        item.input = lines[at]
        at += 1
      }
      while at < lines.count, !isBlank(lines[at]) {
        item.expected.append(lines[at])
        at += 1
      }
      cases.append(item)
    }
    return cases
  }

  static func passes(_ item: Case, _ folder: ByteString) throws -> Bool {
    var call = JQCase(
      arguments: ["-c", "-L", folder + "/modules", item.program], input: item.input)
    call.variables = [("PAGER", "less")]
    if item.isFailure {
      call.arguments.insert("-n", at: 0)
      let result = call.run()
      let message = ByteString.joined(item.expected, separator: "\n")
      return result.status == 3
        && (item.ignoresMessage || result.error.firstRange(of: message) != nil)
    }
    let result = call.run()
    let equal = try JQProgram("$a == $b", variables: ["a", "b"])
    let found = try JSONParser.parseAll(result.output)
    let wanted = try JSONParser.parseAll(ByteString.joined(item.expected, separator: "\n"))
    guard found.count == wanted.count else { return false }
    for (left, right) in zip(found, wanted) {
      // Numbers count by their values; their spelling may differ.
      let plain = try JQProgram("walk(if type == \"number\" then . + 0 else . end)")
      let values = try plain.outputs(left) + plain.outputs(right)
      guard case .boolean(true)? = try equal.outputs(.null, values: values).first else {
        return false
      }
    }
    return true
  }

  @Test(.enabled(if: folder != nil)) func conform() throws {
    let folder = try #require(ConformanceTests.folder)
    let here = Path.directory(Path.directory(ByteString(#filePath)))
    let known = try Files.open("\(here)/Cases/jq/expected-failures.txt", .read, mode: 0)
    var expected = Set(try known.readAll(Gate()).split(at: 0x0A).filter { !$0.isEmpty })
    var passed = 0
    var total = 0
    for name in ConformanceTests.names {
      let file = try Files.open("\(folder)/\(name).test", .read, mode: 0)
      for item in ConformanceTests.cases(try file.readAll(Gate())) {
        total += 1
        let isPassed = (try? ConformanceTests.passes(item, folder)) == true
        let isExpected = expected.remove(item.program) == nil
        if isPassed { passed += 1 }
        #expect(isPassed == isExpected, "\(name): \(String(item.program))")
      }
    }
    #expect(expected.isEmpty, "listed as failing, but not met")
    print("jq's own tests: \(passed) of \(total) pass")
  }
}
