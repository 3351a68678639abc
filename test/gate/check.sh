#!/bin/sh
# The gate: format, types, lint with import directions, dead code, rules of the house.
set -eu
cd "$(dirname "$0")/../.."
PATH="$PWD/node_modules/.bin:$PATH"
echo "format"; biome check --reporter=summary .
echo "types"; tsc -b
echo "lint"; oxlint --type-aware --quiet
echo "dead code"; knip --config test/gate/knip.json
echo "house"; node test/gate/check-house.ts
