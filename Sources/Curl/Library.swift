import CCurl
import ShellBytes
import ShellCommand

/// libcurl, which is opened when the first transfer needs it.
enum Library {
  /// Makes sure that the library can be used.
  /// - Throws: `UtilityError` with status 2 that says why it cannot.
  static func load() throws(UtilityError) {
    if let why = ccurl_load() { throw UtilityError(ByteString(cString: why), status: 2) }
  }

  /// `libcurl/8.5.0 OpenSSL/3.0.13 …`; only after `load`.
  static var description: ByteString { ByteString(cString: ccurl_version()) }

  /// `8.5.0`; only after `load`.
  static var version: ByteString {
    let first = description.split(at: UInt8(ascii: " "))[0]
    return first.dropFirst((first.firstIndex(of: UInt8(ascii: "/")) ?? -1) + 1)
  }

  /// What a result code means, in a sentence without a period; only after `load`.
  static func message(_ code: Int32) -> ByteString { ByteString(cString: ccurl_error_text(code)) }

  /// Seconds since 1970-01-01 UTC of a date as HTTP and mail write it; only after `load`.
  static func seconds(ofDate text: ByteString) -> Int? {
    let seconds = text.withCString { ccurl_date($0) }
    return seconds == -1 ? nil : Int(seconds)
  }
}

/// Results of a transfer that the utility itself gives or looks at (CURLcode).
enum ResultCode {
  static let ok: Int32 = 0
  static let unsupportedProtocol: Int32 = 1
  static let failedInitialization: Int32 = 2
  static let malformedURL: Int32 = 3
  static let cannotResolveProxy: Int32 = 5
  static let cannotResolveHost: Int32 = 6
  static let cannotConnect: Int32 = 7
  static let httpReturnedError: Int32 = 22
  static let writeError: Int32 = 23
  static let readError: Int32 = 26
  static let outOfMemory: Int32 = 27
  static let timedOut: Int32 = 28
  static let rangeError: Int32 = 33
  static let cannotReadFile: Int32 = 37
  static let peerFailedVerification: Int32 = 60
  static let fileSizeExceeded: Int32 = 63
  static let loginDenied: Int32 = 67
  static let caCertificateFile: Int32 = 77
}

/// Numbers of libcurl's transfer options, which never change (CURLoption).
struct CurlOption: Hashable, Sendable {
  let number: Int32
  init(_ number: Int32) { self.number = number }

  static let url = CurlOption(10002)
  static let proxy = CurlOption(10004)
  static let userPassword = CurlOption(10005)
  static let proxyUserPassword = CurlOption(10006)
  static let range = CurlOption(10007)
  static let readData = CurlOption(10009)
  static let errorBuffer = CurlOption(10010)
  static let writeData = CurlOption(10001)
  static let referer = CurlOption(10016)
  static let userAgent = CurlOption(10018)
  static let lowSpeedLimit = CurlOption(19)
  static let lowSpeedTime = CurlOption(20)
  static let cookie = CurlOption(10022)
  static let httpHeader = CurlOption(10023)
  static let certificate = CurlOption(10025)
  static let keyPassword = CurlOption(10026)
  static let headerData = CurlOption(10029)
  static let cookieFile = CurlOption(10031)
  static let sslVersion = CurlOption(32)
  static let timeCondition = CurlOption(33)
  static let customRequest = CurlOption(10036)
  static let verbose = CurlOption(41)
  static let noProgress = CurlOption(43)
  static let noBody = CurlOption(44)
  static let failOnError = CurlOption(45)
  static let upload = CurlOption(46)
  static let post = CurlOption(47)
  static let netrc = CurlOption(51)
  static let followLocation = CurlOption(52)
  static let autoReferer = CurlOption(58)
  static let proxyTunnel = CurlOption(61)
  static let interface = CurlOption(10062)
  static let verifyPeer = CurlOption(64)
  static let certificateAuthorities = CurlOption(10065)
  static let maxRedirections = CurlOption(68)
  static let fileTime = CurlOption(69)
  static let httpGet = CurlOption(80)
  static let verifyHost = CurlOption(81)
  static let ciphers = CurlOption(10083)
  static let httpVersion = CurlOption(84)
  static let certificateType = CurlOption(10086)
  static let key = CurlOption(10087)
  static let keyType = CurlOption(10088)
  static let debugFunction = CurlOption(20094)
  static let debugData = CurlOption(10095)
  static let cookieSession = CurlOption(96)
  static let certificateAuthorityDirectory = CurlOption(10097)
  static let noSignal = CurlOption(99)
  static let proxyType = CurlOption(101)
  static let acceptEncoding = CurlOption(10102)
  static let unrestrictedAuthentication = CurlOption(105)
  static let httpAuthentication = CurlOption(107)
  static let proxyAuthentication = CurlOption(111)
  static let resolveFamily = CurlOption(113)
  static let netrcFile = CurlOption(10118)
  static let tcpNoDelay = CurlOption(121)
  static let cookieList = CurlOption(10135)
  static let ignoreContentLength = CurlOption(136)
  static let localPort = CurlOption(139)
  static let localPortRange = CurlOption(140)
  static let sessionCache = CurlOption(150)
  static let timeoutMilliseconds = CurlOption(155)
  static let connectTimeoutMilliseconds = CurlOption(156)
  static let transferDecoding = CurlOption(157)
  static let contentDecoding = CurlOption(158)
  static let postRedirection = CurlOption(161)
  static let copyPostFields = CurlOption(10165)
  static let seekFunction = CurlOption(20167)
  static let seekData = CurlOption(10168)
  static let revocationList = CurlOption(10169)
  static let noProxy = CurlOption(10177)
  static let protocols = CurlOption(181)
  static let redirectionProtocols = CurlOption(182)
  static let resolve = CurlOption(10203)
  static let transferEncoding = CurlOption(207)
  static let dnsServers = CurlOption(10211)
  static let keepAlive = CurlOption(213)
  static let keepAliveIdle = CurlOption(214)
  static let keepAliveInterval = CurlOption(215)
  static let sslOptions = CurlOption(216)
  static let bearer = CurlOption(10220)
  static let alpn = CurlOption(226)
  static let expectTimeoutMilliseconds = CurlOption(227)
  static let proxyHeader = CurlOption(10228)
  static let headerOption = CurlOption(229)
  static let pinnedPublicKey = CurlOption(10230)
  static let unixSocket = CurlOption(10231)
  static let verifyStatus = CurlOption(232)
  static let pathAsIs = CurlOption(234)
  static let serviceName = CurlOption(10236)
  static let defaultProtocol = CurlOption(10238)
  static let connectTo = CurlOption(10243)
  static let tcpFastOpen = CurlOption(244)
  static let proxyCertificateAuthorities = CurlOption(10246)
  static let proxyVerifyPeer = CurlOption(248)
  static let proxyVerifyHost = CurlOption(249)
  static let preProxy = CurlOption(10262)
  static let abstractUnixSocket = CurlOption(10264)
  static let suppressConnectHeaders = CurlOption(265)
  static let requestTarget = CurlOption(10266)
  static let mimePost = CurlOption(10269)
  static let happyEyeballsMilliseconds = CurlOption(271)
  static let haProxy = CurlOption(274)
  static let tls13Ciphers = CurlOption(10276)
  static let disallowUserInURL = CurlOption(278)
  static let dnsOverHTTPS = CurlOption(10279)
  static let allowHTTP09 = CurlOption(285)
  static let curves = CurlOption(10298)
  static let signature = CurlOption(10305)
  static let writeFunction = CurlOption(20011)
  static let readFunction = CurlOption(20012)
  static let headerFunction = CurlOption(20079)
  static let uploadSize = CurlOption(30115)
  static let resumeFrom = CurlOption(30116)
  static let maxFileSize = CurlOption(30117)
  static let postSize = CurlOption(30120)
  static let maxSendSpeed = CurlOption(30145)
  static let maxReceiveSpeed = CurlOption(30146)
  static let timeValue = CurlOption(30270)
}

/// Numbers of what libcurl tells about a transfer (CURLINFO); the high bits are the type.
enum CurlInformation {
  static let effectiveURL: Int32 = 0x100001
  static let responseCode: Int32 = 0x200002
  static let totalTime: Int32 = 0x600032
  static let nameLookupTime: Int32 = 0x600033
  static let connectTime: Int32 = 0x600034
  static let preTransferTime: Int32 = 0x600035
  static let startTransferTime: Int32 = 0x600036
  static let redirectTime: Int32 = 0x600037
  static let appConnectTime: Int32 = 0x600038
  static let retryAfter: Int32 = 0x600039
  static let uploadSize: Int32 = 0x600007
  static let downloadSize: Int32 = 0x600008
  static let downloadSpeed: Int32 = 0x600009
  static let uploadSpeed: Int32 = 0x60000A
  static let fileTime: Int32 = 0x60000E
  static let headerSize: Int32 = 0x20000B
  static let requestSize: Int32 = 0x20000C
  static let verifyResult: Int32 = 0x20000D
  static let proxyVerifyResult: Int32 = 0x20002F
  static let contentType: Int32 = 0x100012
  static let redirectCount: Int32 = 0x200014
  static let proxyConnectCode: Int32 = 0x200016
  static let systemError: Int32 = 0x200019
  static let connectionCount: Int32 = 0x20001A
  static let cookieList: Int32 = 0x40001C
  static let ftpEntryPath: Int32 = 0x10001E
  static let redirectURL: Int32 = 0x10001F
  static let remoteAddress: Int32 = 0x100020
  static let conditionUnmet: Int32 = 0x200023
  static let remotePort: Int32 = 0x200028
  static let localAddress: Int32 = 0x100029
  static let localPort: Int32 = 0x20002A
  static let httpVersion: Int32 = 0x20002E
  static let scheme: Int32 = 0x100031
  static let effectiveMethod: Int32 = 0x10003A
  static let referer: Int32 = 0x10003C
}
