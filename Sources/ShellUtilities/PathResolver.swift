import ShellBytes
import ShellCommand
import ShellSystem

/// Follows symbolic links through a path, which need not exist to its end.
struct PathResolver {
  /// Which components may be missing.
  enum Missing { case nothing, last, anything }

  private let context: CommandContext
  init(_ context: CommandContext) { self.context = context }

  /// The absolute path without links, `.` and `..`.
  /// - Parameter logical: takes `..` away before links are followed.
  func resolve(
    _ name: ByteString, missing: Missing, logical: Bool = false
  ) throws(Errno) -> ByteString {
    var path = try context.filePath(name)
    if logical { path = Path.normalized(path) }
    var result: ByteString = "/"
    var waiting = Array(path.split(at: UInt8(ascii: "/")).reversed())
    var linkCount = 0
    while let part = waiting.popLast() {
      if part.isEmpty || part == "." { continue }
      if part == ".." {
        result = Path.directory(result)
        continue
      }
      let next = Path.join(result, part)
      let isLast = waiting.allSatisfy { $0.isEmpty }
      do {
        let found = try context.files.status(next, followLinks: false)
        if found.kind == .symbolicLink {
          linkCount += 1
          if linkCount > 40 {
            if missing == .anything {
              result = next
              continue
            }
            throw Errno.tooManyLinks
          }
          let target = try context.files.readLink(next)
          if target.first == UInt8(ascii: "/") { result = "/" }
          waiting += target.split(at: UInt8(ascii: "/")).reversed()
          continue
        }
        let isFollowed = !waiting.isEmpty
        if found.kind != .directory && isFollowed && missing != .anything {
          throw Errno.notDirectory
        }
      } catch let error as Errno {
        let isAllowed =
          missing == .anything || missing == .last && isLast && error == .noEntry
        if !isAllowed { throw error }
      } catch { throw .invalid }
      result = next
    }
    return result
  }

  /// One absolute path seen from another.
  static func relative(_ path: ByteString, from start: ByteString) -> ByteString {
    let to = path.split(at: UInt8(ascii: "/")).filter { !$0.isEmpty }
    let from = start.split(at: UInt8(ascii: "/")).filter { !$0.isEmpty }
    var common = 0
    while common < to.count && common < from.count && to[common] == from[common] { common += 1 }
    let parts = [ByteString](repeating: "..", count: from.count - common) + to[common...]
    return parts.isEmpty ? "." : ByteString.joined(parts, separator: "/")
  }
}
