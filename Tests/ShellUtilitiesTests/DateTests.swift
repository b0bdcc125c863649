import ShellBytes
import ShellTestSupport
import Testing

@Suite("date")
struct DateTests {
  static let rows: [UtilityCase] = [
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:20:30", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:20:30.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15T10:20:30Z", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:20:30.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15T10:20:30+02:00", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 08:20:30.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:20:30.123456789", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:20:30.123456789 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15T10:20:30,5Z", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:20:30.500000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "@0", "+%F %T.%N %z %a"] as [ByteString],
      output: "1970-01-01 00:00:00.000000000 +0000 Thu\n"),
    UtilityCase(
      ["date", "-u", "-d", "@1700000000", "+%F %T.%N %z %a"] as [ByteString],
      output: "2023-11-14 22:13:20.000000000 +0000 Tue\n"),
    UtilityCase(
      ["date", "-u", "-d", "@-1.5", "+%F %T.%N %z %a"] as [ByteString],
      output: "1969-12-31 23:59:58.500000000 +0000 Wed\n"),
    UtilityCase(
      ["date", "-u", "-d", "@1.25", "+%F %T.%N %z %a"] as [ByteString],
      output: "1970-01-01 00:00:01.250000000 +0000 Thu\n"),
    UtilityCase(
      ["date", "-u", "-d", "20240115", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "20240115 1020", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:20:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "20240115T102030", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '20240115T102030'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "Mon, 15 Jan 2024 10:20:30 +0000", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:20:30.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "Mon, 15 Jan 2024 10:20:30 GMT", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:20:30.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "15 Jan 2024", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "Jan 15, 2024", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "January 15 2024 10:00", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "15-Jan-2024", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "Jan-15-2024", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "1/15/2024", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024/1/15", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "1/15/24", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "15 january 2024 5pm", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 17:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 5:30 pm", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 17:30:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 12am", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 12 pm", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 12:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 EST", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 15:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 PST", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 18:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 UTC", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 Z", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 +5", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 05:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 -0330", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 13:30:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 UTC+2", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 08:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 CEST", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 08:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 +1 day", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-16 00:00:00.000000000 +0000 Tue\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 -1 day", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-14 00:00:00.000000000 +0000 Sun\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 1 day ago", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-14 00:00:00.000000000 +0000 Sun\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 3 hours ago", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 07:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 +2 weeks", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-29 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-31 +1 month", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-03-02 00:00:00.000000000 +0000 Sat\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-02-29 +1 year", "+%F %T.%N %z %a"] as [ByteString],
      output: "2025-03-01 00:00:00.000000000 +0000 Sat\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 next month", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-02-15 00:00:00.000000000 +0000 Thu\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 last year", "+%F %T.%N %z %a"] as [ByteString],
      output: "2023-01-15 00:00:00.000000000 +0000 Sun\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 +90 minutes", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-01-15 10:00 +90 minutes'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 -30 sec", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-01-15 10:00 -30 sec'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 yesterday", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-14 00:00:00.000000000 +0000 Sun\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 tomorrow", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-16 00:00:00.000000000 +0000 Tue\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 fortnight", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-29 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00:00 +1 hour", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00:00 +0100 +1 hour", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 12:00 next day", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-16 12:00:00.000000000 +0000 Tue\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 2 days 3 hours", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-17 03:00:00.000000000 +0000 Wed\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 third day", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-18 00:00:00.000000000 +0000 Thu\n"),
    UtilityCase(
      ["date", "-u", "-d", "TZ=\"America/New_York\" 2024-07-01 10:00", "+%F %T.%N %z %a"]
        as [ByteString], output: "2024-07-01 14:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "TZ=\"Asia/Tokyo\" @0", "+%F %T.%N %z %a"] as [ByteString],
      output: "1970-01-01 00:00:00.000000000 +0000 Thu\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-06-15 12:00 EDT", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-06-15 16:00:00.000000000 +0000 Sat\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-13-01", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-13-01'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-02-30", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-02-30'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 25:00", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-01-15 25:00'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "foo", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date 'foo'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 foo", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-01-15 foo'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "10:20:60", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '10:20:60'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 24:00", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-01-15 24:00'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:61", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-01-15 10:61'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "69-01-01", "+%F %T.%N %z %a"] as [ByteString],
      output: "1969-01-01 00:00:00.000000000 +0000 Wed\n"),
    UtilityCase(
      ["date", "-u", "-d", "68-01-01", "+%F %T.%N %z %a"] as [ByteString],
      output: "2068-01-01 00:00:00.000000000 +0000 Sun\n"),
    UtilityCase(
      ["date", "-u", "-d", "99-12-31", "+%F %T.%N %z %a"] as [ByteString],
      output: "1999-12-31 00:00:00.000000000 +0000 Fri\n"),
    UtilityCase(
      ["date", "-u", "-d", "0099-01-01", "+%F %T.%N %z %a"] as [ByteString],
      output: "0099-01-01 00:00:00.000000000 +0000 Thu\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-1-5", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-05 00:00:00.000000000 +0000 Fri\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:20 am", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:20:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 13:00 pm", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-01-15 13:00 pm'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 (comment) 10:00", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 MST", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 07:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "9999-12-31 23:59:59", "+%F %T.%N %z %a"] as [ByteString],
      output: "9999-12-31 23:59:59.000000000 +0000 Fri\n"),
    UtilityCase(
      ["date", "-u", "-d", "10000-01-01", "+%F %T.%N %z %a"] as [ByteString],
      output: "+10000-01-01 00:00:00.000000000 +0000 Sat\n"),
    UtilityCase(
      ["date", "-u", "-d", "@99999999999999999999", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '@99999999999999999999'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "@253402300800", "+%F %T.%N %z %a"] as [ByteString],
      output: "+10000-01-01 00:00:00.000000000 +0000 Sat\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 1.5 seconds", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:01.500000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 1.5 seconds ago", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 09:59:58.500000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 99999999999999999999 days", "+%F %T.%N %z %a"]
        as [ByteString], error: "date: invalid date '2024-01-15 99999999999999999999 days'\n",
      status: 1),
    UtilityCase(
      ["date", "-u", "-d", "1 Jan 1970", "+%F %T.%N %z %a"] as [ByteString],
      output: "1970-01-01 00:00:00.000000000 +0000 Thu\n"),
    UtilityCase(
      ["date", "-u", "-d", "Thu Jan  1 00:00:00 UTC 1970", "+%F %T.%N %z %a"] as [ByteString],
      output: "1970-01-01 00:00:00.000000000 +0000 Thu\n"),
    UtilityCase(
      ["date", "-u", "-d", "Mon Jan 15 10:20:30 CET 2024", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 09:20:30.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15T10", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-01-15T10'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-W03-1", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-W03-1'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-015", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-015'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "12 Sept 2024", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-09-12 00:00:00.000000000 +0000 Thu\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 A", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 09:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 T", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 17:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 now", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "today 2024-01-15", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 next week", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-22 10:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "next hour 2024-01-15 10:00", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 11:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 a.m.", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-01-15 a.m.'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10 a.m.", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 00:00 +1 month -1 day", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-02-13 23:00:00.000000000 +0000 Tue\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 1 day 1 hour ago", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 23:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15-", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "-1", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '-1'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10h", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 02:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 2024-01-16", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-01-15 2024-01-16'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "10:00 11:00", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '10:00 11:00'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "01 01 2024", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '01 01 2024'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 +1", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-01-15 +1'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 +1", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 09:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "Sat 2024-01-20", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-20 00:00:00.000000000 +0000 Sat\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-20 monday", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-20 00:00:00.000000000 +0000 Sat\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00:00.5 UTC", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:00:00.500000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "@1700000000 UTC", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '@1700000000 UTC'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 +25", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date '2024-01-15 10:00 +25'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15 10:00 +0560", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 04:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "2024-01-15  \t 10:00", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 10:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "jan 2024", "+%F %T.%N %z %a"] as [ByteString],
      error: "date: invalid date 'jan 2024'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "mon jan 15 2024", "+%F %T.%N %z %a"] as [ByteString],
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-d", "2024-03-10 02:30", "+%F %T.%N %z %a"] as [ByteString],
      environment: ["TZ": "America/New_York"], error: "date: invalid date '2024-03-10 02:30'\n",
      status: 1),
    UtilityCase(
      ["date", "-d", "2024-03-10 01:30 +1 hour", "+%F %T.%N %z %a"] as [ByteString],
      environment: ["TZ": "America/New_York"], output: "2024-03-09 20:30:00.000000000 -0500 Sat\n"),
    UtilityCase(
      ["date", "-d", "2024-03-09 02:30 1 day", "+%F %T.%N %z %a"] as [ByteString],
      environment: ["TZ": "America/New_York"], output: "2024-03-10 03:30:00.000000000 -0400 Sun\n"),
    UtilityCase(
      ["date", "-d", "2024-11-03 01:30", "+%F %T.%N %z %a"] as [ByteString],
      environment: ["TZ": "America/New_York"], output: "2024-11-03 01:30:00.000000000 -0400 Sun\n"),
    UtilityCase(
      ["date", "-d", "2024-11-03 00:30 +1 hour", "+%F %T.%N %z %a"] as [ByteString],
      environment: ["TZ": "America/New_York"], output: "2024-11-02 20:30:00.000000000 -0400 Sat\n"),
    UtilityCase(
      ["date", "-d", "2024-06-01 12:00", "+%F %T.%N %z %a"] as [ByteString],
      environment: ["TZ": "Europe/Berlin"], output: "2024-06-01 12:00:00.000000000 +0200 Sat\n"),
    UtilityCase(
      ["date", "-d", "2024-06-01 12:00 UTC", "+%F %T.%N %z %a"] as [ByteString],
      environment: ["TZ": "Europe/Berlin"], output: "2024-06-01 14:00:00.000000000 +0200 Sat\n"),
    UtilityCase(
      ["date", "-d", "2024-06-01 12:00 CEST", "+%F %T.%N %z %a"] as [ByteString],
      environment: ["TZ": "Europe/Berlin"], output: "2024-06-01 12:00:00.000000000 +0200 Sat\n"),
    UtilityCase(
      ["date", "-d", "@0", "+%F %T.%N %z %a"] as [ByteString], environment: ["TZ": "Asia/Kolkata"],
      output: "1970-01-01 05:30:00.000000000 +0530 Thu\n"),
    UtilityCase(
      ["date", "-d", "2024-06-01 12:00 NZST", "+%F %T.%N %z %a"] as [ByteString],
      environment: ["TZ": "Europe/Berlin"], output: "2024-06-01 02:00:00.000000000 +0200 Sat\n"),
    UtilityCase(
      ["date", "-d", "2024-06-01 12:00 +03", "+%F %T.%N %z %a"] as [ByteString],
      environment: ["TZ": "Europe/Istanbul"], output: "2024-06-01 12:00:00.000000000 +0300 Sat\n"),
    UtilityCase(
      ["date", "-d", "2024-06-01", "+%F %T.%N %z %a"] as [ByteString], environment: ["TZ": "Foo"],
      output: "2024-06-01 00:00:00.000000000 +0000 Sat\n"),
    UtilityCase(
      ["date", "-u", "-d", "yesterday", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-14 10:20:30.000000000 +0000 Sun\n"),
    UtilityCase(
      ["date", "-u", "-d", "tomorrow", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-16 10:20:30.000000000 +0000 Tue\n"),
    UtilityCase(
      ["date", "-u", "-d", "3 days ago", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-12 10:20:30.000000000 +0000 Fri\n"),
    UtilityCase(
      ["date", "-u", "-d", "+1 day", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-16 10:20:30.000000000 +0000 Tue\n"),
    UtilityCase(
      ["date", "-u", "-d", "next monday", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-22 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "monday", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "last monday", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-08 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "friday", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-19 00:00:00.000000000 +0000 Fri\n"),
    UtilityCase(
      ["date", "-u", "-d", "last friday", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-12 00:00:00.000000000 +0000 Fri\n"),
    UtilityCase(
      ["date", "-u", "-d", "next friday", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-19 00:00:00.000000000 +0000 Fri\n"),
    UtilityCase(
      ["date", "-u", "-d", "next week", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-22 10:20:30.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "last month", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2023-12-15 10:20:30.000000000 +0000 Fri\n"),
    UtilityCase(
      ["date", "-u", "-d", "tomorrow 10:00", "+%F %T.%N %z %a"] as [ByteString],
      clock: 1_705_314_030, output: "2024-01-16 10:00:00.000000000 +0000 Tue\n"),
    UtilityCase(
      ["date", "-u", "-d", "yesterday noon", "+%F %T.%N %z %a"] as [ByteString],
      clock: 1_705_314_030, error: "date: invalid date 'yesterday noon'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "now", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 10:20:30.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "today", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 10:20:30.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "12:00", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 12:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "noon", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      error: "date: invalid date 'noon'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "2 hours ago", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 08:20:30.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "next year", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2025-01-15 10:20:30.000000000 +0000 Wed\n"),
    UtilityCase(
      ["date", "-u", "-d", "1 week ago", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-08 10:20:30.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "sunday", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-21 00:00:00.000000000 +0000 Sun\n"),
    UtilityCase(
      ["date", "-u", "-d", "this friday", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-19 00:00:00.000000000 +0000 Fri\n"),
    UtilityCase(
      ["date", "-u", "-d", "-1 month", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2023-12-15 10:20:30.000000000 +0000 Fri\n"),
    UtilityCase(
      ["date", "-u", "-d", "+90 seconds", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 10:22:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "tomorrow 5pm", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-16 17:00:00.000000000 +0000 Tue\n"),
    UtilityCase(
      ["date", "-u", "-d", "10pm yesterday", "+%F %T.%N %z %a"] as [ByteString],
      clock: 1_705_314_030, output: "2024-01-14 22:00:00.000000000 +0000 Sun\n"),
    UtilityCase(
      ["date", "-u", "-d", "2 fridays", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      error: "date: invalid date '2 fridays'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "last sunday 12:00", "+%F %T.%N %z %a"] as [ByteString],
      clock: 1_705_314_030, output: "2024-01-14 12:00:00.000000000 +0000 Sun\n"),
    UtilityCase(
      ["date", "-u", "-d", "third monday", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-02-05 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "jan 1", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-01 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "5 feb", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-02-05 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "12", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 12:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "1230", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 12:30:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "0:00", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "midnight", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      error: "date: invalid date 'midnight'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "1 monday", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-22 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "+2 days 12:00", "+%F %T.%N %z %a"] as [ByteString],
      clock: 1_705_314_030, output: "2024-01-17 12:00:00.000000000 +0000 Wed\n"),
    UtilityCase(
      ["date", "-u", "-d", "monday next week", "+%F %T.%N %z %a"] as [ByteString],
      clock: 1_705_314_030, output: "2024-01-22 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "utc", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "z", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "10:00 +02:00", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 08:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "first monday", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-22 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "-2 weeks", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-01 10:20:30.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "ago", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      error: "date: invalid date 'ago'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "1 ago", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      error: "date: invalid date '1 ago'\n", status: 1),
    UtilityCase(
      ["date", "-u", "-d", "+0 days", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 10:20:30.000000000 +0000 Mon\n"),
    UtilityCase(
      ["date", "-u", "-d", "", "+%F %T.%N %z %a"] as [ByteString], clock: 1_705_314_030,
      output: "2024-01-15 00:00:00.000000000 +0000 Mon\n"),
    UtilityCase("date -u -d @0", output: "Thu Jan  1 00:00:00 UTC 1970\n"),
    UtilityCase("date -u -d @0 -R", output: "Thu, 01 Jan 1970 00:00:00 +0000\n"),
    UtilityCase("date -u -d @0 -I", output: "1970-01-01\n"),
    UtilityCase("date -u -d @0 -Iseconds", output: "1970-01-01T00:00:00+00:00\n"),
    UtilityCase("date -u -d @0 -Ihours", output: "1970-01-01T00+00:00\n"),
    UtilityCase("date -u -d @0 -Iminutes", output: "1970-01-01T00:00+00:00\n"),
    UtilityCase("date -u -d @0 -Ins", output: "1970-01-01T00:00:00,000000000+00:00\n"),
    UtilityCase("date -u -d @0 --iso-8601=s", output: "1970-01-01T00:00:00+00:00\n"),
    UtilityCase("date -u -d @0 --rfc-3339=seconds", output: "1970-01-01 00:00:00+00:00\n"),
    UtilityCase("date -u -d @0 --rfc-3339=ns", output: "1970-01-01 00:00:00.000000000+00:00\n"),
    UtilityCase("date -u -d @0 --rfc-3339=date", output: "1970-01-01\n"),
    UtilityCase(
      "date -d @0 -Iseconds", environment: ["TZ": "Asia/Kolkata"],
      output: "1970-01-01T05:30:00+05:30\n"),
    UtilityCase(
      "date -u -r f", files: ["f": ""], setup: "touch -d @1700000000 f",
      output: "Tue Nov 14 22:13:20 UTC 2023\n"),
    UtilityCase("date -r nofile", error: "date: nofile: No such file or directory\n", status: 1),
    UtilityCase("date x", error: "date: invalid date 'x'\n", status: 1),
    UtilityCase(
      "date +%Y x", error: "date: extra operand 'x'\nTry 'date --help' for more information.\n",
      status: 1),
    UtilityCase("date -d @0 -d @86400 -u +%s", output: "86400\n"),
    UtilityCase(
      "date -Ix",
      error:
        "date: invalid argument 'x' for '--iso-8601'\nValid arguments are:\n  - 'hours'\n  - 'minutes'\n  - 'date'\n  - 'seconds'\n  - 'ns'\nTry 'date --help' for more information.\n",
      status: 1),
    UtilityCase(
      "date --rfc-3339=x",
      error:
        "date: invalid argument 'x' for '--rfc-3339'\nValid arguments are:\n  - 'date'\n  - 'seconds'\n  - 'ns'\nTry 'date --help' for more information.\n",
      status: 1),
    UtilityCase(
      "date -u -f f +%s", files: ["f": "@1\n2024-01-15\nbad\n"], output: "1\n1705276800\n",
      error: "date: invalid date 'bad'\n", status: 1),
    UtilityCase("date -u -f - +%F", input: "@0\n@86400\n", output: "1970-01-01\n1970-01-02\n"),
    UtilityCase(
      "date -d @0 -r f", files: ["f": ""],
      error:
        "date: the options to specify dates for printing are mutually exclusive\nTry 'date --help' for more information.\n",
      status: 1),
    UtilityCase("date -R +%s", error: "date: multiple output formats specified\n", status: 1),
    UtilityCase("date --date=@5 --utc +%s", output: "5\n"),
    UtilityCase("date -Q", usageError: "invalid option -- 'Q'"),
    UtilityCase(
      "date -u -d @0 x",
      error:
        "date: the argument 'x' lacks a leading '+';\nwhen using an option to specify date(s), any non-option\nargument must be a format string beginning with '+'\nTry 'date --help' for more information.\n",
      status: 1),
    UtilityCase("date -u -d @0 '+%A, %d. %B %Y%n'", output: "Thursday, 01. January 1970\n\n"),
    UtilityCase("date -u -d @0 +", output: "\n"),
    UtilityCase("date -u -d @1e3", error: "date: invalid date '@1e3'\n", status: 1),
    UtilityCase(
      "date", environment: ["TZ": "UTC0"], clock: 1_705_314_030,
      output: "Mon Jan 15 10:20:30 UTC 2024\n"),
    UtilityCase("date +%s.%N", clock: 1_705_314_030, output: "1705314030.000000000\n"),
  ]

  @Test("each row is as the oracle has it", arguments: rows)
  func row(_ row: UtilityCase) throws { try row.check() }
}
