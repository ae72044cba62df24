#!/usr/bin/env bash
# usage: build/run.sh [--demo] [SETTINGS]
#
# From nothing to a running server: fetches what is missing, builds, and runs the server in the foreground until
# Ctrl-C or SIGTERM. The database comes up with it and goes down with it; its data stay in .hivemind.
#
# Settings come from the environment, for example:
#   HIVEMIND_URLS=http://127.0.0.1:8080     the address to listen on
#   ConnectionStrings__Hivemind=Host=...    a database of your own, with pgvector 0.8 or newer
#   Database__Directory=/var/lib/hivemind   where the database's data live
# Arguments are handed to "hivemind serve".
#
# --demo fills the organisation "default" with sample notes of a few agents, reviews, votes, tasks, runs and conversations as soon as the
# server answers; what is there already is not added again. It takes its settings from the environment alone.
source "$(dirname "$0")/lib.sh"
help_if_asked "$@"

DEMO=
if [ "${1:-}" = --demo ]; then
  DEMO=1
  shift
fi

# In a process of its own, which closes the connection and keeps its complaints to itself.
is_healthy() (
  address=${HIVEMIND_URLS:-http://127.0.0.1:8080}
  address=${address%%;*}
  address=${address#*://}
  address=${address%%/*}
  host=${address%:*}
  case $host in '*' | + | 0.0.0.0 | '[::]') host=127.0.0.1 ;; esac
  exec 2>/dev/null
  exec 3<>"/dev/tcp/${host//[][]/}/${address##*:}" || exit 1
  printf 'GET /health HTTP/1.0\r\nHost: %s\r\n\r\n' "$host" >&3
  read -r -t 5 answer <&3 || exit 1
  [[ $answer == *" 200 "* ]]
)

# Beside the server, whose process is $$: it ends when the server does, whichever signal that was.
fill() {
  until is_healthy; do
    kill -0 $$ 2>/dev/null || return 0
    sleep 0.2
  done

  "$ROOT/artifacts/bin/Cli/release/hivemind" demo &
  local demo=$!
  while kill -0 "$demo" 2>/dev/null; do
    kill -0 $$ 2>/dev/null || { kill "$demo" 2>/dev/null || true; break; }
    sleep 0.2
  done
}

need_dotnet
need_postgres
need_model
need_api_page
need_dashboard
build src/Cli Release
[ -z "$DEMO" ] || (fill &) # twice removed, so that it is not a child which the server would have to reap
exec "$ROOT/artifacts/bin/Cli/release/hivemind" serve "$@"
