import ShellBytes
import Testing

@Suite("Byte buffers")
struct ByteBufferTests {
  @Test("grows by bytes, strings and blocks")
  func growing() {
    var buffer = ByteBuffer()
    #expect(buffer.isEmpty && buffer.string() == "")
    var expected: [UInt8] = []
    for round in 0..<300 {
      let byte = UInt8(round % 256)
      buffer.append(byte)
      buffer.append("ab" as ByteString)
      [byte, 7].withUnsafeBufferPointer { buffer.append($0) }
      expected += [byte, 97, 98, byte, 7]
      #expect(buffer.count == expected.count && buffer.capacity >= buffer.count)
    }
    #expect(Array(buffer.string()) == expected)
    #expect(buffer.withBytes { Array($0) } == expected)
    #expect(buffer[3] == 0 && buffer[expected.count - 1] == 7)
    buffer[3] = 9
    #expect(buffer[3] == 9)
  }

  @Test("nothing added is nothing")
  func nothing() {
    var buffer = ByteBuffer()
    buffer.append(nil, count: 5)
    buffer.append("" as ByteString)
    buffer.append(UnsafeBufferPointer<UInt8>(start: nil, count: 0))
    buffer.removeFirst(3)
    #expect(buffer.isEmpty && buffer.withBytes { $0.isEmpty })
  }

  @Test("bytes are taken away at both ends")
  func removing() {
    var buffer = ByteBuffer()
    buffer.append("0123456789" as ByteString)
    buffer.removeFirst(3)
    #expect(buffer.string() == "3456789")
    buffer.removeFirst(0)
    buffer.removeFirst(-4)
    #expect(buffer.string() == "3456789")
    buffer.truncate(to: 5)
    buffer.truncate(to: 100)
    #expect(buffer.string() == "34567" && buffer.string(from: 3) == "67")
    #expect(buffer.string(from: 99) == "" && buffer.string(from: -1) == "34567")
    buffer.removeFirst(99)
    #expect(buffer.count == 0)
    buffer.append("x" as ByteString)
    buffer.truncate(to: -1)
    #expect(buffer.count == 0)
    let room = buffer.capacity
    buffer.append("y" as ByteString)
    buffer.removeAll()
    #expect(buffer.isEmpty && buffer.capacity == room)
  }

  @Test("room is filled by a function, which may lie about how much")
  func filling() {
    var buffer = ByteBuffer()
    buffer.append("a" as ByteString)
    let count = buffer.append(upTo: 4) { room in
      room[0] = 98
      room[1] = 99
      return 2
    }
    #expect(count == 2 && buffer.string() == "abc")
    _ = buffer.append(upTo: 2) { _ in -1 }
    #expect(buffer.count == 3)
    _ = buffer.append(upTo: 2) { room in
      room[0] = 100
      room[1] = 101
      return 50
    }
    #expect(buffer.string() == "abcde")
  }
}
