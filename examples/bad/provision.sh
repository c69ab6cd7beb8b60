#!/usr/bin/env bash
# Sets up an API and its first key. Written in 2024 and never touched since.
set -euo pipefail

BASE="https://api.unkey.dev/v1"

api_id=$(curl -sf -X POST "$BASE/apis.createApi" \
  -H "Authorization: Bearer $UNKEY_ROOT_KEY" \
  -H "Content-Type: application/json" \
  -d '{"name":"payments"}' | jq -r .apiId)

curl -sf -X POST https://api.unkey.com/v2/keys.createKey \
  -H "Authorization: Token $UNKEY_ROOT_KEY" \
  -d "{\"apiId\":\"$api_id\"}"

# The namespace is called ratelimit since v2.
curl -sf https://api.unkey.com/v2/ratelimits.setOverride \
  -H "X-API-Key: $UNKEY_ROOT_KEY" \
  -d '{"namespace":"email","identifier":"vip","limit":100,"duration":60000}'
