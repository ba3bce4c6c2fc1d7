#!/usr/bin/env bash
# Start Termwise as a service would: weights first, then the bot, which ends cleanly on SIGTERM.
#
#   SLACK_BOT_TOKEN=xoxb-... SLACK_APP_TOKEN=xapp-... deploy/start.sh
#
# Settings come from the environment or from .env beside pyproject.toml.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -e .venv/installed ] || make install
.venv/bin/termwise model download  # does nothing for a model that is here
exec .venv/bin/termwise run
