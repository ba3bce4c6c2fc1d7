"""The app asks Slack for what it uses and no more."""

from __future__ import annotations

import json
from typing import Any

from bot.handlers.faq import curation
from bot.handlers.terms import explain
from bot.settings import PROJECT

MANIFEST: dict[str, Any] = json.loads((PROJECT / "deploy" / "manifest.json").read_text())
# https://docs.slack.dev/reference/events and https://docs.slack.dev/reference/methods
SCOPES_OF_EVENTS = {
    "agent_session_stopped": {"assistant:write"},
    "app_context_changed": {"assistant:write"},
    "app_home_opened": set[str](),
    "app_mention": {"app_mentions:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "message.mpim": {"mpim:history"},
}
SCOPES_OF_METHODS = {
    "chat_postMessage": {"chat:write"},
    "conversations_history": {
        *("channels:history", "groups:history", "im:history", "mpim:history"),
    },
    "users_conversations": {"channels:read", "groups:read", "im:read", "mpim:read"},
    "conversations_open": {"im:write"},
    "conversations_info": {"channels:read", "groups:read", "im:read", "mpim:read"},
    "users_info": {"users:read"},
}


def test_each_scope_is_needed_by_an_event_or_a_method_and_none_is_missing() -> None:
    settings = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    needed = {"commands"}.union(*(SCOPES_OF_EVENTS[event] for event in settings))
    needed |= set[str]().union(*SCOPES_OF_METHODS.values())
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == needed


def test_each_method_that_a_scope_is_asked_for_is_called() -> None:
    code = "".join(file.read_text() for file in (PROJECT / "bot" / "handlers").rglob("*.py"))
    assert [method for method in SCOPES_OF_METHODS if f".{method}(" not in code] == []


def test_the_message_shortcuts_are_answered_and_offered_by_the_playground() -> None:
    shortcuts = MANIFEST["features"]["shortcuts"]
    answered = [explain.CALLBACK_ID, curation.CALLBACK_ID]
    assert [one["callback_id"] for one in shortcuts] == answered
    offered = (PROJECT / "bot/playground/page/message_actions.js").read_text()
    for shortcut in shortcuts:
        assert shortcut["type"] == "message"
        # https://docs.slack.dev/reference/app-manifest
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150
        assert f'"{shortcut["name"]}"' in offered
        assert f'"{shortcut["callback_id"]}"' in offered
