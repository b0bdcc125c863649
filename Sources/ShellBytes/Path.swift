/// Path names as text; nothing here asks the file system.
public enum Path {
  /// `path` when it is absolute, else `path` below `directory`; dots are left as they are.
  public static func join(_ directory: ByteString, _ path: ByteString) -> ByteString {
    if path.first == UInt8(ascii: "/") { return path }
    if directory.isEmpty { return path }
    var result = directory
    if directory.last != UInt8(ascii: "/") { result.append(UInt8(ascii: "/")) }
    result.append(path)
    return result
  }

  /// An absolute path without `.`, `..` and double slashes, by text alone (XCU `cd` step 8).
  public static func normalized(_ path: ByteString) -> ByteString {
    var parts: [ByteString] = []
    for part in path.split(at: UInt8(ascii: "/")) {
      switch part {
      case "", ".": continue
      case "..": if !parts.isEmpty { parts.removeLast() }
      default: parts.append(part)
      }
    }
    return "/" + ByteString.joined(parts, separator: "/")
  }

  /// The last component (XCU `basename`): `/` for a path of slashes alone.
  public static func lastComponent(_ path: ByteString) -> ByteString {
    var end = path.count
    while end > 1 && path[end - 1] == UInt8(ascii: "/") { end -= 1 }
    let trimmed = path.prefix(end)
    if trimmed == "/" { return trimmed }
    guard let slash = trimmed.lastIndex(of: UInt8(ascii: "/")) else { return trimmed }
    return trimmed.dropFirst(slash + 1)
  }

  /// All but the last component (XCU `dirname`): `.` where there is no slash.
  public static func directory(_ path: ByteString) -> ByteString {
    var end = path.count
    while end > 1 && path[end - 1] == UInt8(ascii: "/") { end -= 1 }
    guard let slash = path.prefix(end).lastIndex(of: UInt8(ascii: "/")) else { return "." }
    end = slash
    while end > 1 && path[end - 1] == UInt8(ascii: "/") { end -= 1 }
    return end == 0 ? "/" : path.prefix(end)
  }
}
