#!/bin/sh
# Verify one message by hand: verify.sh SECRET ID TIMESTAMP SIGNATURE BODY_FILE
# The body file holds the raw bytes as received.
set -eu
key=$(printf %s "${1#whsec_}" | base64 -d | od -An -v -tx1 | tr -d ' \n')
expected="v1,$( { printf '%s.%s.' "$2" "$3"; cat "$5"; } |
    openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64 | tr -d '\n')"
for offered in $4; do
    if [ "$offered" = "$expected" ]; then
        echo "verified"
        exit 0
    fi
done
echo "not verified" >&2
exit 1
