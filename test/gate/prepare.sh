#!/bin/sh
# Installs the Debian packages that tests use as real parts; where it may not, it says what will be skipped.
set -u
missing=""
for pair in chromium:chromium age:age python3:python3 g++:g++ tar:tar; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing:$missing"
  apt-get update -qq >/dev/null 2>&1
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing fonts-noto-core >/dev/null 2>&1 && exit 0
fi
echo "SKIPPED for want of Debian packages:$missing (tests that need them say so)"
