import ShellBytes

/// The lines that Lambda writes around an invocation.
public struct InvocationReport: Sendable {
  public var requestID: ByteString
  /// How long the handler ran, in nanoseconds.
  public var duration: UInt64
  public var memoryMegabytes: Int
  /// The most memory resident, in bytes.
  public var peakMemory: Int
  /// How long the start took, in nanoseconds; nil in a warm environment.
  public var initDuration: UInt64?

  public init(
    requestID: ByteString, duration: UInt64, memoryMegabytes: Int, peakMemory: Int,
    initDuration: UInt64? = nil
  ) {
    self.requestID = requestID
    self.duration = duration
    self.memoryMegabytes = memoryMegabytes
    self.peakMemory = peakMemory
    self.initDuration = initDuration
  }

  public static func start(_ requestID: ByteString) -> ByteString {
    "START RequestId: \(requestID) Version: $LATEST"
  }

  public static func end(_ requestID: ByteString) -> ByteString { "END RequestId: \(requestID)" }

  /// The REPORT line, without a newline.
  public var line: ByteString {
    let billed = (duration &+ 999_999) / 1_000_000
    let used = max(1, (peakMemory &+ 1_048_575) / 1_048_576)
    var text: ByteString = "REPORT RequestId: \(requestID)\t"
    text += "Duration: \(InvocationReport.milliseconds(duration)) ms\t"
    text += "Billed Duration: \(max(1, billed)) ms\t"
    text += "Memory Size: \(memoryMegabytes) MB\tMax Memory Used: \(used) MB"
    if let initDuration {
      text += "\tInit Duration: \(InvocationReport.milliseconds(initDuration)) ms"
    }
    return text
  }

  /// Nanoseconds as milliseconds with two decimals.
  static func milliseconds(_ nanoseconds: UInt64) -> ByteString {
    decimals(nanoseconds / 10_000)
  }

  /// Hundredths as a number with two decimals.
  static func decimals(_ hundredths: UInt64) -> ByteString {
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Nanoseconds as seconds with two decimals.
  public static func seconds(_ nanoseconds: UInt64) -> ByteString {
    decimals(nanoseconds / 10_000_000)
  }
}
