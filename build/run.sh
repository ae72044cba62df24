#!/usr/bin/env bash
# usage: build/run.sh [SETTINGS]
#
# From nothing to a running server: fetches what is missing, builds, and runs the server in the foreground until
# Ctrl-C or SIGTERM. The database comes up with it and goes down with it; its data stay in .hivemind.
#
# Settings come from the environment, for example:
#   HIVEMIND_URLS=http://127.0.0.1:8080     the address to listen on
#   ConnectionStrings__Hivemind=Host=...    a database of your own, with pgvector 0.8 or newer
#   Database__Directory=/var/lib/hivemind   where the database's data live
# Arguments are handed to "hivemind serve".
source "$(dirname "$0")/lib.sh"
help_if_asked "$@"

need_dotnet
need_postgres
need_model
need_api_page
need_dashboard
build src/Cli Release
exec "$ROOT/artifacts/bin/Cli/release/hivemind" serve "$@"
