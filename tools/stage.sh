#!/usr/bin/env bash
# Runs one stage of the tests and says how long it took beside how long it should:
#
#   tools/stage.sh NAME SECONDS COMMAND…
#   tools/stage.sh --summary      tells all stages since the last summary
set -euo pipefail
cd "$(dirname "$0")/.."
log=bin/.stages
mkdir -p bin

if [ "$1" = --summary ]; then
  echo "── stages ──"
  cat "$log"
  rm -f "$log"
  exit 0
fi

name=$1 aim=$2
shift 2
echo "── $name ──"
begun=$(date +%s)
status=0
"$@" || status=$?
took=$(($(date +%s) - begun))
line=$(printf '%-24s %4d s of %4d s  %s' "$name" "$took" "$aim" "$([ $status = 0 ] && echo passed || echo FAILED)")
echo "$line"
echo "$line" >>"$log"
[ $status = 0 ] || { echo "── stages ──"; cat "$log"; rm -f "$log"; }
exit $status
