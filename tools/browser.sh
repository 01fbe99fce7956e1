#!/usr/bin/env bash
# Brings what the browser journey needs from the system's packages: Chromium and
# a font with Chinese characters.
set -euo pipefail

packages=()
command -v "${CHROMIUM:-chromium}" >/dev/null || packages+=(chromium)
fc-list :lang=zh 2>/dev/null | grep -q . || packages+=(fonts-noto-cjk fontconfig)
[ ${#packages[@]} -gt 0 ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "The browser journey needs ${packages[*]}. Install them from your system's packages (Debian: sudo apt-get install ${packages[*]}), or name a browser with CHROMIUM." >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${packages[@]}"
