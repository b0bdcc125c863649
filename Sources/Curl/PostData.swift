import ShellBytes

/// The ways in which `-d` and its relatives change what they are given.
enum PostData {
  /// The bytes without carriage returns, newlines and NULs, as `-d @file` sends a file.
  static func withoutLineEnds(_ bytes: ByteString) -> ByteString {
    var kept = ByteString()
    kept.reserveCapacity(bytes.count)
    bytes.withBytes { all in
      var start = 0
      for at in 0...all.count
      where at == all.count || all[at] == 10 || all[at] == 13 || all[at] == 0 {
        kept.append(contentsOf: UnsafeBufferPointer(rebasing: all[start..<at]))
        start = at + 1
      }
    }
    return kept
  }

  /// Percent-encoded but for letters, digits and `-._~` (RFC 3986 2.3).
  static func percentEncoded(_ bytes: ByteString) -> ByteString {
    let digits: ByteString = "0123456789ABCDEF"
    var text = ByteString()
    text.reserveCapacity(bytes.count)
    bytes.withBytes { all in
      for byte in all {
        if byte.isASCIIAlphanumeric || byte == 45 || byte == 46 || byte == 95 || byte == 126 {
          text.append(byte)
        } else {
          text.append(UInt8(ascii: "%"))
          text.append(digits[Int(byte >> 4)])
          text.append(digits[Int(byte & 15)])
        }
      }
    }
    return text
  }

  /// The same with `+` for a blank, as HTML forms have it.
  static func formEncoded(_ bytes: ByteString) -> ByteString {
    let pieces = bytes.split(at: UInt8(ascii: " ")).map { percentEncoded($0) }
    return ByteString.joined(pieces, separator: "+")
  }

  /// One of the five forms of `--data-urlencode`: `content`, `=content`, `name=content`, `@file`,
  /// `name@file`.
  struct EncodedForm {
    var name: ByteString = ""
    var content: ByteString
    /// The file that holds the content, where one is named.
    var file: ByteString?

    init(_ argument: ByteString) {
      content = argument
      let place =
        argument.firstIndex(of: UInt8(ascii: "=")) ?? argument.firstIndex(of: UInt8(ascii: "@"))
      guard let place else { return }
      name = argument.prefix(place)
      content = argument.dropFirst(place + 1)
      if argument[place] == UInt8(ascii: "@") { file = content }
    }

    /// `name=` and the content, encoded; the name is taken to be so already.
    func text(of content: ByteString) -> ByteString {
      let encoded = PostData.formEncoded(content)
      return name.isEmpty ? encoded : "\(name)=\(encoded)"
    }
  }
}

/// The protocols that libcurl knows, as a set of bits (CURLPROTO).
enum Protocols {
  private static let names: [ByteString: UInt32] = [
    "http": 1 << 0, "https": 1 << 1, "ftp": 1 << 2, "ftps": 1 << 3, "scp": 1 << 4,
    "sftp": 1 << 5, "telnet": 1 << 6, "ldap": 1 << 7, "ldaps": 1 << 8, "dict": 1 << 9,
    "file": 1 << 10, "tftp": 1 << 11, "imap": 1 << 12, "imaps": 1 << 13, "pop3": 1 << 14,
    "pop3s": 1 << 15, "smtp": 1 << 16, "smtps": 1 << 17, "rtsp": 1 << 18, "rtmp": 1 << 19,
    "gopher": 1 << 25, "smb": 1 << 26, "smbs": 1 << 27, "mqtt": 1 << 28, "gophers": 1 << 29,
    "all": ~0,
  ]
  static let http: UInt32 = 1
  static let https: UInt32 = 2
  static let file: UInt32 = 1 << 10
  /// What a redirection may lead to: HTTP and FTP.
  static let redirectionDefault: UInt32 = 0b1111

  static func bits(_ name: ByteString) -> UInt32? { names[name] }
}
