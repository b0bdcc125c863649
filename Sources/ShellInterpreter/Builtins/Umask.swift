import ShellBytes
import ShellCommand

extension Builtin {
  /// `umask` prints or sets the file mode creation mask.
  ///
  /// - Output: four octal digits, or with `-S` `u=rwx,g=rx,o=rx`; `-p` puts the command before it.
  /// - Status: 1 when the mode is none.
  /// - Source: POSIX.1-2024 XCU `umask`; `-p` as in bash 5.2.
  static let umask = Builtin("umask", usage: "[-p] [-S] [mode]") {
    (shell, words) throws(ShellError) -> Flow in
    let options = try shell.parseOptions("pS", words)
    shell.status = .success
    guard options.firstOperand < words.count else {
      let isSymbolic = options.contains("S")
      let text = isSymbolic ? SymbolicMask.text(shell.umask) : SymbolicMask.octal(shell.umask)
      let prefix: ByteString = !options.contains("p") ? "" : isSymbolic ? "umask -S " : "umask "
      return shell.write("\(prefix)\(text)\n")
    }
    let mode = shell[words, options.firstOperand]
    if let first = mode.first, first.isASCIIDigit {
      var value: UInt32 = 0
      for digit in mode {
        guard (48...55).contains(digit), value <= 0o777 else {
          throw ShellError("umask: \(mode): octal number out of range")
        }
        value = value * 8 + UInt32(digit - 48)
      }
      guard value <= 0o7777 else {
        throw ShellError("umask: \(mode): octal number out of range")
      }
      shell.umask = value & 0o777
    } else {
      shell.umask = try SymbolicMask.apply(mode, to: shell.umask)
    }
    if options.contains("S") { return shell.write(SymbolicMask.text(shell.umask) + "\n") }
    return .normal
  }
}

/// Masks written with letters: what is allowed, not what is taken away.
private enum SymbolicMask {
  static func octal(_ mask: UInt32) -> ByteString {
    ByteString([
      48, 48 + UInt8(mask >> 6 & 7), 48 + UInt8(mask >> 3 & 7), 48 + UInt8(mask & 7),
    ])
  }

  static func text(_ mask: UInt32) -> ByteString {
    let allowed = ~mask
    func letters(_ shift: UInt32) -> ByteString {
      var text = ByteString()
      if allowed >> shift & 4 != 0 { text.append("r") }
      if allowed >> shift & 2 != 0 { text.append("w") }
      if allowed >> shift & 1 != 0 { text.append("x") }
      return text
    }
    return "u=\(letters(6)),g=\(letters(3)),o=\(letters(0))"
  }

  /// Clauses as `chmod` has them, on the permissions that the mask leaves.
  static func apply(_ mode: ByteString, to mask: UInt32) throws(ShellError) -> UInt32 {
    var allowed = ~mask & 0o777
    for clause in mode.split(at: UInt8(ascii: ",")) {
      var at = 0
      var who: UInt32 = 0
      while at < clause.count, let bits = self.who(clause[at]) {
        who |= bits
        at += 1
      }
      if who == 0 { who = 0o777 }
      repeat {
        guard at < clause.count, ("+-=" as ByteString).contains(clause[at]) else {
          let found: ByteString = at < clause.count ? ByteString([clause[at]]) : " "
          throw ShellError(
            at == 0 && found != " "
              ? "umask: `\(found)': invalid symbolic mode character"
              : "umask: `\(found)': invalid symbolic mode operator")
        }
        let sign = clause[at]
        at += 1
        var bits: UInt32 = 0
        permissions: while at < clause.count {
          switch clause[at] {
          case UInt8(ascii: "r"): bits |= 0o444
          case UInt8(ascii: "w"): bits |= 0o222
          case UInt8(ascii: "x"): bits |= 0o111
          case UInt8(ascii: "X"): if allowed & 0o111 != 0 { bits |= 0o111 }
          case UInt8(ascii: "s"), UInt8(ascii: "t"): break
          case UInt8(ascii: "u"): bits |= (allowed >> 6 & 7) * 0o111
          case UInt8(ascii: "g"): bits |= (allowed >> 3 & 7) * 0o111
          case UInt8(ascii: "o"): bits |= (allowed & 7) * 0o111
          case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "="): break permissions
          default:
            throw ShellError(
              "umask: `\(ByteString([clause[at]]))': invalid symbolic mode character")
          }
          at += 1
        }
        switch sign {
        case UInt8(ascii: "+"): allowed |= bits & who
        case UInt8(ascii: "-"): allowed &= ~(bits & who)
        default: allowed = allowed & ~who | bits & who
        }
      } while at < clause.count
    }
    return ~allowed & 0o777
  }

  private static func who(_ letter: UInt8) -> UInt32? {
    switch letter {
    case UInt8(ascii: "u"): return 0o700
    case UInt8(ascii: "g"): return 0o070
    case UInt8(ascii: "o"): return 0o007
    case UInt8(ascii: "a"): return 0o777
    default: return nil
    }
  }
}
