#!/bin/sh
# The gate: format, types, lint with import directions, dead code, rules of the house. The linter takes as long as all
# others together and runs beside them.
set -eu
cd "$(dirname "$0")/../.."
PATH="$PWD/node_modules/.bin:$PATH"
lint=$(mktemp)
trap 'rm -f "$lint"' EXIT
oxlint --type-aware --quiet >"$lint" 2>&1 &
linter=$!
echo "format"; biome check --reporter=summary .
echo "types"; tsc -b
echo "dead code"; knip --config test/gate/knip.json
echo "house"; node test/gate/check-house.ts
echo "lint"
wait "$linter" || { cat "$lint"; exit 1; }
