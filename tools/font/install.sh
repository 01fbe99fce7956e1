#!/bin/sh
# Puts the font of PDFs at DEST, from where it is built into the program:
#
#   tools/font/install.sh internal/platform/pdf/font/text.ttf
#
# It is Droid Sans Fallback of the Android Open Source Project (Apache License 2.0,
# 4.0 MB, 43,000 signs), as Debian's fonts-droid-fallback brings it: a plain TrueType
# font with Chinese, Latin, Greek and Cyrillic signs, of which a PDF embeds those it
# uses. It is taken from this system, from Debian's packages or from Debian's server,
# and only if it is the very file. A DEST that is there costs one checksum.
set -eu

[ $# -eq 1 ] || { echo "usage: $0 DEST" >&2; exit 2; }
dest=$1
sum=acb6440a713d880a13a21b468ba7cd43f5a2b2934972e51be791c880730777b8
file=usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf
server=https://deb.debian.org/debian/pool/main/f/fonts-android/fonts-droid-fallback_6.0.1r16-1.1_all.deb

right() {
  [ -f "$1" ] && [ "$( (sha256sum "$1" 2>/dev/null || shasum -a 256 "$1") | cut -d' ' -f1)" = "$sum" ]
}
right "$dest" && exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

# unpack FILE.deb: an ar archive with the files in one tar, which ar or dpkg-deb reads.
unpack() {
  if command -v dpkg-deb >/dev/null; then
    dpkg-deb -x "$1" "$work"
  else
    (cd "$work" && ar x "$1" && tar -xf data.tar.*)
  fi
}

found=
if right "/$file"; then
  found=/$file
fi
if [ -z "$found" ] && command -v apt-get >/dev/null; then
  (cd "$work" && apt-get download -qq fonts-droid-fallback >/dev/null 2>&1) || true
  for deb in "$work"/*.deb; do
    if [ -f "$deb" ]; then unpack "$deb"; fi
  done
  if right "$work/$file"; then found=$work/$file; fi
fi
if [ -z "$found" ] && command -v curl >/dev/null; then
  if curl -fsSL --max-time 60 -o "$work/font.deb" "$server" 2>/dev/null; then unpack "$work/font.deb"; fi
  if right "$work/$file"; then found=$work/$file; fi
fi
if [ -z "$found" ]; then
  echo "tools/font: Debian's fonts-droid-fallback is not to be had; the program will be built without receipts as PDF." \
    "Put its DroidSansFallbackFull.ttf at $dest to have them" >&2
  exit 0
fi
mkdir -p "$(dirname "$dest")"
cp "$found" "$dest.new.$$"
chmod 644 "$dest.new.$$"
mv "$dest.new.$$" "$dest"
