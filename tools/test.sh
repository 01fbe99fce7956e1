#!/usr/bin/env bash
# The stages of make test and make check, one function each:
#
#   tools/test.sh STAGE [ARGUMENT…]
set -euo pipefail
cd "$(dirname "$0")/.."
go=${GO:-go}

build() {
  unformatted=$(gofmt -l cmd db internal test web/*.go)
  [ -z "$unformatted" ] || { echo "not formatted: $unformatted" >&2; return 1; }
  $go build ./...
  $go vet ./...
  make --no-print-directory habitue
}

# go PACKAGE…: these with the race detector, all others without. The crash tests
# have a stage of their own.
go_tests() {
  $go list "$@" | sort >bin/.race
  $go list ./... | grep -v '/test/crash$' | sort | comm -23 - bin/.race >bin/.plain
  # shellcheck disable=SC2046
  $go test -race $(cat bin/.race)
  # shellcheck disable=SC2046
  $go test $(cat bin/.plain)
}

web() {
  (cd web && npm run typecheck --silent && npm run lint --silent && npm run generate:check --silent && npm test --silent)
}

# journey SCRIPT: in a real browser, against a small demo of its own.
journey() {
  dir=$(mktemp -d /tmp/habitue-journey.XXXXXX)
  chmod 711 "$dir"
  listen=127.0.0.1:0 peers=''
  case $1 in provider.mjs) houses ;; esac
  exec 3< <(exec bin/habitue demo --small --json --data "$dir/data" --listen "$listen" 2>"$dir/log")
  server=$!
  # Ended once, whether the journey arrives or not; what has ended already is no fault.
  trap 'kill "$server" $peers 2>/dev/null || true; tail --pid="$server" -f /dev/null 2>/dev/null || true; rm -rf "$dir"' EXIT
  url='' file=''
  while read -r -u 3 line; do
    case $line in
      *'"address":'*) url=$(value "$line") ;;
      *'"password_file":'*) file=$(value "$line") ;;
      '}') break ;;
    esac
  done
  [ -n "$url" ] || { cat "$dir/log" >&2; echo "the demo did not start" >&2; return 1; }
  (cd web && HABITUE_LOG=$dir/log node "journeys/$1" --url "$url" --email admin@demo.habitue.local --password-file "$file")
}

# houses starts those that vouch for members in the journey about them. The program must
# know them, and its own address, from the start.
houses() {
  exec 4< <(cd web && exec node journeys/houses.mjs "$dir/sign-in.toml")
  peers=$!
  read -r -u 4 HABITUE_HOUSES
  read -r -u 4 port
  export HABITUE_HOUSES HABITUE_SIGN_IN_FILE=$dir/sign-in.toml HABITUE_PUBLIC_URL=http://localhost:$port
  listen=127.0.0.1:$port
}

# value takes the text out of a line such as   "address": "http://…",
value() { sed 's/^[^:]*: *"\(.*\)",*$/\1/' <<<"$1"; }

crash() { $go test -count=1 ./test/crash; }

crash_heavy() { HABITUE_HEAVY=1 $go test -count=1 -timeout 60m ./test/crash; }

heavy() {
  old_postgres
  HABITUE_HEAVY=1 $go test -count=1 -timeout 60m $($go list ./... | grep -v '/test/crash$')
}

# old_postgres brings the PostgreSQL from which a backup is restored into ours;
# where it cannot, the test that needs it fails and says so.
old_postgres() {
  [ ! -x /usr/lib/postgresql/15/bin/postgres ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql-15
}

# fuzz gives every target its time: HABITUE_FUZZTIME, 20 s unless set.
fuzz() {
  while read -r package; do
    for target in $($go test -list '^Fuzz' "$package" | grep '^Fuzz' || true); do
      echo "fuzz $package $target"
      $go test -run '^$' -fuzz "^$target\$" -fuzztime "${HABITUE_FUZZTIME:-20s}" "$package"
    done
  done < <(grep -rl --include='*_test.go' '^func Fuzz' internal | xargs -n1 dirname | sort -u | sed 's|^|./|')
}

stage=$1
shift
case $stage in
  go) go_tests "$@" ;;
  crash-heavy) crash_heavy ;;
  build | web | journey | crash | heavy | fuzz) "$stage" "$@" ;;
  *) echo "no stage $stage" >&2; exit 2 ;;
esac
