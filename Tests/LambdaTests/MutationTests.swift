import Glibc
import ShellBytes
import ShellSystem
import Testing

@testable import LambdaProtocol

/// A sequence that is the same each time.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    // xorshift64*
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 2_685_821_657_736_338_717
  }
}

@Suite("Mutated input never traps")
struct MutationTests {
  private func mutated(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: at)
      default: bytes.removeSubrange(at...)
      }
    }
    return bytes
  }

  @Test func answers() throws {
    var random = SeededGenerator(state: 42)
    var taken = 0
    var refused = 0
    for round in 0..<1500 {
      let row = HTTPConnectionTests.rows[round % HTTPConnectionTests.rows.count]
      let bytes = mutated(Array(row.text.utf8), &random)
      let (here, there) = try socketPair()
      // Small enough for the socket's buffer: no second thread is needed.
      _ = send(there, bytes, bytes.count, Int32(MSG_NOSIGNAL))
      shutdown(there, Int32(SHUT_WR))
      var connection = HTTPConnection(Socket(owning: here))
      var body = ByteString()
      do throws(HTTPError) {
        try connection.exchange(
          ByteBuffer(), body: UnsafeBufferPointer(start: nil, count: 0), into: &body)
        taken += 1
      } catch {
        refused += 1
      }
      close(there)
    }
    #expect(taken > 100)
    #expect(refused > 100)
  }

  @Test func texts() {
    var random = SeededGenerator(state: 7)
    var found: [Bool: Int] = [:]
    for round in 0..<20_000 {
      let bytes = mutated(
        Array(JSONTextTests.texts[round % JSONTextTests.texts.count].0.utf8), &random)
      let kind = ByteString(bytes).withBytes { JSONText.kind(of: $0) }
      if case .broken(let offset) = kind { #expect(offset <= bytes.count) }
      found[kind == .json, default: 0] += 1
      var quoted = ByteString()
      JSONText.append(ByteString(bytes), to: &quoted)
      #expect(quoted.withBytes { JSONText.kind(of: $0) } == .json)
    }
    #expect(found[true, default: 0] > 1000)
    #expect(found[false, default: 0] > 1000)
  }
}
