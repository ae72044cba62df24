#!/usr/bin/env bash
# usage: build/sdk.sh [--check]
#
# Writes docs/openapi.json and makes the C# and the TypeScript client from it, in sdk/csharp and sdk/typescript.
#
#   --check  changes nothing; fails when the clients are not what the document makes of them
source "$(dirname "$0")/lib.sh"
help_if_asked "$@"

CHECK=
case "${1:-}" in
  "") ;;
  --check) CHECK=1 ;;
  *) fail "unknown option $1 (see --help)" ;;
esac

need_dotnet
need_sdk_tools
cd "$ROOT"

if [ -z "$CHECK" ]; then
  build src/Cli Release
  artifacts/bin/Cli/release/hivemind openapi >docs/openapi.json
fi

WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
node sdk/generate.mjs "$WORK"

# place FILE DIRECTORY: puts a generated file where it belongs, or compares it.
place() {
  if [ "$CHECK" ]; then
    cmp -s "$WORK/$1" "$2/$1" || fail "$2/$1 is not what docs/openapi.json makes of it: run build/sdk.sh and commit the result"
  else
    cp "$WORK/$1" "$2/$1"
  fi
}

place client.ts sdk/typescript/src
place HivemindClient.g.cs sdk/csharp
compile_typescript_client
