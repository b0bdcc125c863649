# The smallest useful handler: one line to the log, one line of answer, no program.
handler() {
  printf '%s\n' "$1" >&2
  printf "Echoing request: '%s'\n" "$1"
}
