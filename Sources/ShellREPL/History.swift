import ShellBytes
import ShellSystem

/// The lines of earlier sessions and of this one, kept in a file.
///
/// Each entry is a line of the file; `\n` in it stands for a newline, `\\` for a backslash.
struct History {
  /// How many entries are kept.
  static let limit = 1000

  private let path: ByteString?
  private(set) var entries: [ByteString] = []

  /// - Parameter path: absolute; nil keeps nothing. A file that cannot be read is an empty one.
  init(path: ByteString?) {
    self.path = path
    guard let path, let file = try? Files.open(path, .read),
      let text = try? file.readAll(Gate())
    else { return }
    let lines = text.split(at: 10).filter { !$0.isEmpty }
    entries = lines.suffix(History.limit).map { History.decoded($0) }
    if lines.count > History.limit { rewrite() }
  }

  /// Adds an entry, unless it is blank or the same as the one before.
  /// - Returns: whether it was added.
  mutating func add(_ entry: ByteString) -> Bool {
    guard !entry.allSatisfy(\.isASCIISpace), entry != entries.last else { return false }
    entries.append(entry)
    if entries.count > History.limit { entries.removeFirst() }
    guard let path,
      let file = try? Files.open(path, [.write, .create, .append], mode: 0o600)
    else { return true }
    try? file.write(History.encoded(entry) + "\n", Gate())
    return true
  }

  private func rewrite() {
    guard let path else { return }
    var text = ByteString()
    for entry in entries { text += History.encoded(entry) + "\n" }
    let fresh = path + ".new"
    guard let file = try? Files.open(fresh, [.write, .create, .truncate], mode: 0o600),
      (try? file.write(text, Gate())) != nil
    else { return }
    try? Files.rename(fresh, to: path)
  }

  private static func encoded(_ entry: ByteString) -> ByteString {
    var text = ByteString()
    for byte in entry {
      switch byte {
      case 10: text.append("\\n")
      case UInt8(ascii: "\\"): text.append("\\\\")
      default: text.append(byte)
      }
    }
    return text
  }

  private static func decoded(_ line: ByteString) -> ByteString {
    var entry = ByteString()
    var at = 0
    while at < line.count {
      var byte = line[at]
      if byte == UInt8(ascii: "\\") && at + 1 < line.count {
        at += 1
        byte = line[at] == UInt8(ascii: "n") ? 10 : line[at]
      }
      entry.append(byte)
      at += 1
    }
    return entry
  }
}
