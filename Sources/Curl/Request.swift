import CCurl
import ShellBytes
import ShellCommand
import ShellSystem

/// Gives the handle all options of a transfer.
extension Transfer {
  /// - Parameter data: the body of a POST, where it was not put into the URL.
  /// - Returns: 0, or the result that the transfer ends with, after a message.
  /// - Throws: what reading standard input throws.
  func configure(data: ByteString?, isFirst: Bool) throws -> Int32 {
    let handle = session.handle
    let context = session.context
    handle.reset()
    handle.set(.noSignal, true)
    handle.set(.noProgress, true)
    handle.set(.tcpNoDelay, true)
    handle.set(.url, url)
    handle.set(.userAgent, "curl/\(Library.version)")
    setNetwork(handle, context)
    setTrust(handle, context)
    setCredentials(handle, context)
    try setCookies(handle, context, isFirst)

    for (option, value) in options.numbers { handle.set(option, value) }
    for (option, text) in options.texts { handle.set(option, text) }
    for (option, name) in options.paths {
      let path = name.contains(UInt8(ascii: ":")) && option == .certificate ? name : nil
      handle.set(option, path ?? context.path(name))
    }
    for (option, texts) in options.lists
    where option != .httpHeader { handle.set(option, texts) }
    if options.lists[.proxyHeader] != nil { handle.set(.headerOption, 1) }

    handle.set(.failOnError, options.failsOnError)
    handle.set(.followLocation, options.followsRedirections)
    handle.set(.unrestrictedAuthentication, options.trustsRedirections)
    if options.numbers[.maxRedirections] == nil { handle.set(.maxRedirections, 50) }
    handle.set(.autoReferer, options.followsAutomaticReferer)
    handle.set(.fileTime, options.keepsRemoteTime)
    if options.isCompressed { handle.set(.acceptEncoding, "") }
    if let range = options.range { handle.set(.range, range) }
    setTimeCondition(handle, context)

    var headers = options.lists[.httpHeader] ?? []
    addSecurityToken(to: &headers, context)
    if options.isJSON {
      addUnlessGiven("Content-Type", "application/json", to: &headers)
      addUnlessGiven("Accept", "application/json", to: &headers)
    }
    if !headers.isEmpty { handle.set(.httpHeader, headers) }

    if upload != nil {
      handle.set(.upload, true)
    } else if let data {
      handle.set(.post, true)
      handle.setPostFields(data)
    } else if !options.form.isEmpty {
      let result = try setForm(handle, context)
      if result != 0 { return result }
    } else if options.isHead {
      handle.set(.noBody, true)
    } else {
      handle.set(.httpGet, true)
    }
    // `-G` with `-I` and `-X HEAD` are the caller's affair, as with the original.
    if options.isHead && upload != nil { handle.set(.noBody, true) }
    if let method = options.method { handle.set(.customRequest, method) }
    connect()
    return 0
  }

  private func addUnlessGiven(
    _ name: ByteString, _ value: ByteString, to headers: inout [ByteString]
  ) {
    let start = name.asciiLowercased
    let isGiven = headers.contains {
      let given = $0.asciiLowercased
      return given.hasPrefix(start + ":") || given.hasPrefix(start + ";")
    }
    if !isGiven { headers.append("\(name): \(value)") }
  }

  // MARK: The way

  private func setNetwork(_ handle: Handle, _ context: CommandContext) {
    // Set in any case: libcurl would look into the environment of the process.
    let environment = context.environment
    let proxy = options.proxy ?? Transfer.proxy(for: url, environment)
    handle.set(.proxy, proxy ?? "")
    let exceptions = options.noProxy ?? environment["no_proxy"] ?? environment["NO_PROXY"]
    handle.set(.noProxy, options.proxy != nil && options.noProxy == nil ? "" : exceptions ?? "")
    if let type = options.proxyType { handle.set(.proxyType, type) }

    // Files are read by this command, not by the library: `FileTransfer`.
    let all = options.protocols ?? ~0
    handle.set(.protocols, Int(all & ~Protocols.file & 0x7FFF_FFFF))
    let later = options.redirectionProtocols ?? Protocols.redirectionDefault
    handle.set(.redirectionProtocols, Int(later & ~Protocols.file & 0x7FFF_FFFF))

    if !options.isKeepAliveOff {
      handle.set(.keepAlive, true)
      handle.set(.keepAliveIdle, options.keepAliveSeconds)
      handle.set(.keepAliveInterval, options.keepAliveSeconds)
    } else {
      handle.set(.keepAlive, false)
    }
    if options.lowSpeedLimit != nil || options.lowSpeedTime != nil {
      handle.set(.lowSpeedLimit, options.lowSpeedLimit ?? 1)
      handle.set(.lowSpeedTime, options.lowSpeedTime ?? 30)
    }
  }

  /// The proxy that the environment names for a URL.
  static func proxy(for url: ByteString, _ environment: Environment) -> ByteString? {
    let scheme = URLParts(url)?.get(.scheme) ?? "http"
    let name = scheme.asciiLowercased + "_proxy"
    // HTTP_PROXY is not asked: a CGI script would let the client choose its proxy.
    var value = environment[name]
    if value == nil && name != "http_proxy" { value = environment[name.asciiUppercased] }
    let found = value ?? environment["all_proxy"] ?? environment["ALL_PROXY"]
    return found?.isEmpty == true ? nil : found
  }

  private func setTrust(_ handle: Handle, _ context: CommandContext) {
    if options.isInsecure {
      handle.set(.verifyPeer, false)
      handle.set(.verifyHost, 0)
    }
    if options.isProxyInsecure {
      handle.set(.proxyVerifyPeer, false)
      handle.set(.proxyVerifyHost, 0)
    }
    let version = options.lowestTLS | options.highestTLS
    if version != 0 { handle.set(.sslVersion, version) }
    let isGiven =
      options.paths[.certificateAuthorities] != nil
      || options.paths[.certificateAuthorityDirectory] != nil
    guard !options.isInsecure, !isGiven else { return }
    let environment = context.environment
    func name(_ variable: ByteString) -> ByteString? {
      environment[variable].flatMap { $0.isEmpty ? nil : context.path($0) }
    }
    if let file = name("CURL_CA_BUNDLE") {
      handle.set(.certificateAuthorities, file)
    } else {
      if let directory = name("SSL_CERT_DIR") {
        handle.set(.certificateAuthorityDirectory, directory)
      }
      if let file = name("SSL_CERT_FILE") { handle.set(.certificateAuthorities, file) }
    }
  }

  private func setCredentials(_ handle: Handle, _ context: CommandContext) {
    if let user = options.user {
      handle.set(.userPassword, user)
    } else if let pair = Transfer.signer(options, context.environment) {
      handle.set(.userPassword, pair)
    }
    if options.usesNetrc || options.isNetrcOptional || options.netrcFile != nil {
      let isRequired = options.usesNetrc || options.netrcFile != nil
      handle.set(.netrc, options.isNetrcOptional || !isRequired ? 1 : 2)
      let file = options.netrcFile ?? "\(context.environment["HOME"] ?? "")/.netrc"
      handle.set(.netrcFile, context.path(file))
    }
  }

  /// Credentials of the environment for `--aws-sigv4` without `-u`.
  private static func signer(_ options: Options, _ environment: Environment) -> ByteString? {
    guard options.texts[.signature] != nil, options.user == nil,
      let key = environment["AWS_ACCESS_KEY_ID"], let secret = environment["AWS_SECRET_ACCESS_KEY"]
    else { return nil }
    return "\(key):\(secret)"
  }

  /// Temporary credentials of the environment want their token sent along.
  private func addSecurityToken(to headers: inout [ByteString], _ context: CommandContext) {
    guard Transfer.signer(options, context.environment) != nil,
      let token = context.environment["AWS_SESSION_TOKEN"], !token.isEmpty
    else { return }
    addUnlessGiven("X-Amz-Security-Token", token, to: &headers)
  }

  private func setCookies(_ handle: Handle, _ context: CommandContext, _ isFirst: Bool) throws {
    if !options.cookies.isEmpty {
      handle.set(.cookie, ByteString.joined(options.cookies, separator: ";"))
    }
    guard !options.cookieFiles.isEmpty || options.cookieJar != nil else { return }
    handle.set(.cookieFile, "")
    guard isFirst else { return }
    for file in options.cookieFiles {
      let cookies = try Cookies.read(
        file, withoutSession: options.dropsSessionCookies, context)
      for cookie in cookies { handle.set(.cookieList, cookie) }
    }
  }

  private func setTimeCondition(_ handle: Handle, _ context: CommandContext) {
    guard var text = options.timeCondition else { return }
    var condition = 1
    switch text.first {
    case UInt8(ascii: "+"): text = text.dropFirst()
    case UInt8(ascii: "-"):
      condition = 2
      text = text.dropFirst()
    case UInt8(ascii: "="):
      condition = 3
      text = text.dropFirst()
    default: break
    }
    var seconds = Library.seconds(ofDate: text)
    if seconds == nil {
      let status = try? context.files.status(context.path(text), followLinks: true)
      seconds = status.map { $0.modified / 1_000_000_000 }
    }
    guard let seconds else {
      session.warn(
        "Illegal date format for -z, --time-cond (and not a file name). "
          + "Disabling time condition. See curl_getdate(3) for valid date syntax.")
      return
    }
    handle.set(.timeCondition, condition)
    handle.set(.timeValue, seconds)
  }

  // MARK: Multipart bodies

  private func setForm(_ handle: Handle, _ context: CommandContext) throws -> Int32 {
    guard let mime = ccurl_mime_new(handle.easy) else { return ResultCode.outOfMemory }
    self.mime = mime
    var open = [mime]
    for description in options.form {
      if case .close = description.content {
        open.removeLast()
        continue
      }
      guard let target = open.last, let part = ccurl_mime_part(target) else {
        return ResultCode.outOfMemory
      }
      description.name.map { name in name.withCString { _ = ccurl_mime_name(part, $0) } }
      var type = description.type
      var fileName = description.fileName
      switch description.content {
      case .text(let text):
        text.withCString { _ = ccurl_mime_data(part, $0, text.count) }
      case .file(let name, let isAttached):
        let result = try setContent(part, name, context)
        if result != 0 { return result }
        if isAttached {
          type = type ?? FormPart.type(ofFile: fileName ?? name)
          if fileName == nil { fileName = name == "-" ? "-" : Path.lastComponent(name) }
          if type == nil { type = name == "-" ? nil : "application/octet-stream" }
        }
      case .open:
        guard let inner = ccurl_mime_new(handle.easy) else { return ResultCode.outOfMemory }
        guard ccurl_mime_subparts(part, inner) == 0 else {
          ccurl_mime_free(inner)
          return ResultCode.outOfMemory
        }
        open.append(inner)
      case .close: break
      }
      fileName.map { name in name.withCString { _ = ccurl_mime_file_name(part, $0) } }
      type.map { type in type.withCString { _ = ccurl_mime_type(part, $0) } }
      if let encoder = description.encoder {
        let result = encoder.withCString { ccurl_mime_encoder(part, $0) }
        if result != 0 { return result }
      }
      let headers = try headers(of: description, context)
      if let list = Handle.makeList(headers) { _ = ccurl_mime_headers(part, list) }
    }
    handle.set(.mimePost, UnsafeRawPointer(mime))
    return 0
  }

  /// A regular file is read while it is sent, anything else before.
  private func setContent(
    _ part: UnsafeMutableRawPointer, _ name: ByteString, _ context: CommandContext
  ) throws -> Int32 {
    do {
      let file = try context.open(name)
      let status = try? file.status()
      if status?.kind == .directory { return ResultCode.readError }
      if name != "-", let status, status.kind == .regular {
        let reader = FormReader(file, context.gate)
        readers.append(reader)
        return reader.attach(to: part, size: status.size)
      }
      let bytes = try file.readAll(context.gate)
      return bytes.withCString { ccurl_mime_data(part, $0, bytes.count) }
    } catch let error as Errno {
      if error == .cancelled || error == .interrupted { throw error }
      return ResultCode.readError
    }
  }

  private func headers(of part: FormPart, _ context: CommandContext) throws -> [ByteString] {
    var headers = part.headers
    for name in part.headerFiles {
      do {
        let text = try context.open(name).readAll(context.gate)
        for line in text.split(at: 10) {
          let header = line.last == 13 ? line.dropLast() : line
          if !header.isEmpty && header.first != UInt8(ascii: "#") { headers.append(header) }
        }
      } catch let error as Errno {
        if error == .cancelled || error == .interrupted { throw error }
        session.warn("Cannot read from \(name): \(error.message)")
      }
    }
    return headers
  }
}
