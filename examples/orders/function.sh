# Checks an order and answers with its total, as a handler behind an HTTP gateway would.
#
#   nacre invoke -f event.json handler
set -euo pipefail

readonly TAX_PERCENT=${TAX_PERCENT:-19}

log() { printf '%s %s\n' "$(date -u +%FT%TZ)" "$*" >&2; }

# reply STATUS JSON
reply() {
  jq -cn --argjson status "$1" --arg body "$2" \
    '{statusCode: $status, headers: {"content-type": "application/json"}, body: $body}'
}

# Cents from a price such as 12.50, without floating point.
cents() {
  local whole=${1%%.*} part=00
  case $1 in *.*) part=${1#*.}00 ;; esac
  echo $((10#$whole * 100 + 10#${part:0:2}))
}

handler() {
  local event=$1 body customer total=0 count=0 sku price quantity

  body=$(echo "$event" | jq -r '.body // empty')
  if [ -z "$body" ]; then
    log "no body in request ${LAMBDA_REQUEST_ID:-local}"
    reply 400 '{"error":"no order"}'
    return
  fi

  customer=$(printf '%s' "$body" | jq -r '.customer' | tr '[:upper:]' '[:lower:]' | sed 's/[^a-z0-9]/-/g')

  # One line an item: sku, price, quantity.
  while IFS=$'\t' read -r sku price quantity; do
    if ! grep -Eq '^[A-Z]{2}-[0-9]+$' <<<"$sku"; then
      log "order of $customer: '$sku' is no article number"
      reply 422 "$(jq -cn --arg sku "$sku" '{error: "unknown article", sku: $sku}')"
      return
    fi
    total=$((total + $(cents "$price") * quantity))
    count=$((count + quantity))
  done < <(printf '%s' "$body" | jq -r '.items[] | [.sku, .price, .quantity] | @tsv')

  total=$((total + total * TAX_PERCENT / 100))
  log "order of $customer: $count articles, $total cents"

  local id
  id=$(printf '%s' "$body" | sha256sum | cut -d' ' -f1 | cut -c1-12)
  reply 201 "$(
    jq -cn --arg id "$id" --arg customer "$customer" --argjson cents "$total" \
      '{id: $id, customer: $customer, total: ($cents / 100)}'
  )"
}
