// jq in a Swift program, without a shell: compile once, run over values, print.
import JQ

let program = try JQProgram(
  """
  group_by(.town) | map({town: .[0].town, total: map(.price) | add}) | .[]
  | select(.total >= $least)
  """, variables: ["least"])

let orders = try JSONParser.parse(
  """
  [
    {"town": "Bern", "price": 12.5}, {"town": "Graz", "price": 7},
    {"town": "Bern", "price": 30}, {"town": "Gent", "price": 19.25}
  ]
  """)

for town in try program.outputs(orders, values: [10]) {
  print(JSONWriter.text(town))
}

// A program that does not compile says what is wrong; one that fails says what it raised.
do throws(CompileError) {
  _ = try JQProgram("map(.price")
} catch {
  print("does not compile:", error.messages.count, "message")
}
let sum = try JQProgram(".[0].town + 1")
do throws(JQError) {
  _ = try sum.outputs(orders)
} catch {
  print("failed:", error.value.map { JSONWriter.text($0).description } ?? "")
}
