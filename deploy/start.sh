#!/usr/bin/env bash
# Start Termwise as a service would: weights first, then the bot, which ends cleanly on SIGTERM.
#
#   SLACK_BOT_TOKEN=xoxb-... SLACK_APP_TOKEN=xapp-... deploy/start.sh
#
# Settings come from the environment or from .env beside pyproject.toml.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -e .venv/installed ] || make install
# A model that is already here is not downloaded again; the demo model or a folder never is.
if [ "${TERMWISE_MODEL:-}" != demo ] && [ ! -d "${TERMWISE_MODEL:-}" ]; then
  .venv/bin/termwise model download
fi
exec .venv/bin/termwise run
