import ShellBytes

/// Functions defined in the language; each is compiled when a program calls it.
enum Definitions {
  static let table: [ByteString: ByteString] = [
    "combinations/0": """
    def combinations: if length == 0 then [] else .[0][] as $head
      | (.[1:] | combinations) as $tail | [$head] + $tail end;
    """,
    "combinations/1": "def combinations(n): . as $set | [range(n) | $set] | combinations;",
    "todate/0": "def todate: strftime(\"%Y-%m-%dT%H:%M:%SZ\");",
    "todateiso8601/0": "def todateiso8601: strftime(\"%Y-%m-%dT%H:%M:%SZ\");",
    "fromdate/0": "def fromdate: strptime(\"%Y-%m-%dT%H:%M:%SZ\") | mktime;",
    "fromdateiso8601/0": """
    def fromdateiso8601: strptime(\"%Y-%m-%dT%H:%M:%SZ\") | mktime;
    """,
    "date/0": "def date: todate;",
    "dateadd/2": "def dateadd(u; n): . + n;",
    "datesub/2": "def datesub(u; n): . - n;",
    "ascii/0": "def ascii: [.] | implode;",
    "IN/2": "def IN(source; list): any(source == list; .);",
    "INDEX/1": "def INDEX(key): INDEX(.[]; key);",
    "INDEX/2": """
    def INDEX(rows; key): reduce rows as $row ({}; .[$row | key | tostring] = $row);
    """,
    "JOIN/2": "def JOIN($index; key): [.[] | [., $index[key]]];",
    "JOIN/3": "def JOIN($index; rows; key): rows | [., $index[key]];",
    "JOIN/4": "def JOIN($index; rows; key; use): rows | [., $index[key]] | use;",
    "fromstream/1": """
    def fromstream(events): {x: null, e: false} as $start
      | foreach events as $event ($start;
          if .e then $start else . end
          | if $event | length == 2
            then setpath(["e"]; $event[0] | length == 0)
              | setpath(["x"] + $event[0]; $event[1])
            else setpath(["e"]; $event[0] | length == 1) end;
          if .e then .x else empty end);
    """,
    "truncate_stream/1": """
    def truncate_stream(events): . as $depth | null | events | . as $event
      | if (.[0] | length) > $depth then setpath([0]; $event[0][$depth:]) else empty end;
    """,
    "truncate_stream/2": """
    def truncate_stream($depth; events): $depth | truncate_stream(events);
    """,
  ]
}
