# What handlers are made of: fields taken out of the event, a few filters, a JSON answer.
handler() {
  user=$(echo "$1" | jq -r .user)
  words=$(echo "$1" | jq -r '.words[]' | grep -v '^b' | sed 's/a$//' | sort -r)
  version=$(printf '%s\n' "$1" | sed -n 's/.*"version": *"\([0-9.]*\)".*/\1/p' | cut -d. -f1,2)
  day=$(date -u -d @86400 +%Y-%m-%d)
  echo "request of $user" >&2
  jq -cn --arg user "$user" --arg words "$words" --arg version "$version" --arg day "$day" \
    '{user: $user, words: ($words | split("\n")), version: $version, day: $day}'
}
