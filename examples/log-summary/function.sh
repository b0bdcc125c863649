# Counts the levels in a batch of CloudWatch log events: base64, gzip, jq, and a pipeline.
#
#   nacre invoke -f event.json handler
set -euo pipefail

handler() {
  local batch group
  batch=$(jq -r .awslogs.data <<<"$1" | base64 -d | gunzip)
  group=$(jq -r .logGroup <<<"$batch")

  jq -r '.logEvents[].message' <<<"$batch" |
    grep -oE '\b(DEBUG|INFO|WARN|ERROR)\b' |
    sort | uniq -c | sort -k1,1nr -k2 |
    while read -r count level; do
      printf '%s\t%s\n' "$level" "$count"
    done |
    jq -Rcs --arg group "$group" '
      {group: $group,
       levels: (split("\n") | map(select(. != "") | split("\t") | {(.[0]): (.[1] | tonumber)}) | add)}'
}
