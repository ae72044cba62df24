#!/usr/bin/env bash
# usage: build/pgvector.sh [PREFIX]
#
# Prints a directory with PostgreSQL binaries that have pgvector 0.8 or newer.
# When the machine's own PostgreSQL lacks it, a private view of that installation is made in PREFIX
# (default: .local/pg in the checkout): symbolic links to its files, and pgvector beside them.
# Changes no file of the system and needs no root, unless PostgreSQL or a C compiler have to be installed first.
# Takes about ten seconds once, nothing after that. A view may be moved or copied.
source "$(dirname "$0")/lib.sh"
help_if_asked "$@"

# A checkout in root's home is out of reach of the database server, and so would be a view in it.
if checkout_is_open; then DEFAULT=$ROOT/.local/pg; else DEFAULT=/var/lib/hivemind/pg; fi
PREFIX=${1:-$DEFAULT}
[[ $PREFIX = /* ]] || PREFIX=$PWD/$PREFIX
# The tree of this release is that of upstream's tag v0.8.6. Debian's signed 0.8.0 stands in when a mirror lacks it.
PGVECTOR=0.8.6
PGVECTOR_SHA256=25c9b78cfdaa43c66788d7490246ac24e4fe1c86f19c4b60c089b723f84a4a0d
PGVECTOR_FALLBACK_SUITE=trixie

os() { (. /etc/os-release 2>/dev/null && eval "echo \${$1:-}"); }

# pg_config of the newest installed server from 15 on.
newest_server() {
  local config major
  for config in $(ls -d /usr/lib/postgresql/*/bin/pg_config 2>/dev/null | sort -rV) $(command -v pg_config || true); do
    major=$("$config" --version | grep -oE '[0-9]+' | head -1)
    if [ "$major" -ge 15 ] && [ -x "$("$config" --bindir)/postgres" ]; then echo "$config"; return; fi
  done
}

# Installs Debian's server. The cluster it creates and starts is of no use here: it goes again, being new and empty.
install_server() {
  local before after
  before=$(ls -d /etc/postgresql/*/main 2>/dev/null || true)
  install_packages postgresql
  for after in /etc/postgresql/*/main; do
    if [ -d "$after" ] && ! grep -qxF "$after" <<<"$before"; then
      quietly as_root pg_dropcluster --stop "$(basename "$(dirname "$after")")" main
    fi
  done
}

has_pgvector() {
  local version
  version=$(sed -n "s/^default_version = '\(.*\)'/\1/p" "$1/extension/vector.control" 2>/dev/null) || return 1
  [ "$(printf '%s\n' 0.8.0 "$version" | sort -V | head -1)" = 0.8.0 ]
}

# A private apt with its own sources, lists and cache. It keeps the machine's mirror, proxies and validity settings, and
# drops its hooks. The package status is empty, or apt would insist on the installed version of what it downloads.
private_apt() {
  local mirror key=/usr/share/keyrings/debian-archive-keyring.gpg
  mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null \
    | grep -E '^(URIs:|deb )' | grep -oE '(https?|mirror\+file|file):[^] ]+' | grep -E '/debian/?$' | head -1 || true)
  MIRROR=${mirror:-http://deb.debian.org/debian}
  MIRROR=${MIRROR%/}

  mkdir -p "$WORK"/lists/partial "$WORK"/cache/archives/partial
  : >"$WORK/status"
  cat >"$WORK/sources.list" <<END
deb [signed-by=$key] $MIRROR $(os VERSION_CODENAME) main
deb-src [signed-by=$key] $MIRROR $PGVECTOR_FALLBACK_SUITE main
END
  { apt-config dump | grep '^Acquire::' || true; cat <<END; } >"$WORK/apt.conf"
Dir::Etc::main "/dev/null"; Dir::Etc::parts "/dev/null";
Dir::Etc::sourcelist "$WORK/sources.list"; Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null"; Dir::Etc::preferencesparts "/dev/null";
Dir::State::status "$WORK/status"; Dir::State::lists "$WORK/lists"; Dir::Cache "$WORK/cache";
Acquire::Languages "none"; Acquire::Retries "3"; APT::Sandbox::User ""; Debug::NoLocking "true";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false"; Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
END
  export APT_CONFIG="$WORK/apt.conf"
  apt-get -qq update
}

download_source() {
  mkdir src
  if ! /usr/lib/apt/apt-helper -qq download-file "$MIRROR/pool/main/p/pgvector/pgvector_$PGVECTOR.orig.tar.gz" \
    "$WORK/pgvector_pinned.tar.gz" "SHA256:$PGVECTOR_SHA256" 2>/dev/null; then
    apt-get -qq source --download-only pgvector
  fi
  tar xzf pgvector_*.tar.gz -C src --strip-components=1
}

# Without OPTFLAGS= the library would be compiled for this processor alone. The best instructions are chosen at run time anyway.
build() {
  local headers
  headers="$WORK/headers$("$CONFIG" --includedir-server)"
  make -C src -s -j"$(nproc)" PG_CONFIG="$CONFIG" with_llvm=no OPTFLAGS= includedir_server="$headers" PG_CPPFLAGS="-I$headers" \
    && strip -S src/vector.so
}

# PostgreSQL finds lib and share from the real path of its binary: what runs as the server must be a copy, the rest may be links.
assemble() {
  local new=$PREFIX.new lib share program
  lib=$("$CONFIG" --pkglibdir) share=$("$CONFIG" --sharedir)
  rm -rf "$new"
  mkdir -p "$new$BIN" "$new$lib" "$new$share/extension"
  ln -s "$BIN"/* "$new$BIN/"
  for program in postgres initdb pg_ctl; do cp --remove-destination "$BIN/$program" "$new$BIN/"; done
  find "$lib" -mindepth 1 -maxdepth 1 ! -name bitcode -exec ln -s -t "$new$lib" {} +
  find "$share" -mindepth 1 -maxdepth 1 ! -name extension -exec ln -s -t "$new$share" {} +
  find "$share/extension" -mindepth 1 -maxdepth 1 ! -name 'vector*' -exec ln -s -t "$new$share/extension" {} +
  cp --remove-destination src/vector.so "$new$lib/"
  cp src/vector.control src/sql/vector--*.sql "$new$share/extension/"
  echo "$STAMP" >"$new/stamp"
  chmod -R a+rX "$new"
  rm -rf "$PREFIX"
  mv "$new" "$PREFIX"
}

CONFIG=$(newest_server)
if [ -z "$CONFIG" ]; then
  install_server
  CONFIG=$(newest_server)
  [ -n "$CONFIG" ] || fail "this system's newest PostgreSQL is older than 15: use compose.yaml, or apt.postgresql.org."
fi
BIN=$("$CONFIG" --bindir)
MAJOR=$("$CONFIG" --version | grep -oE '[0-9]+' | head -1)
STAMP="$("$BIN/postgres" --version), pgvector $PGVECTOR"

if has_pgvector "$("$CONFIG" --sharedir)"; then echo "$BIN"; exit; fi
[ "$(os ID)" = debian ] || fail "PostgreSQL $MAJOR has no pgvector 0.8 here. Ubuntu: postgresql-$MAJOR-pgvector from" \
  "apt.postgresql.org; macOS: brew install postgresql@17 pgvector; anywhere: docker compose up (compose.yaml)."

mkdir -p -m 755 "$(dirname "$PREFIX")"
exec 9>"$PREFIX.lock"
flock 9 # two scripts that start at once build it once
if [ "$(cat "$PREFIX/stamp" 2>/dev/null)" = "$STAMP" ]; then echo "$PREFIX$BIN"; exit; fi

command -v gcc >/dev/null && command -v make >/dev/null || install_packages gcc libc6-dev make
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
cd "$WORK"
say "pgvector 1/3: downloading its source and the headers of PostgreSQL $MAJOR"
private_apt
quietly apt-get -qq download "postgresql-server-dev-$MAJOR"
dpkg-deb -x postgresql-server-dev-*.deb headers
download_source
say "pgvector 2/3: building $(sed -n "s/^default_version = '\(.*\)'/\1/p" src/vector.control)"
quietly build
say "pgvector 3/3: making $PREFIX"
assemble
echo "$PREFIX$BIN"
