import Glibc
import ShellBytes
import ShellSystem
import ShellTestSupport
import Testing

@Suite("XBD 8.3 TZ, and calendar times in zones")
struct TimeZoneTests {
  /// Names, paths, rules, and texts that are none.
  static let zones: [ByteString] = [
    "UTC", "America/New_York", "Europe/Berlin", "Europe/London", "Europe/Dublin", "Asia/Tokyo",
    "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tehran", "Australia/Lord_Howe", "Australia/Sydney",
    "America/St_Johns", "America/Sao_Paulo", "America/Nuuk", "Africa/Casablanca", "Africa/Cairo",
    "Pacific/Apia", "Pacific/Kiritimati", "Antarctica/Troll", "America/Caracas", "Asia/Gaza",
    "Europe/Istanbul", ":America/New_York", ":", "", "/usr/share/zoneinfo/Asia/Seoul",
    "EST5EDT", "EST5", "EST5EDT,M3.2.0,M11.1.0", "<+03>-3", "<-0330>3:30",
    "IST-1GMT0,M10.5.0,M3.5.0/1", "WART4WARST,J1/0,J365/25", "ABC5DEF,J60,J300",
    "ABC5DEF,60/0,300/2:30", "ABC5:30:15", "UTC+25", "XYZ", "Foo/Bar", ":Foo/Bar", "Fo", "<ab",
    "EST+", "AB1", "123", "Europe/Berlin ", "<+1130>-11:30<+1230>,M10.1.0/2:15,M4.1.0/-3",
  ]

  /// Seconds spread over the years -200 to 9999, close to changes of clocks, and at the borders.
  static let moments: [Int] = {
    var moments = [0, -1, 1, 253_402_300_799, 253_402_300_800, -62_135_596_800, -68_475_000_000]
    var seed: UInt64 = 42
    for _ in 0..<150 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      moments.append(Int(seed >> 30) % 320_000_000_000 - 68_000_000_000)
      moments.append(Int(seed >> 32) % 2_600_000_000 - 500_000_000)
    }
    for change in [1_710_054_000, 1_730_613_600, 1_711_846_800, 1_729_990_800, 4_079_113_200] {
      moments += [change - 3601, change - 1, change, change + 1, change + 3599, change + 3600]
    }
    return moments
  }()

  static let format: ByteString = "%Y-%m-%d %H:%M:%S %a %j %Z %z %::z %U %W %V %G %g %C %y"

  /// What `date` makes of all moments in a zone.
  static func oracle(_ zone: ByteString) throws -> [ByteString] {
    let input = ByteString.joined(moments.map { "@\($0)\n" }, separator: "")
    let run = try ProgramRun(
      ["date", "-f", "-", "+" + format], input: input,
      environment: [("PATH", "/usr/bin:/bin"), ("LC_ALL", "C"), ("TZ", zone)], directory: "/")
    return run.output.split(at: 10).dropLast()
  }

  @Test("calendar times are those of date(1)", arguments: zones)
  func calendarTimes(_ zone: ByteString) throws {
    let expected = try TimeZoneTests.oracle(zone)
    try #require(expected.count == TimeZoneTests.moments.count)
    // The C library applies a rule of TZ only to the years since 1970.
    let start = zone.contains(UInt8(ascii: ",")) ? 0 : Int.min
    for (moment, line) in zip(TimeZoneTests.moments, expected) where moment >= start {
      let time = try #require(TimeZone(name: zone).calendarTime(at: moment))
      #expect(time.formatted(TimeZoneTests.format) == line, "TZ=\(zone) @\(moment)")
    }
  }

  @Test("a calendar time leads back to its seconds, or to those of its double", arguments: zones)
  func seconds(_ zone: ByteString) throws {
    for moment in TimeZoneTests.moments {
      let time = try #require(TimeZone(name: zone).calendarTime(at: moment))
      let back = try #require(TimeZone(name: zone).seconds(of: time))
      let again = try #require(TimeZone(name: zone).calendarTime(at: back))
      #expect(again.formatted("%F %T") == time.formatted("%F %T"), "TZ=\(zone) @\(moment)")
    }
  }

  @Test("times that clocks show twice or never")
  func changes() {
    func seconds(_ zone: ByteString, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int) -> Int? {
      var time = CalendarTime()
      (time.year, time.month, time.day) = (2024, month, day)
      (time.hour, time.minute) = (hour, minute)
      return TimeZone(name: zone).seconds(of: time)
    }
    #expect(seconds("America/New_York", 11, 3, 1, 30) == 1_730_611_800)
    #expect(seconds("Europe/Berlin", 10, 27, 2, 30) == 1_729_992_600)
    #expect(seconds("Australia/Lord_Howe", 4, 7, 1, 45) == 1_712_416_500)
    // Left out: 02:30 becomes 03:30 of the new time.
    #expect(seconds("America/New_York", 3, 10, 2, 30) == 1_710_055_800)
    #expect(seconds("Europe/Berlin", 3, 31, 2, 30) == 1_711_848_600)
  }

  @Test("fields carry over, and what does not fit is none")
  func carrying() {
    var time = CalendarTime()
    (time.year, time.month, time.day, time.hour) = (2024, 14, -3, 49)
    #expect(TimeZone.utc.seconds(of: time) == 1_738_198_800)
    for extreme in [Int.max, Int.min] {
      var time = CalendarTime()
      time.year = extreme
      #expect(TimeZone.utc.seconds(of: time) == nil)
      time = CalendarTime()
      time.month = extreme
      #expect(TimeZone.utc.seconds(of: time) == nil)
      time = CalendarTime()
      time.day = extreme
      #expect(TimeZone.utc.seconds(of: time) == nil)
      time = CalendarTime()
      (time.hour, time.minute, time.second) = (extreme, extreme, extreme)
      #expect(TimeZone.utc.seconds(of: time) == nil)
      #expect(TimeZone(name: "Asia/Tokyo").calendarTime(at: extreme) == nil)
    }
    #expect(TimeZone.utc.calendarTime(at: 67_768_036_191_676_799)?.year == 2_147_485_547)
    #expect(TimeZone.utc.calendarTime(at: 67_768_036_191_676_800) == nil)
    #expect(TimeZone.utc.calendarTime(at: -67_768_040_609_740_800)?.year == -2_147_481_748)
  }

  @Test("zones are read by several threads at once")
  func threads() throws {
    let done = CaptureFile()
    for number in 0..<4 {
      _ = try Thread.start {
        for moment in 0..<200 {
          let zone = TimeZoneTests.zones[(moment + number) % TimeZoneTests.zones.count]
          _ = TimeZone(name: zone).calendarTime(at: moment * 10_000_000)
        }
        try? done.write("x", Gate())
      }
    }
    let limit = SystemClock.monotonic + 20_000_000_000
    while done.count < 4 && SystemClock.monotonic < limit {
      try Gate().sleep(until: SystemClock.monotonic + 1_000_000)
    }
    #expect(done.contents == "xxxx")
  }

  @Test("broken zone files are no zones")
  func brokenFiles() throws {
    let directory = try TemporaryDirectory()
    let whole = try Files.open("/usr/share/zoneinfo/Europe/Berlin", .read).readAll(Gate())
    for size in stride(from: 0, to: whole.count, by: 37) {
      try directory.make("Zone", whole.prefix(size))
      let zone = TimeZone(
        name: directory.path + ByteString(repeating: 47, count: 1 + size % 64) + "Zone")
      #expect(zone.calendarTime(at: 1_720_000_000) != nil)
    }
  }
}

@Suite("Conversions of strftime and GNU date")
struct CalendarFormatTests {
  /// Flags, widths, modifiers and letters combined.
  static let formats: [ByteString] = {
    var formats: [ByteString] = []
    for letter in ByteString("aAbBcCdDeFgGhHIjklmMnNpPqrRsSTuUVwWxXyYzZ%QJ") {
      let letter = ByteString(CollectionOfOne(letter))
      let flags: [ByteString] = [
        "", "-", "_", "0", "^", "#", "+", "^#", "_^", "5", "_5", "-5", "012", "+12", "12",
      ]
      // `%` behind flags and `%N` with E or O are curiosities of the program's scanner.
      for flag in letter == "%" ? [""] : flags { formats.append("%" + flag + letter) }
    }
    for letter in ByteString("BbyYCdeHIjklmMSuUVwWxXcsG") {
      formats.append("%E" + ByteString(CollectionOfOne(letter)))
      formats.append("%O" + ByteString(CollectionOfOne(letter)))
    }
    formats += [
      "%:z", "%::z", "%:::z", "%::::z", "%_:z", "%-:z", "%10:z", "%_10::z", "%+8z", "%:d", "%3N",
      "%6N", "%12N", "%_12N", "%-3N", "%", "%-", "%_", "%E", "a%b", "%Y%m%dT%H%M%SZ",
    ]
    return formats
  }()

  @Test(
    "each conversion is date's",
    arguments: [
      ("UTC0", "1.123456789"), ("Asia/Kolkata", "1721952000.120000000"),
      ("<-0530>5:30:15", "253402300800.000000001"), ("America/New_York", "-1.5"),
      ("UTC0", "-62200000000"), ("Europe/Berlin", "-99999999999.25"), ("UTC0", "0"),
    ] as [(ByteString, ByteString)])
  func conversions(_ zone: ByteString, _ moment: ByteString) throws {
    // A comma between, as several formats write newlines.
    let format = ByteString.joined(CalendarFormatTests.formats, separator: ",")
    let run = try ProgramRun(
      ["date", "-d", "@" + moment, "+" + format],
      environment: [("PATH", "/usr/bin:/bin"), ("LC_ALL", "C"), ("TZ", zone)], directory: "/")
    let expected = run.output.dropLast().split(at: UInt8(ascii: ","))
    let parts = moment.split(at: UInt8(ascii: "."))
    var seconds = try #require(parts[0].decimalInteger)
    var nanoseconds = 0
    if parts.count > 1 {
      let digits = parts[1] + ByteString(repeating: UInt8(ascii: "0"), count: 9 - parts[1].count)
      nanoseconds = try #require(digits.decimalInteger)
      if parts[0].first == UInt8(ascii: "-"), nanoseconds > 0 {
        seconds -= 1
        nanoseconds = 1_000_000_000 - nanoseconds
      }
    }
    let time = try #require(TimeZone(name: zone).calendarTime(at: seconds))
    try #require(expected.count == CalendarFormatTests.formats.count)
    for (format, line) in zip(CalendarFormatTests.formats, expected) {
      // Of years before 1 the C library's forms and the program's differ; ours are one.
      let librarys: [ByteString] = ["%EY", "%Ey", "%Oy", "%EC"]
      if time.year < 0 && (format.hasSuffix("x") || librarys.contains(format)) { continue }
      let found = time.formatted(format, nanoseconds: nanoseconds)
      #expect(found == line, "\(format) of @\(moment) in \(zone)")
    }
  }

  @Test("huge widths and fields out of range are harmless")
  func extremes() {
    var time = CalendarTime()
    (time.year, time.month, time.weekday, time.offset) = (.min, 99, -4, .min)
    #expect(!time.formatted("%F %B %A %z %s %V %C %y %99999999999999999999d").isEmpty)
  }
}
