import ShellBytes
import ShellCommand
import ShellSystem

/// The scripts of the table tests: every string literal of the Swift files of a folder, and every
/// other file as it is.
enum Seeds {
  static func read(_ folders: [ByteString]) -> [[UInt8]] {
    var seeds: [[UInt8]] = []
    let files = HostFileSystem()
    for folder in folders {
      guard let entries = try? files.entries(folder) else { continue }
      for name in entries.map(\.name).sorted(by: { Array($0).lexicographicallyPrecedes($1) }) {
        guard let file = try? files.open("\(folder)/\(name)", .read, mode: 0),
          let text = try? file.readAll(Gate())
        else { continue }
        if name.hasSuffix(".swift") {
          seeds += literals(Array(text))
        } else if text.count < 4096 {
          seeds.append(Array(text))
        }
      }
    }
    return seeds
  }

  /// The string literals of a Swift text, with the escapes that such scripts use resolved.
  private static func literals(_ text: [UInt8]) -> [[UInt8]] {
    var found: [[UInt8]] = []
    var at = 0
    let quote = UInt8(ascii: "\"")
    while at < text.count {
      guard text[at] == quote else {
        at += 1
        continue
      }
      let isLong = at + 2 < text.count && text[at + 1] == quote && text[at + 2] == quote
      at += isLong ? 3 : 1
      var literal: [UInt8] = []
      while at < text.count {
        let byte = text[at]
        if byte == quote
          && (!isLong || at + 2 < text.count && text[at + 1] == quote && text[at + 2] == quote)
        {
          break
        }
        if !isLong && byte == 10 { break }
        if byte == UInt8(ascii: "\\"), at + 1 < text.count {
          at += 1
          switch text[at] {
          case UInt8(ascii: "n"): literal.append(10)
          case UInt8(ascii: "t"): literal.append(9)
          case UInt8(ascii: "0"): literal.append(0)
          default: literal.append(text[at])
          }
        } else {
          literal.append(byte)
        }
        at += 1
      }
      at += isLong ? 3 : 1
      if literal.count > 3 && literal.count < 2048 { found.append(literal) }
    }
    return found
  }
}
