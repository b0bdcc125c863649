import ShellBytes
import ShellCommand

/// A part of a multipart body, as `-F` describes it.
///
/// - Source: curl manual, option `--form`.
struct FormPart: Sendable {
  enum Content: Sendable {
    case text(ByteString)
    /// The content of a file; `-` is standard input. An attached one has a file name.
    case file(ByteString, isAttached: Bool)
    /// The parts up to the matching `close` belong to this one.
    case open
    case close
  }
  var name: ByteString?
  var content: Content
  var type: ByteString?
  var fileName: ByteString?
  var encoder: ByteString?
  var headers: [ByteString] = []
  /// A file with lines that are headers of this part.
  var headerFiles: [ByteString] = []

  /// `--form-string`: `name=value`, and nothing in the value means anything.
  static func parseLiteral(_ argument: ByteString, into parts: inout [FormPart]) throws {
    guard let equals = argument.firstIndex(of: UInt8(ascii: "=")) else {
      throw OptionParser.Refusal.badUse
    }
    parts.append(
      FormPart(
        name: name(argument, equals), content: .text(argument.dropFirst(equals + 1))))
  }

  private static func name(_ argument: ByteString, _ equals: Int) -> ByteString? {
    equals == 0 ? nil : argument.prefix(equals)
  }

  /// `-F`: `name=text`, `name=@file,…`, `name=<file`, `name=(` or `=)`, with `;type=` and others.
  /// - Throws: `OptionParser.Refusal`.
  static func parse(
    _ argument: ByteString, into parts: inout [FormPart], warn: (ByteString) -> Void
  ) throws {
    guard let equals = argument.firstIndex(of: UInt8(ascii: "=")) else {
      warn("Illegally formatted input field")
      throw OptionParser.Refusal.badUse
    }
    let name = name(argument, equals)
    var reader = FieldReader(argument, at: equals + 1)
    switch reader.peek {
    case UInt8(ascii: "("):
      reader.at += 1
      var part = reader.part(until: 0, warn) { _ in .open }
      part.name = name
      parts.append(part)
    case UInt8(ascii: ")") where name == nil && argument.count == equals + 2:
      var depth = 0
      for part in parts {
        if case .open = part.content { depth += 1 }
        if case .close = part.content { depth -= 1 }
      }
      if depth <= 0 {
        warn("no multipart to terminate")
        throw OptionParser.Refusal.badUse
      }
      parts.append(FormPart(content: .close))
    case UInt8(ascii: "@"):
      var files: [FormPart] = []
      repeat {
        reader.at += 1
        files.append(
          reader.part(until: UInt8(ascii: ","), warn) { .file($0, isAttached: true) })
      } while reader.peek == UInt8(ascii: ",")
      if files.count == 1 {
        files[0].name = name
        parts += files
      } else {
        parts.append(FormPart(name: name, content: .open))
        parts += files
        parts.append(FormPart(content: .close))
      }
    case UInt8(ascii: "<"):
      reader.at += 1
      var part = reader.part(until: 0, warn) { .file($0, isAttached: false) }
      part.name = name
      parts.append(part)
    default:
      var part = reader.part(until: 0, warn) { .text($0) }
      part.name = name
      parts.append(part)
    }
  }

  /// The type that a file name's extension stands for.
  static func type(ofFile name: ByteString) -> ByteString? {
    let types: [(ByteString, ByteString)] = [
      (".gif", "image/gif"), (".jpg", "image/jpeg"), (".jpeg", "image/jpeg"),
      (".png", "image/png"), (".svg", "image/svg+xml"), (".txt", "text/plain"),
      (".htm", "text/html"), (".html", "text/html"), (".pdf", "application/pdf"),
      (".xml", "application/xml"),
    ]
    let lowered = name.asciiLowercased
    return types.first { lowered.hasSuffix($0.0) }?.1
  }
}

/// Reads what stands behind `name=`.
private struct FieldReader {
  let text: ByteString
  var at: Int

  init(_ text: ByteString, at: Int) {
    self.text = text
    self.at = at
  }

  /// The next byte; 0 at the end.
  var peek: UInt8 { at < text.count ? text[at] : 0 }

  private func isEnd(_ byte: UInt8, _ end: UInt8) -> Bool {
    byte == UInt8(ascii: ";") || (end != 0 && byte == end)
  }

  /// A word up to `;` or `end`; in double quotes these mean nothing.
  mutating func word(until end: UInt8) -> ByteString {
    let start = at
    if peek == UInt8(ascii: "\"") {
      var word = ByteString()
      at += 1
      while at < text.count {
        var byte = text[at]
        if byte == UInt8(ascii: "\\") && at + 1 < text.count
          && (text[at + 1] == UInt8(ascii: "\\") || text[at + 1] == UInt8(ascii: "\""))
        {
          at += 1
          byte = text[at]
        } else if byte == UInt8(ascii: "\"") {
          at += 1
          while at < text.count && !isEnd(text[at], end) { at += 1 }
          return word
        }
        word.append(byte)
        at += 1
      }
      at = start
    }
    while at < text.count && !isEnd(text[at], end) { at += 1 }
    return text.bytes(in: start..<at)
  }

  private mutating func take(_ prefix: ByteString) -> Bool {
    let here = text.bytes(in: at..<(at + prefix.count))
    guard here.asciiLowercased == prefix else { return false }
    at += prefix.count
    return true
  }

  /// The content and the settings behind it.
  mutating func part(
    until end: UInt8, _ warn: (ByteString) -> Void, _ content: (ByteString) -> FormPart.Content
  ) -> FormPart {
    while peek.isASCIIBlank { at += 1 }
    var part = FormPart(content: content(word(until: end)))
    while peek == UInt8(ascii: ";") {
      at += 1
      let afterSemicolon = at
      while peek.isASCIIBlank { at += 1 }
      if take("type=") {
        while peek.isASCIIBlank { at += 1 }
        let start = at
        _ = word(until: end)
        part.type = text.bytes(in: start..<at)
      } else if take("filename=") {
        part.fileName = word(until: end)
      } else if take("encoder=") {
        part.encoder = word(until: end)
      } else if take("headers=") {
        if peek == UInt8(ascii: "@") || peek == UInt8(ascii: "<") {
          at += 1
          part.headerFiles.append(word(until: end))
        } else {
          part.headers.append(word(until: end))
        }
      } else {
        let word = word(until: end)
        if let type = part.type {
          // A parameter of the content type: `type=text/plain; charset=utf-8`.
          part.type = type + ";" + text.bytes(in: afterSemicolon..<at)
        } else if !word.isEmpty {
          warn("skip unknown form field: \(word)")
        }
      }
    }
    return part
  }
}
