# What the scripts in build/ share. It is sourced, never run.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

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
