import ShellBytes
import ShellCommand
import ShellSystem

/// A header of a response.
struct ResponseHeader {
  var name: ByteString
  var value: ByteString
}

/// What is known of a transfer when it has ended.
struct TransferReport {
  var result: Int32 = 0
  var errorMessage: ByteString?
  var url: ByteString = ""
  var urlNumber = 0
  var fileName: ByteString?
  var headers: [ResponseHeader] = []
  /// Asks libcurl; absent for a transfer that it did not do.
  var handle: Handle?
  /// Answers where there is no handle.
  var integers: [Int32: Int] = [:]
  var texts: [Int32: ByteString] = [:]

  func integer(_ information: Int32) -> Int {
    handle?.integer(information) ?? integers[information] ?? 0
  }
  func text(_ information: Int32) -> ByteString? {
    if let handle { return handle.text(information) }
    return texts[information]
  }
}

/// What `-w` writes.
///
/// - Source: curl manual, option `--write-out`.
struct WriteOut {
  let report: TransferReport
  /// Says that a variable does not exist.
  let complain: (ByteString) -> Void

  private enum Value {
    case text(ByteString?)
    case integer(Int)
    /// Three digits at least.
    case code(Int)
    case microseconds(Int)
  }

  /// Names in the order of `%{json}`.
  private static let names: [ByteString] = [
    "certs", "content_type", "errormsg", "exitcode", "filename_effective", "ftp_entry_path",
    "http_code", "http_connect", "http_version", "local_ip", "local_port", "method", "num_certs",
    "num_connects", "num_headers", "num_redirects", "proxy_ssl_verify_result", "redirect_url",
    "referer", "remote_ip", "remote_port", "response_code", "scheme", "size_download",
    "size_header", "size_request", "size_upload", "speed_download", "speed_upload",
    "ssl_verify_result", "time_appconnect", "time_connect", "time_namelookup",
    "time_pretransfer", "time_redirect", "time_starttransfer", "time_total", "url",
    "url_effective", "urlnum",
  ]

  private func value(_ name: ByteString) -> Value? {
    switch name {
    case "certs": return .text("")
    case "content_type": return .text(report.text(CurlInformation.contentType))
    case "errormsg": return .text(report.result == 0 ? nil : report.errorMessage)
    case "exitcode": return .integer(Int(report.result))
    case "filename_effective": return .text(report.fileName)
    case "ftp_entry_path": return .text(report.text(CurlInformation.ftpEntryPath))
    case "http_code", "response_code": return .code(report.integer(CurlInformation.responseCode))
    case "http_connect": return .code(report.integer(CurlInformation.proxyConnectCode))
    case "http_version":
      let versions = [1: "1.0", 2: "1.1", 3: "2", 30: "3"]
      return .text(
        ByteString(versions[report.integer(CurlInformation.httpVersion)] ?? "0"))
    case "local_ip": return .text(report.text(CurlInformation.localAddress))
    case "local_port": return .integer(report.integer(CurlInformation.localPort))
    case "method": return .text(report.text(CurlInformation.effectiveMethod))
    case "num_certs": return .integer(0)
    case "num_connects": return .integer(report.integer(CurlInformation.connectionCount))
    case "num_headers": return .integer(report.headers.count)
    case "num_redirects": return .integer(report.integer(CurlInformation.redirectCount))
    case "proxy_ssl_verify_result":
      return .integer(report.integer(CurlInformation.proxyVerifyResult))
    case "redirect_url": return .text(report.text(CurlInformation.redirectURL))
    case "referer": return .text(report.text(CurlInformation.referer))
    case "remote_ip": return .text(report.text(CurlInformation.remoteAddress))
    case "remote_port": return .integer(report.integer(CurlInformation.remotePort))
    case "scheme": return .text(report.text(CurlInformation.scheme))
    case "size_download": return .integer(report.integer(CurlInformation.downloadSize))
    case "size_header": return .integer(report.integer(CurlInformation.headerSize))
    case "size_request": return .integer(report.integer(CurlInformation.requestSize))
    case "size_upload": return .integer(report.integer(CurlInformation.uploadSize))
    case "speed_download": return .integer(report.integer(CurlInformation.downloadSpeed))
    case "speed_upload": return .integer(report.integer(CurlInformation.uploadSpeed))
    case "ssl_verify_result": return .integer(report.integer(CurlInformation.verifyResult))
    case "time_appconnect": return time(CurlInformation.appConnectTime)
    case "time_connect": return time(CurlInformation.connectTime)
    case "time_namelookup": return time(CurlInformation.nameLookupTime)
    case "time_pretransfer": return time(CurlInformation.preTransferTime)
    case "time_redirect": return time(CurlInformation.redirectTime)
    case "time_starttransfer": return time(CurlInformation.startTransferTime)
    case "time_total": return time(CurlInformation.totalTime)
    case "url": return .text(report.url)
    case "url_effective": return .text(report.text(CurlInformation.effectiveURL))
    case "urlnum": return .integer(report.urlNumber)
    default: return nil
    }
  }

  private func time(_ information: Int32) -> Value { .microseconds(report.integer(information)) }

  private static func text(_ value: Value) -> ByteString {
    switch value {
    case .text(let text): return text ?? ""
    case .integer(let number): return ByteString(number)
    case .code(let number):
      let digits = ByteString(number)
      return ByteString(repeating: 48, count: 3 - digits.count) + digits
    case .microseconds(let time):
      let fraction = ByteString(time % 1_000_000)
      return "\(time / 1_000_000)." + ByteString(repeating: 48, count: 6 - fraction.count)
        + fraction
    }
  }

  /// Writes the format; `%{stderr}` and `%{stdout}` turn between the two.
  func write(
    _ format: ByteString, output: (ByteString) -> Void, error: (ByteString) -> Void
  ) {
    var text = ByteString()
    var goesToError = false
    func emit() {
      if text.isEmpty { return }
      if goesToError { error(text) } else { output(text) }
      text = ""
    }
    var at = 0
    while at < format.count {
      let byte = format[at]
      let next = at + 1 < format.count ? format[at + 1] : 0
      switch (byte, next) {
      case (UInt8(ascii: "%"), UInt8(ascii: "%")):
        text.append(byte)
        at += 2
      case (UInt8(ascii: "%"), UInt8(ascii: "{")):
        guard let end = format.firstIndex(of: UInt8(ascii: "}"), from: at) else {
          text.append("%{")
          at += 2
          continue
        }
        let name = format.bytes(in: (at + 2)..<end)
        at = end + 1
        switch name {
        case "stderr", "stdout":
          emit()
          goesToError = name == "stderr"
        case "onerror":
          if report.result == 0 { at = format.count }
        case "json": text.append(json)
        case "header_json": text.append(headerJSON)
        default:
          if let value = value(name) {
            text.append(WriteOut.text(value))
          } else {
            emit()
            complain("unknown --write-out variable: '\(name)'")
          }
        }
      case (UInt8(ascii: "%"), _):
        at = appendHeader(format, at, to: &text)
      case (UInt8(ascii: "\\"), 1...):
        switch next {
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        default:
          text.append(byte)
          text.append(next)
        }
        at += 2
      default:
        text.append(byte)
        at += 1
      }
    }
    emit()
  }

  /// `%header{name}`; anything else behind `%` stands for itself.
  /// - Returns: where to go on.
  private func appendHeader(_ format: ByteString, _ at: Int, to text: inout ByteString) -> Int {
    let mark: ByteString = "%header{"
    guard format.bytes(in: at..<(at + mark.count)) == mark,
      let end = format.firstIndex(of: UInt8(ascii: "}"), from: at)
    else {
      text.append(format[at])
      if at + 1 < format.count { text.append(format[at + 1]) }
      return at + 2
    }
    let name = format.bytes(in: (at + mark.count)..<end).asciiLowercased
    if let header = report.headers.first(where: { $0.name.asciiLowercased == name }) {
      text.append(header.value)
    }
    return end + 1
  }

  private var json: ByteString {
    var fields: [ByteString] = []
    for name in WriteOut.names {
      guard let value = value(name) else { continue }
      var text: ByteString = "null"
      switch value {
      case .text(let some): if let some { text = WriteOut.quoted(some) }
      case .code(let number): text = ByteString(number)
      case .integer, .microseconds: text = WriteOut.text(value)
      }
      if name == "http_version", case .text(let some?) = value { text = "\"\(some)\"" }
      fields.append("\"\(name)\":\(text)")
    }
    fields.append("\"curl_version\":\(WriteOut.quoted(Library.description))")
    return "{" + ByteString.joined(fields, separator: ",") + "}"
  }

  private var headerJSON: ByteString {
    var lines: [ByteString] = []
    var done: Set<ByteString> = []
    for header in report.headers {
      let name = header.name.asciiLowercased
      guard done.insert(name).inserted else { continue }
      let values = report.headers.filter { $0.name.asciiLowercased == name }
      let list = ByteString.joined(values.map { WriteOut.quoted($0.value) }, separator: ",")
      lines.append("\(WriteOut.quoted(name)):[\(list)]")
    }
    return "{" + ByteString.joined(lines, separator: ",\n") + "\n}"
  }

  /// A text as JSON.
  private static func quoted(_ text: ByteString) -> ByteString {
    var result: ByteString = "\""
    for byte in text {
      switch byte {
      case UInt8(ascii: "\\"): result.append("\\\\")
      case UInt8(ascii: "\""): result.append("\\\"")
      case 8: result.append("\\b")
      case 12: result.append("\\f")
      case 10: result.append("\\n")
      case 13: result.append("\\r")
      case 9: result.append("\\t")
      case 0..<32:
        let digits: ByteString = "0123456789abcdef"
        result.append("\\u00")
        result.append(digits[Int(byte >> 4)])
        result.append(digits[Int(byte & 15)])
      default: result.append(byte)
      }
    }
    result.append(UInt8(ascii: "\""))
    return result
  }
}
