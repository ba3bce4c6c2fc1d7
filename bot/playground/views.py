"""``views.*``: modals and the Home tab (https://docs.slack.dev/surfaces/modals)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping

from bot.playground.blocks import accepted_blocks
from bot.playground.feed import Feed
from bot.playground.refusals import Refusal, required
from bot.playground.triggers import Triggers
from bot.playground.workspace import APP_ID, BOT_ID, TEAM_ID, Json, Workspace

_MOST_BLOCKS = 100
_DEEPEST_STACK = 3
_LIMITS = {"callback_id": 255, "private_metadata": 3_000, "external_id": 255}
_TITLES = ("title", "submit", "close")
_LONGEST_TITLE = 24


class Views:
    """The Home tab and the stack of modals of each user."""

    def __init__(self, workspace: Workspace, feed: Feed, triggers: Triggers) -> None:
        self._workspace = workspace
        self._feed = feed
        self._triggers = triggers
        self.clear()

    def clear(self) -> None:
        """Close everything."""
        self.homes: dict[str, Json] = {}
        self.stacks: dict[str, list[Json]] = {}

    def methods(self) -> Mapping[str, Callable[[Json], Json]]:
        """The Web API methods by name."""
        return {
            "views.publish": self.publish,
            "views.open": self.open,
            "views.push": self.push,
            "views.update": self.update,
        }

    def publish(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/views.publish."""
        user = self._workspace.user(required(arguments, "user_id")).id
        previous = self.homes.get(user)
        _check_hash(previous, arguments)
        view = _accepted(arguments.get("view"), ("home",))
        view["id"] = view["root_view_id"] = (previous or view)["id"]
        self.homes[user] = view
        self._feed.publish({"type": "home", "user": user, "view": view})
        return {"view": view}

    def open(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/views.open."""
        view = _accepted(arguments.get("view"), ("modal",))
        user = self._triggers.exchange(required(arguments, "trigger_id"))
        self.stacks[user] = [view]
        return self._shown(user)

    def push(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/views.push."""
        user = self._triggers.exchange(required(arguments, "trigger_id"))
        return self.push_for(user, arguments.get("view"))

    def update(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/views.update."""
        for user, view in self._all():
            if arguments.get("view_id") == view["id"] or (
                view["external_id"] and arguments.get("external_id") == view["external_id"]
            ):
                _check_hash(view, arguments)
                return self.replace(user, view, arguments.get("view"))
        raise Refusal("not_found")

    def replace(self, user: str, old: Json, new: object) -> Json:
        """Put ``new`` in the place of an open modal; it keeps the id."""
        view = _accepted(new, (old["type"],))
        kept = ("id", "root_view_id", "previous_view_id")
        view |= {key: old[key] for key in kept}
        if old["type"] == "home":
            self.homes[user] = view
            self._feed.publish({"type": "home", "user": user, "view": view})
            return {"view": view}
        stack = self.stacks[user]
        stack[stack.index(old)] = view
        self._shown(user)
        return {"view": view}

    def push_for(self, user: str, new: object) -> Json:
        """Open a further modal over the present one.

        Raises:
            Refusal: ``push_limit_reached`` for a fourth one, or a fault in the view.
        """
        view = _accepted(new, ("modal",))
        stack = self.stacks.setdefault(user, [])
        if len(stack) >= _DEEPEST_STACK:
            raise Refusal("push_limit_reached")
        if stack:
            view |= {"root_view_id": stack[0]["id"], "previous_view_id": stack[-1]["id"]}
        stack.append(view)
        return self._shown(user)

    def close(self, user: str, *, everything: bool = False) -> None:
        """Close the topmost modal, or all of them; the one below shows again."""
        stack = self.stacks.get(user, [])
        del stack[0 if everything else -1 :]
        top = stack[-1] if stack else None
        self._feed.publish({"type": "view", "user": user, "view": top})

    def find(self, user: str, view_id: object) -> Json:
        """The view that this user has before them.

        Raises:
            Refusal: ``view_not_found``.
        """
        home = self.homes.get(user)
        for view in [*self.stacks.get(user, [])[-1:], *([home] if home else [])]:
            if view["id"] == view_id:
                return view
        raise Refusal("view_not_found")

    def _all(self) -> list[tuple[str, Json]]:
        modals = [(user, view) for user, stack in self.stacks.items() for view in stack]
        return modals + list(self.homes.items())

    def _shown(self, user: str) -> Json:
        top = self.stacks[user][-1]
        self._feed.publish({"type": "view", "user": user, "view": top})
        return {"view": top}


def _check_hash(view: Json | None, arguments: Json) -> None:
    if view and arguments.get("hash") and arguments["hash"] != view["hash"]:
        raise Refusal("hash_conflict")


def _accepted(view: object, types: tuple[str, ...]) -> Json:
    """A view as Slack stores it, if it keeps the rules.

    Raises:
        Refusal: ``invalid_arguments`` with what is wrong, or a block's fault.
    """
    if not isinstance(view, dict) or view.get("type") not in types:
        raise Refusal("invalid_arguments", f"view must be a {' or '.join(types)}")
    blocks = accepted_blocks(view.get("blocks"), most=_MOST_BLOCKS)
    mistakes = [
        f"must be less than {most + 1} characters [json-pointer:/view/{key}]"
        for key, most in _LIMITS.items()
        if len(str(view.get(key, ""))) > most
    ]
    if view["type"] == "modal":
        mistakes += _title_mistakes(view, has_input=any(b["type"] == "input" for b in blocks))
    if mistakes:
        raise Refusal("invalid_arguments", *mistakes)
    return _with_ids(view, blocks)


def _title_mistakes(view: Json, *, has_input: bool) -> list[str]:
    mistakes = []
    for key in _TITLES:
        if key not in view:
            continue
        text = view[key].get("text", "") if isinstance(view[key], dict) else ""
        if not 0 < len(text) <= _LONGEST_TITLE:
            mistakes.append(
                f"must have 1 to {_LONGEST_TITLE} characters [json-pointer:/view/{key}]"
            )
    if "title" not in view:
        mistakes.append("missing required field: title [json-pointer:/view]")
    if has_input and "submit" not in view:
        mistakes.append("`submit` is required with an input block [json-pointer:/view]")
    return mistakes


def _with_ids(view: Json, blocks: list[Json]) -> Json:
    view_id = f"V0{secrets.token_hex(4).upper()}"
    given: Json = {"callback_id": "", "private_metadata": "", "external_id": ""} | view
    return given | {
        "blocks": blocks,
        "id": view_id,
        "team_id": TEAM_ID,
        "app_id": APP_ID,
        "bot_id": BOT_ID,
        "hash": f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}",
        "state": {"values": {}},
        "root_view_id": view_id,
        "previous_view_id": None,
    }
