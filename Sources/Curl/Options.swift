import ShellBytes

/// What holds for the whole command line, whatever `--next` separates.
struct GlobalOptions: Sendable {
  /// `-s`: no messages and no warnings.
  var isSilent = false
  /// `-S`: messages in spite of `-s`.
  var showsErrors = false
  var isVerbose = false
  /// `--fail-early`: the first failed transfer is the last.
  var failsEarly = false
  /// `--trace` and `--trace-ascii`.
  var trace: (file: ByteString, isHexadecimal: Bool)?
  /// `--stderr`: where messages go.
  var errorFile: ByteString?
  var showsHelp = false
  var showsVersion = false
}

/// A URL with where it goes and what is sent to it, paired in the order in which they were met.
struct Target: Sendable {
  enum Output: Sendable, Hashable {
    /// `-o`; `-` is standard output.
    case file(ByteString)
    /// `-O`: the last component of the URL's path.
    case remoteName
  }
  var url: ByteString?
  var output: Output?
  /// `-T`; an empty name sends nothing.
  var upload: ByteString?
}

/// The options of the transfers up to the next `--next`.
struct Options: Sendable {
  var targets: [Target] = []

  /// Options that are handed to libcurl as they are.
  var numbers: [CurlOption: Int] = [:]
  var texts: [CurlOption: ByteString] = [:]
  /// File names, which are made absolute.
  var paths: [CurlOption: ByteString] = [:]
  var lists: [CurlOption: [ByteString]] = [:]

  // What is sent.
  /// The body of `-d` and its relatives; nil without any.
  var data: ByteString?
  /// `-G`: the data goes into the URL.
  var putsDataInURL = false
  /// `--url-query`.
  var query: ByteString?
  var form: [FormPart] = []
  var isJSON = false
  var isHead = false
  var method: ByteString?
  var range: ByteString?
  /// `-C`; nil in `.some(nil)` is `-C -`: as much as the file already has.
  var resumeFrom: Int??
  var cookies: [ByteString] = []
  var cookieFiles: [ByteString] = []
  var cookieJar: ByteString?
  var dropsSessionCookies = false
  var followsAutomaticReferer = false
  var timeCondition: ByteString?

  // Where output goes.
  var includesHeaders = false
  var headerFile: ByteString?
  var usesHeaderFileName = false
  var usesRemoteNameForAll = false
  var makesDirectories = false
  var outputDirectory: ByteString?
  /// nil: as the naming option wants.
  var overwrites: Bool?
  var removesOnError = false
  var keepsRemoteTime = false
  var isUnbuffered = false
  var writeOut: ByteString?

  // How it is done.
  var failsOnError = false
  var failsWithBody = false
  var followsRedirections = false
  var trustsRedirections = false
  var isInsecure = false
  var isProxyInsecure = false
  var isCompressed = false
  var isGlobbingOff = false
  var usesNetrc = false
  var isNetrcOptional = false
  var netrcFile: ByteString?
  var isKeepAliveOff = false
  var keepAliveSeconds = 60
  var proxy: ByteString?
  /// The kind that `--socks5` and its relatives choose.
  var proxyType: Int?
  var noProxy: ByteString?
  var user: ByteString?
  var protocols: UInt32?
  var redirectionProtocols: UInt32?
  var lowestTLS = 0
  var highestTLS = 0
  var lowSpeedLimit: Int?
  var lowSpeedTime: Int?

  // What is done again.
  var retryCount = 0
  var retryDelay = 0
  var retryMaximum = 0
  var retriesRefused = false
  var retriesAllErrors = false

  /// The place of the first target for which `isFree`, made when there is none.
  private mutating func indexOfTarget(where isFree: (Target) -> Bool) -> Int {
    if let index = targets.firstIndex(where: isFree) { return index }
    targets.append(Target())
    return targets.count - 1
  }

  mutating func add(url: ByteString) {
    let index = indexOfTarget { $0.url == nil }
    targets[index].url = url
    if usesRemoteNameForAll && targets[index].output == nil {
      targets[index].output = .remoteName
    }
  }
  mutating func add(output: Target.Output) {
    targets[indexOfTarget { $0.output == nil }].output = output
  }
  mutating func add(upload: ByteString) {
    targets[indexOfTarget { $0.upload == nil }].upload = upload
  }

  /// Adds to the body, with `&` between pieces except for JSON.
  mutating func add(data bytes: ByteString, joinedWith separator: ByteString = "&") {
    guard var all = data else {
      data = bytes
      return
    }
    // Taken out so that the bytes are unshared and grow in place.
    data = nil
    all.append(separator)
    all.append(bytes)
    data = all
  }
}
