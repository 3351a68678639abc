#!/bin/sh
# Installs the Debian packages that tests use as real parts; where it may not, it says what will be skipped.
set -u
missing=""
for pair in chromium:chromium firefox-esr:firefox-esr espeak-ng:espeak-ng age:age socat:socat python3:python3 g++:g++ strip:binutils tar:tar mkfs.ext4:e2fsprogs mkfs.vfat:dosfstools mkfs.exfat:exfatprogs mount.exfat-fuse:exfat-fuse mount:mount cmp:diffutils nginx:nginx ffmpeg:ffmpeg v4l2-ctl:v4l-utils systemd-analyze:systemd qemu-system-x86_64:qemu-system-x86 busybox:busybox-static cpio:cpio zstd:zstd xz:xz-utils modinfo:kmod; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
done
/usr/bin/python3 -c 'import cryptography' >/dev/null 2>&1 || missing="$missing python3-cryptography"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing:$missing"
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  apt-get update -qq >"$log" 2>&1 &&
    apt-get install -y --no-install-recommends $missing fonts-noto-core >>"$log" 2>&1 && exit 0
  tail -n 5 "$log" >&2
fi
echo "SKIPPED for want of Debian packages:$missing (tests that need them say so)"
