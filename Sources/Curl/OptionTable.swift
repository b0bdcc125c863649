import ShellBytes

/// One option of the command line: how it is written and what it sets.
struct OptionRow: Sendable {
  /// 0 where there is none.
  let letter: UInt8
  let name: ByteString
  let setting: Setting
  /// What the argument is called in the help; empty when the option takes none.
  let argument: ByteString
  let help: ByteString

  /// What an option does with its argument.
  enum Setting: Sendable {
    /// Switched on, or off by `--no-`.
    case toggle(any (WritableKeyPath<Options, Bool> & Sendable))
    case global(any (WritableKeyPath<GlobalOptions, Bool> & Sendable))
    /// Gives an option of libcurl this value; `--no-` gives it `off`.
    case flag(CurlOption, on: Int, off: Int?)
    /// Adds a bit to the ways of authentication.
    case authentication(CurlOption, Int)
    case text(CurlOption)
    case path(CurlOption)
    case list(CurlOption)
    case number(CurlOption)
    case milliseconds(CurlOption)
    case size(CurlOption)
    /// Handled by `OptionParser.apply`; with an argument.
    case argument(Special)
    /// The same without one.
    case action(Special)
    /// Accepted and without effect here.
    case ignored
    /// The same with an argument.
    case ignoredArgument
  }

  /// Options with rules of their own.
  enum Special: Sendable {
    case url, data, dataRaw, dataBinary, dataURLEncode, json, urlQuery, form, formString
    case header, proxyHeader, writeOut, dumpHeader, output, remoteName, remoteNameAll
    case remoteHeaderName, outputDirectory, include, head, request, user, userAgent, referer
    case cookie, cookieJar, proxy, socks4, socks4a, socks5, socks5h, proxy10, noProxy, location
    case locationTrusted, retry, retryDelay, retryMaximum, upload, range, resume, protocols
    case redirectionProtocols, netrcFile, trace, traceASCII, standardError, config, next, help
    case version, time, certificate, lowestTLS, highestTLS, lowSpeedLimit, lowSpeedTime
    case keepAliveTime, limitRate, localPort, clobber, signature, bearer, certificateAuthorities
    case verbose, post301, post302, post303, remoteTime, keepAlive, buffer
  }

  init(
    _ spelling: StaticString, _ setting: Setting, _ argument: StaticString = "",
    _ help: StaticString
  ) {
    let text = ByteString(stringLiteral: spelling)
    if text.count > 2 && text[1] == UInt8(ascii: "/") {
      letter = text[0]
      name = text.dropFirst(2)
    } else {
      letter = 0
      name = text
    }
    self.setting = setting
    self.argument = ByteString(stringLiteral: argument)
    self.help = ByteString(stringLiteral: help)
  }

  var takesArgument: Bool {
    switch setting {
    case .text, .path, .list, .number, .milliseconds, .size, .argument, .ignoredArgument: true
    case .toggle, .global, .flag, .authentication, .action, .ignored: false
    }
  }

  /// Whether `--no-` may stand before the name.
  var isBoolean: Bool {
    switch setting {
    case .toggle, .global, .ignored: return true
    case .flag(_, _, let off): return off != nil
    case .action(let special):
      switch special {
      case .next, .help, .version: return false
      default: return true
      }
    default: return false
    }
  }
}

extension OptionRow {
  /// All options, by name. A letter before `/` is the short form.
  static let all: [OptionRow] = [
    .init("abstract-unix-socket", .text(.abstractUnixSocket), "name", "Connect to this socket"),
    .init("alpn", .flag(.alpn, on: 1, off: 0), "", "Negotiate the protocol in TLS"),
    .init("anyauth", .authentication(.httpAuthentication, ~0x10), "", "Authenticate as asked"),
    .init("aws-sigv4", .argument(.signature), "provider", "Sign requests as AWS wants it"),
    .init("basic", .authentication(.httpAuthentication, 1), "", "Authenticate with Basic"),
    .init("N/buffer", .action(.buffer), "", "Collect output; -N and --no-buffer do not"),
    .init("cacert", .argument(.certificateAuthorities), "file", "Trust these certificates"),
    .init("capath", .path(.certificateAuthorityDirectory), "dir", "Trust those in a directory"),
    .init("E/cert", .argument(.certificate), "file[:password]", "Show this certificate"),
    .init("cert-status", .flag(.verifyStatus, on: 1, off: 0), "", "Ask for stapled OCSP"),
    .init("cert-type", .text(.certificateType), "type", "PEM, DER or P12"),
    .init("ciphers", .text(.ciphers), "list", "Ciphers up to TLS 1.2"),
    .init("clobber", .action(.clobber), "", "Overwrite files"),
    .init("compressed", .toggle(\.isCompressed), "", "Ask for a compressed response"),
    .init("K/config", .argument(.config), "file", "Read options from a file"),
    .init(
      "connect-timeout", .milliseconds(.connectTimeoutMilliseconds), "seconds",
      "How long connecting may take"),
    .init("connect-to", .list(.connectTo), "h1:p1:h2:p2", "Connect elsewhere"),
    .init("C/continue-at", .argument(.resume), "offset", "Go on from an offset, - for the end"),
    .init("b/cookie", .argument(.cookie), "data|file", "Send cookies"),
    .init("c/cookie-jar", .argument(.cookieJar), "file", "Write cookies to a file"),
    .init("create-dirs", .toggle(\.makesDirectories), "", "Make directories of output files"),
    .init("curves", .text(.curves), "list", "Curves for the key exchange"),
    .init("d/data", .argument(.data), "data", "Send with POST; @file strips line ends"),
    .init("data-ascii", .argument(.data), "data", "The same"),
    .init("data-binary", .argument(.dataBinary), "data", "Send with POST, @file as it is"),
    .init("data-raw", .argument(.dataRaw), "data", "Send with POST, @ is no file"),
    .init("data-urlencode", .argument(.dataURLEncode), "data", "Send with POST, encoded"),
    .init("digest", .authentication(.httpAuthentication, 2), "", "Authenticate with Digest"),
    .init("q/disable", .ignored, "", "As first option: no .curlrc"),
    .init(
      "disallow-username-in-url", .flag(.disallowUserInURL, on: 1, off: 0), "",
      "Refuse a user in a URL"),
    .init("dns-servers", .text(.dnsServers), "addresses", "Ask these servers for names"),
    .init("doh-url", .text(.dnsOverHTTPS), "url", "Ask this URL for names"),
    .init("D/dump-header", .argument(.dumpHeader), "file", "Write headers to a file"),
    .init(
      "expect100-timeout", .milliseconds(.expectTimeoutMilliseconds), "seconds",
      "How long to wait for 100 Continue"),
    .init("f/fail", .toggle(\.failsOnError), "", "Fail without output from status 400 on"),
    .init("fail-early", .global(\.failsEarly), "", "Stop at the first failed transfer"),
    .init("fail-with-body", .toggle(\.failsWithBody), "", "Fail with output from status 400 on"),
    .init("F/form", .argument(.form), "name=content", "Send a multipart form"),
    .init("form-string", .argument(.formString), "name=string", "The same, taken literally"),
    .init("G/get", .toggle(\.putsDataInURL), "", "Put the data into the URL"),
    .init("g/globoff", .toggle(\.isGlobbingOff), "", "No sequences in URLs"),
    .init(
      "happy-eyeballs-timeout-ms", .number(.happyEyeballsMilliseconds), "milliseconds",
      "How long to try IPv6 alone"),
    .init("haproxy-protocol", .flag(.haProxy, on: 1, off: 0), "", "Send a PROXY header"),
    .init("I/head", .action(.head), "", "Ask for the headers alone"),
    .init("H/header", .argument(.header), "header|@file", "Send a header"),
    .init("h/help", .action(.help), "", "Show this"),
    .init("http0.9", .flag(.allowHTTP09, on: 1, off: 0), "", "Allow HTTP 0.9"),
    .init("0/http1.0", .flag(.httpVersion, on: 1, off: nil), "", "Speak HTTP 1.0"),
    .init("http1.1", .flag(.httpVersion, on: 2, off: nil), "", "Speak HTTP 1.1"),
    .init("http2", .flag(.httpVersion, on: 3, off: nil), "", "Speak HTTP 2"),
    .init(
      "http2-prior-knowledge", .flag(.httpVersion, on: 5, off: nil), "", "Speak HTTP 2 at once"),
    .init("http3", .flag(.httpVersion, on: 30, off: nil), "", "Speak HTTP 3"),
    .init(
      "ignore-content-length", .flag(.ignoreContentLength, on: 1, off: 0), "",
      "Do not believe Content-Length"),
    .init("i/include", .action(.include), "", "Write headers with the output"),
    .init("k/insecure", .toggle(\.isInsecure), "", "Do not verify the server"),
    .init("interface", .text(.interface), "name", "Use this interface or address"),
    .init("4/ipv4", .flag(.resolveFamily, on: 1, off: nil), "", "Use IPv4"),
    .init("6/ipv6", .flag(.resolveFamily, on: 2, off: nil), "", "Use IPv6"),
    .init("json", .argument(.json), "data", "Send JSON with POST"),
    .init("j/junk-session-cookies", .toggle(\.dropsSessionCookies), "", "Drop session cookies"),
    .init("keepalive", .action(.keepAlive), "", "Keep idle connections alive"),
    .init("keepalive-time", .argument(.keepAliveTime), "seconds", "How often they are probed"),
    .init("key", .path(.key), "file", "The private key"),
    .init("key-type", .text(.keyType), "type", "PEM, DER or ENG"),
    .init("limit-rate", .argument(.limitRate), "speed", "Bytes a second, K, M or G"),
    .init("local-port", .argument(.localPort), "number|range", "Use this port here"),
    .init("L/location", .action(.location), "", "Follow redirections"),
    .init("location-trusted", .action(.locationTrusted), "", "The same, with credentials"),
    .init("max-filesize", .size(.maxFileSize), "bytes", "Refuse what is larger"),
    .init("max-redirs", .number(.maxRedirections), "number", "Redirections to follow"),
    .init("m/max-time", .milliseconds(.timeoutMilliseconds), "seconds", "How long it may take"),
    .init("negotiate", .authentication(.httpAuthentication, 4), "", "Authenticate with SPNEGO"),
    .init("n/netrc", .toggle(\.usesNetrc), "", "Take credentials from .netrc"),
    .init("netrc-file", .argument(.netrcFile), "file", "Take credentials from a file"),
    .init("netrc-optional", .toggle(\.isNetrcOptional), "", "From .netrc or the URL"),
    .init(":/next", .action(.next), "", "Begin anew for the URLs behind it"),
    .init("noproxy", .argument(.noProxy), "list", "Hosts to reach without a proxy"),
    .init("ntlm", .authentication(.httpAuthentication, 8), "", "Authenticate with NTLM"),
    .init("oauth2-bearer", .argument(.bearer), "token", "Send a bearer token"),
    .init("o/output", .argument(.output), "file", "Write to a file"),
    .init("output-dir", .argument(.outputDirectory), "dir", "Where output files go"),
    .init("Z/parallel", .ignored, "", "Accepted; transfers run one by one"),
    .init("parallel-immediate", .ignored, "", "Accepted"),
    .init("parallel-max", .ignoredArgument, "number", "Accepted"),
    .init("pass", .text(.keyPassword), "phrase", "The key's pass phrase"),
    .init("path-as-is", .flag(.pathAsIs, on: 1, off: 0), "", "Keep dots in the path"),
    .init("pinnedpubkey", .text(.pinnedPublicKey), "hashes", "Accept this public key alone"),
    .init("post301", .action(.post301), "", "Stay with POST after status 301"),
    .init("post302", .action(.post302), "", "Stay with POST after status 302"),
    .init("post303", .action(.post303), "", "Stay with POST after status 303"),
    .init("preproxy", .text(.preProxy), "url", "Go through this proxy first"),
    .init("#/progress-bar", .ignored, "", "Accepted; there is no meter"),
    .init("progress-meter", .ignored, "", "Accepted; there is no meter"),
    .init("proto", .argument(.protocols), "list", "Protocols that may be used"),
    .init("proto-default", .text(.defaultProtocol), "protocol", "For URLs without one"),
    .init("proto-redir", .argument(.redirectionProtocols), "list", "The same in redirections"),
    .init("x/proxy", .argument(.proxy), "url", "Go through this proxy"),
    .init("proxy-anyauth", .authentication(.proxyAuthentication, ~0x10), "", "As it asks"),
    .init("proxy-basic", .authentication(.proxyAuthentication, 1), "", "Basic to the proxy"),
    .init("proxy-cacert", .path(.proxyCertificateAuthorities), "file", "Trust them for it"),
    .init("proxy-digest", .authentication(.proxyAuthentication, 2), "", "Digest to the proxy"),
    .init("proxy-header", .argument(.proxyHeader), "header|@file", "Send the proxy a header"),
    .init("proxy-insecure", .toggle(\.isProxyInsecure), "", "Do not verify the proxy"),
    .init("U/proxy-user", .text(.proxyUserPassword), "user:password", "For the proxy"),
    .init("proxy1.0", .argument(.proxy10), "host[:port]", "An HTTP 1.0 proxy"),
    .init("p/proxytunnel", .flag(.proxyTunnel, on: 1, off: 0), "", "Tunnel through the proxy"),
    .init("r/range", .argument(.range), "range", "Ask for these bytes alone"),
    .init("raw", .flag(.transferDecoding, on: 0, off: 1), "", "Leave transfer codings alone"),
    .init("e/referer", .argument(.referer), "url", "Send a referrer"),
    .init("J/remote-header-name", .action(.remoteHeaderName), "", "With -O: the header's name"),
    .init("O/remote-name", .action(.remoteName), "", "Name the file as the URL does"),
    .init("remote-name-all", .toggle(\.usesRemoteNameForAll), "", "The same for all URLs"),
    .init("R/remote-time", .action(.remoteTime), "", "Keep the remote file's time"),
    .init("remove-on-error", .toggle(\.removesOnError), "", "Remove output files on errors"),
    .init("X/request", .argument(.request), "method", "Use this method"),
    .init("request-target", .text(.requestTarget), "path", "Send this in place of the path"),
    .init("resolve", .list(.resolve), "host:port:address", "Where a name is"),
    .init("retry", .argument(.retry), "number", "Try again after passing failures"),
    .init("retry-all-errors", .toggle(\.retriesAllErrors), "", "After all failures"),
    .init("retry-connrefused", .toggle(\.retriesRefused), "", "After refused connections"),
    .init("retry-delay", .argument(.retryDelay), "seconds", "Time between the tries"),
    .init("retry-max-time", .argument(.retryMaximum), "seconds", "No try after this time"),
    .init("service-name", .text(.serviceName), "name", "For SPNEGO"),
    .init("sessionid", .flag(.sessionCache, on: 1, off: 0), "", "Reuse TLS sessions"),
    .init("S/show-error", .global(\.showsErrors), "", "With -s: messages all the same"),
    .init("s/silent", .global(\.isSilent), "", "No messages"),
    .init("socks4", .argument(.socks4), "host[:port]", "A SOCKS4 proxy"),
    .init("socks4a", .argument(.socks4a), "host[:port]", "A SOCKS4a proxy"),
    .init("socks5", .argument(.socks5), "host[:port]", "A SOCKS5 proxy"),
    .init("socks5-hostname", .argument(.socks5h), "host[:port]", "The same, it resolves names"),
    .init("Y/speed-limit", .argument(.lowSpeedLimit), "speed", "Give up when slower"),
    .init("y/speed-time", .argument(.lowSpeedTime), "seconds", "For so long"),
    .init("stderr", .argument(.standardError), "file", "Where messages go"),
    .init("styled-output", .ignored, "", "Accepted; headers are plain"),
    .init(
      "suppress-connect-headers", .flag(.suppressConnectHeaders, on: 1, off: 0), "",
      "Leave out what the proxy answers"),
    .init("tcp-fastopen", .flag(.tcpFastOpen, on: 1, off: 0), "", "Use TCP Fast Open"),
    .init("tcp-nodelay", .flag(.tcpNoDelay, on: 1, off: 0), "", "Send small packets at once"),
    .init("z/time-cond", .argument(.time), "date|file", "When it is newer, - for older"),
    .init("tls-max", .argument(.highestTLS), "version", "Up to this version of TLS"),
    .init("tls13-ciphers", .text(.tls13Ciphers), "list", "Ciphers of TLS 1.3"),
    .init("1/tlsv1", .action(.lowestTLS), "", "TLS 1.0 or newer"),
    .init("tlsv1.0", .action(.lowestTLS), "", "TLS 1.0 or newer"),
    .init("tlsv1.1", .action(.lowestTLS), "", "TLS 1.1 or newer"),
    .init("tlsv1.2", .action(.lowestTLS), "", "TLS 1.2 or newer"),
    .init("tlsv1.3", .action(.lowestTLS), "", "TLS 1.3 or newer"),
    .init("tr-encoding", .flag(.transferEncoding, on: 1, off: 0), "", "Ask for TE codings"),
    .init("trace", .argument(.trace), "file", "Write all that passes to a file"),
    .init("trace-ascii", .argument(.traceASCII), "file", "The same without hexadecimal"),
    .init("unix-socket", .path(.unixSocket), "path", "Connect to this socket"),
    .init("T/upload-file", .argument(.upload), "file", "Send a file, - for standard input"),
    .init("url", .argument(.url), "url", "Where to"),
    .init("url-query", .argument(.urlQuery), "data", "Add to the URL's query"),
    .init("u/user", .argument(.user), "user:password", "Credentials"),
    .init("A/user-agent", .argument(.userAgent), "name", "Send this User-Agent"),
    .init("v/verbose", .action(.verbose), "", "Say what is done"),
    .init("V/version", .action(.version), "", "Show the version"),
    .init("w/write-out", .argument(.writeOut), "format", "Write this at the end"),
  ]

  private static let byLetter = Dictionary(
    all.filter { $0.letter != 0 }.map { ($0.letter, $0) }, uniquingKeysWith: { first, _ in first })
  private static let byName = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The option of a letter.
  static func find(letter: UInt8) -> OptionRow? { byLetter[letter] }

  /// The options that a long name, in full or its beginning, can mean.
  static func find(name: ByteString) -> [OptionRow] {
    if let row = byName[name] { return [row] }
    return all.filter { $0.name.hasPrefix(name) }
  }
}
