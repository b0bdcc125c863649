import ShellBytes

/// Functions about texts.
extension Registry {
  static let strings: [Row] = [
    native(
      "startswith",
      .one { (input, part, _) throws(JQError) in
        .boolean(try Strings.starts(input, part))
      }),
    native(
      "endswith",
      .one { (input, part, _) throws(JQError) in
        .boolean(try Strings.ends(input, part))
      }),
    native(
      "ltrimstr",
      .one { (input, part, _) throws(JQError) in
        try Strings.trimLeft(input, part)
      }),
    native(
      "rtrimstr",
      .one { (input, part, _) throws(JQError) in
        try Strings.trimRight(input, part)
      }),
    native(
      "trimstr",
      .one { (input, part, _) throws(JQError) in
        try Strings.trimRight(try Strings.trimLeft(input, part), part)
      }),
    value("trim") { (input, _) throws(JQError) in
      try Strings.trim(input, left: true, right: true)
    },
    value("ltrim") { (input, _) throws(JQError) in
      try Strings.trim(input, left: true, right: false)
    },
    value("rtrim") { (input, _) throws(JQError) in
      try Strings.trim(input, left: false, right: true)
    },
    value("ascii_downcase") { (input, _) throws(JQError) in
      try Strings.mapASCII(input) { $0.isASCIIUppercase ? $0 | 32 : $0 }
    },
    value("ascii_upcase") { (input, _) throws(JQError) in
      try Strings.mapASCII(input) { $0.isASCIILowercase ? $0 & 0xDF : $0 }
    },
    value("explode") { (input, _) throws(JQError) in try Strings.explode(input) },
    value("implode") { (input, _) throws(JQError) in try Strings.implode(input) },
    native(
      "split",
      .one { (input, separator, _) throws(JQError) in
        guard case .string(let text) = input, case .string(let part) = separator else {
          throw JQError("split input and separator must be strings")
        }
        return .array(Strings.split(text, part))
      }),
    native(
      "_strindices",
      .one { (input, sought, _) throws(JQError) in
        guard case .string(let text) = input else {
          throw JQError(input, "cannot be searched, as it is not a string")
        }
        guard case .string(let part) = sought else { throw JQError(sought, "is not a string") }
        return Strings.indices(text, part)
      }),
    native(
      "format",
      .one { (input, name, _) throws(JQError) in
        guard case .string(let text) = name else {
          throw JQError(name, "is not a valid format")
        }
        return try Formats.apply(text.byteString, input)
      }),
  ]
}

enum Strings {
  /// The pieces between separators; without a separator, the characters.
  static func split(_ text: JSONString, _ separator: JSONString) -> JSONArray {
    var pieces = JSONArray()
    if text.isEmpty { return pieces }
    text.withBytes { bytes in
      separator.withBytes { sought in
        var start = 0
        if sought.isEmpty {
          while start < bytes.count {
            let end = Swift.min(bytes.count, start + UTF8Text.length(bytes[start]))
            pieces.append(.string(text.slice(start..<end)))
            start = end
          }
          return
        }
        while let found = ByteSearch.first(sought, in: bytes, from: start) {
          pieces.append(.string(text.slice(start..<found)))
          start = found + sought.count
        }
        pieces.append(.string(text.slice(start..<bytes.count)))
      }
    }
    return pieces
  }

  /// Where a text occurs, in code points; occurrences may overlap.
  static func indices(_ text: JSONString, _ part: JSONString) -> JSONValue {
    var result = JSONArray()
    if part.isEmpty { return .array(result) }
    text.withBytes { bytes in
      part.withBytes { sought in
        var at = 0
        var counted = 0
        var characters = 0
        while let found = ByteSearch.first(sought, in: bytes, from: at) {
          characters += UTF8Text.count(UnsafeBufferPointer(rebasing: bytes[counted..<found]))
          counted = found
          result.append(JSONValue(characters))
          at = found + 1
        }
      }
    }
    return .array(result)
  }

  static func starts(_ value: JSONValue, _ part: JSONValue) throws(JQError) -> Bool {
    guard case .string(let text) = value, case .string(let start) = part else {
      throw JQError("startswith() requires string inputs")
    }
    return text.withBytes { bytes in
      start.withBytes { start in
        start.count <= bytes.count
          && UTF8Text.areEqual(UnsafeBufferPointer(rebasing: bytes[..<start.count]), start)
      }
    }
  }

  static func ends(_ value: JSONValue, _ part: JSONValue) throws(JQError) -> Bool {
    guard case .string(let text) = value, case .string(let end) = part else {
      throw JQError("endswith() requires string inputs")
    }
    return text.withBytes { bytes in
      end.withBytes { end in
        end.count <= bytes.count
          && UTF8Text.areEqual(
            UnsafeBufferPointer(rebasing: bytes[(bytes.count - end.count)...]), end)
      }
    }
  }

  static func trimLeft(_ value: JSONValue, _ part: JSONValue) throws(JQError) -> JSONValue {
    guard try starts(value, part), case .string(let text) = value, case .string(let start) = part
    else { return value }
    return .string(text.slice(start.count..<text.count))
  }

  static func trimRight(_ value: JSONValue, _ part: JSONValue) throws(JQError) -> JSONValue {
    guard try ends(value, part), case .string(let text) = value, case .string(let end) = part
    else { return value }
    return .string(text.slice(0..<(text.count - end.count)))
  }

  private static func isBlank(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }

  static func trim(_ value: JSONValue, left: Bool, right: Bool) throws(JQError) -> JSONValue {
    let text = try Core.string(value, "trim input must be a string")
    let range = text.withBytes { bytes -> Range<Int> in
      var start = 0
      var end = bytes.count
      while left && start < end {
        let (scalar, length) = UTF8Text.decode(bytes, start)
        if !isBlank(scalar) { break }
        start += length
      }
      while right && start < end {
        var last = end - 1
        while last > start && bytes[last] & 0xC0 == 0x80 { last -= 1 }
        if !isBlank(UTF8Text.decode(bytes, last).scalar) { break }
        end = last
      }
      return start..<end
    }
    return .string(text.slice(range))
  }

  static func mapASCII(
    _ value: JSONValue, _ change: (UInt8) -> UInt8
  ) throws(JQError) -> JSONValue {
    let text = try Core.string(value, "explode input must be a string")
    var result = text
    result.reserve(text.count)
    for at in 0..<result.count { result.storage.bytes[at] = change(result.storage.bytes[at]) }
    return .string(result)
  }

  static func explode(_ value: JSONValue) throws(JQError) -> JSONValue {
    let text = try Core.string(value, "explode input must be a string")
    var result = JSONArray()
    if !text.isEmpty { result.reserve(text.characterCount) }
    text.withBytes { bytes in
      var at = 0
      while at < bytes.count {
        let (scalar, length) = UTF8Text.decode(bytes, at)
        result.append(.number(Double(scalar)))
        at += length
      }
    }
    return .array(result)
  }

  static func implode(_ value: JSONValue) throws(JQError) -> JSONValue {
    guard case .array(let codes) = value else {
      throw JQError("implode input must be an array")
    }
    var text = JSONString()
    text.reserve(codes.count)
    for code in codes {
      guard let number = code.double, !number.isNaN else {
        throw JQError(code, "can't be imploded, unicode codepoint needs to be numeric")
      }
      let isValid =
        number > -1 && number < 0x110000 && !(number >= 0xD800 && number < 0xE000)
      text.append(scalar: isValid ? UInt32(Swift.max(0, number)) : 0xFFFD)
    }
    return .string(text)
  }
}
