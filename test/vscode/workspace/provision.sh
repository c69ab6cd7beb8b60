#!/bin/sh
set -eu

curl -X POST https://api.unkey.com/v2/apis.createApi \
  -H 'Content-Type: application/json' \
  -d '{"name": "payments"}'
