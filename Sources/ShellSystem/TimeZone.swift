import Glibc
import ShellBytes

/// A time zone, named as in TZ: a file below `/usr/share/zoneinfo` (or `TZDIR`), an absolute path,
/// or a rule such as `EST5EDT,M3.2.0,M11.1.0`, all with or without a colon before them.
///
/// A zone that is unknown is UTC under the name that its text begins with, as the C library has
/// it. No state of the process is touched: zones of several threads do not meet.
public struct TimeZone: Sendable, Hashable {
  /// The value of TZ; nil for the host's zone.
  public var name: ByteString?
  public init(name: ByteString?) { self.name = name }
  public static let utc = TimeZone(name: "UTC0")

  private static let cache = ZoneCache()

  private var rules: ZoneRules { TimeZone.cache.rules(name) }

  /// The calendar time at a number of seconds since 1970-01-01 UTC.
  /// - Returns: nil when the year does not fit 32 bits, the C library's range.
  public func calendarTime(at seconds: Int) -> CalendarTime? {
    TimeZone.calendarTime(at: seconds, rules.kind(at: seconds))
  }

  private static func calendarTime(at seconds: Int, _ kind: ZoneRules.Kind) -> CalendarTime? {
    let (local, overflow) = seconds.addingReportingOverflow(kind.offset)
    if overflow { return nil }
    var time = CalendarTime(seconds: local)
    guard Int32(exactly: time.year &- 1900) != nil else { return nil }
    time.offset = kind.offset
    time.isDaylightSaving = kind.isDaylightSaving
    time.zone = kind.abbreviation
    return time
  }

  /// The seconds since 1970-01-01 UTC of a calendar time; fields out of range carry over.
  ///
  /// - Returns: nil when they do not fit. Of a time that comes twice, the C library's choice; of
  ///   one that a change of clocks leaves out, what the clock would show without the change.
  public func seconds(of time: CalendarTime) -> Int? {
    guard let local = time.secondsWithoutZone else { return nil }
    let rules = self.rules
    // Each guess corrects the offset of the last; it settles unless no moment has this time.
    var guess = local
    for _ in 0..<4 {
      let (next, overflow) = local.subtractingReportingOverflow(rules.kind(at: guess).offset)
      if overflow { return nil }
      if next == guess { return checked(guess) }
      guess = next
    }
    let other = local &- rules.kind(at: guess).offset
    return checked(max(guess, other))
  }

  /// A result outside of the C library's range of years is none.
  private func checked(_ seconds: Int) -> Int? {
    calendarTime(at: seconds) == nil ? nil : seconds
  }
}

/// The zones read so far; a few, as most programs use one or two.
private final class ZoneCache: @unchecked Sendable {
  private let lock = Lock()
  private var known: [ByteString?: ZoneRules] = [:]

  func rules(_ name: ByteString?) -> ZoneRules {
    if let found = lock.withLock({ known[name] }) { return found }
    let made = ZoneCache.read(name)
    lock.withLock {
      if known.count >= 64 { known.removeAll() }
      known[name] = made
    }
    return made
  }

  private static func read(_ name: ByteString?) -> ZoneRules {
    guard let name else {
      return file("/etc/localtime") ?? .utc("UTC")
    }
    let text = name.first == UInt8(ascii: ":") ? name.dropFirst() : name
    if text.isEmpty { return .utc("UTC") }
    let folder = getenv("TZDIR").map { ByteString(cString: $0) } ?? ""
    let path = Path.join(folder.isEmpty ? "/usr/share/zoneinfo" : folder, text)
    if let rules = file(path) { return rules }
    if let zone = PosixZone(text) {
      return ZoneRules(kinds: [zone.standard], following: zone)
    }
    return .utc(PosixZone.name(in: text))
  }

  private static func file(_ path: ByteString) -> ZoneRules? {
    guard let status = try? Files.status(path), status.kind == .regular, status.size < 1 << 20,
      let file = try? Files.open(path, .read), let bytes = try? file.readAll(Gate())
    else { return nil }
    return ZoneRules(file: bytes)
  }
}
