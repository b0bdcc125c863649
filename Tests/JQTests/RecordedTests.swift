import JQ
import ShellBytes
import Testing

/// Every row has to come to the output, messages and status that jq 1.8.2 gave.
@Suite("Calls recorded with jq 1.8.2")
struct RecordedTests {
  /// The files and at least how many rows they have.
  static let files: [(name: ByteString, count: Int)] = [
    ("syntax", 300), ("builtins", 300), ("numbers", 50), ("hostilejson", 500), ("options", 90),
    ("inputs", 50), ("functions", 60), ("pathprefixes", 300),
    ("commandline", 500),
  ]

  @Test(arguments: files.indices) func agrees(_ index: Int) throws {
    let (name, count) = RecordedTests.files[index]
    let rows = try RecordedCases.load(name)
    #expect(rows.count >= count)
    for row in rows {
      let result = row.run()
      #expect(result.output == row.output, "\(row.testDescription)")
      #expect(result.error == row.error, "\(row.testDescription)")
      #expect(result.status == row.status, "\(row.testDescription)")
    }
  }
}
