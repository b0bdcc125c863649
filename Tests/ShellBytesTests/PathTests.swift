import ShellBytes
import Testing

@Suite("Paths as text")
struct PathTests {
  @Test(
    "joining",
    arguments: [
      ("/a", "b", "/a/b"), ("/a/", "b", "/a/b"), ("/a", "/b", "/b"), ("/", "b", "/b"),
      ("", "b", "b"), ("/a", "", "/a/"), ("/a", "../b", "/a/../b"), ("a", "b", "a/b"),
    ] as [(ByteString, ByteString, ByteString)])
  func joining(_ directory: ByteString, _ path: ByteString, _ expected: ByteString) {
    #expect(Path.join(directory, path) == expected)
  }

  @Test(
    "normalizing",
    arguments: [
      ("/", "/"), ("//a///b/", "/a/b"), ("/a/./b", "/a/b"), ("/a/../b", "/b"), ("/..", "/"),
      ("/../../a", "/a"), ("/a/b/../..", "/"), ("/.a/..b", "/.a/..b"), ("", "/"),
    ] as [(ByteString, ByteString)])
  func normalizing(_ path: ByteString, _ expected: ByteString) {
    #expect(Path.normalized(path) == expected)
  }

  @Test(
    "the last component, and what is before it",
    arguments: [
      ("/a/b", "b", "/a"), ("a", "a", "."), ("/", "/", "/"), ("//", "/", "/"), ("a/", "a", "."),
      ("/a", "a", "/"), ("a//b//", "b", "a"), ("//a//", "a", "/"), ("", "", "."),
      ("a/b/", "b", "a"), ("/a/b//c", "c", "/a/b"),
    ] as [(ByteString, ByteString, ByteString)])
  func components(_ path: ByteString, _ last: ByteString, _ directory: ByteString) {
    #expect(Path.lastComponent(path) == last)
    #expect(Path.directory(path) == directory)
  }
}
