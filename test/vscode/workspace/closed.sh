#!/bin/sh
curl https://api.unkey.dev/v1/keys.getKey?keyId=key_2cGKbMxRyIzhCxo1Idjz8q -H "Authorization: Bearer $UNKEY_ROOT_KEY"
