#!/bin/sh
# Runs a task of tools/Build; './build.sh help' lists them.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# Nothing that a build starts outlives it.
export MSBUILDDISABLENODEREUSE=1
if [ -z "${HOME:-}" ]; then
    export DOTNET_CLI_HOME="$root/out/.dotnet"
    mkdir -p "$DOTNET_CLI_HOME"
fi
exec dotnet run --project "$root/tools/Build" -c Release --no-launch-profile -- "$@"
