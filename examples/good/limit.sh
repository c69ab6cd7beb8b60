#!/usr/bin/env bash
set -euo pipefail

: "${UNKEY_ROOT_KEY:?Set it to a root key with the permission ratelimit.*.limit.}"

headers=(-H "Authorization: Bearer $UNKEY_ROOT_KEY" -H "Content-Type: application/json")

curl -sf -X POST https://api.unkey.com/v2/ratelimit.limit "${headers[@]}" --data @- <<EOF
{ "namespace": "email", "identifier": "$1", "limit": 10, "duration": 60000 }
EOF
