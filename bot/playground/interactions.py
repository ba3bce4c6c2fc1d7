"""What people do with the app's own things: commands, buttons, menus, modals.

The payloads: https://docs.slack.dev/reference/interaction-payloads.
"""

from __future__ import annotations

from bot.playground.blocks import interactive_elements
from bot.playground.chosen_values import action_of, missing_inputs, state_of
from bot.playground.delivery import Delivery
from bot.playground.events import shown_to_app
from bot.playground.refusals import Refusal, required
from bot.playground.response_urls import ResponseUrls
from bot.playground.triggers import Triggers
from bot.playground.views import Views
from bot.playground.workspace import (
    APP_ID,
    TEAM_DOMAIN,
    TEAM_ID,
    Channel,
    Json,
    User,
    Workspace,
)

_TOKEN = "playground-verification-token"  # noqa: S105 - Slack's legacy field, checked by nobody


class Interactions:
    """Tells the app, waits for its acknowledgement and does what that asks for."""

    def __init__(
        self,
        workspace: Workspace,
        delivery: Delivery,
        triggers: Triggers,
        response_urls: ResponseUrls,
        views: Views,
    ) -> None:
        self._workspace = workspace
        self._delivery = delivery
        self._triggers = triggers
        self._response_urls = response_urls
        self._views = views

    async def command(self, channel: Channel, user: User, command: str, text: str) -> str:
        """A person enters a slash command; returns its trigger id.

        Raises:
            NotDelivered: the app did not acknowledge.
        """
        trigger = self._triggers.new(user.id)
        payload: Json = {
            "token": _TOKEN,
            "team_id": TEAM_ID,
            "team_domain": TEAM_DOMAIN,
            "channel_id": channel.id,
            "channel_name": channel.name or "directmessage",
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
            "response_url": self._response_urls.new(channel, user.id),
            "trigger_id": trigger,
        }
        answer = await self._delivery.request("slash_commands", payload)
        self._response_urls.respond_at_once(channel, user.id, answer)
        return trigger

    async def act_on_message(self, channel: Channel, user: User, wish: Json) -> None:
        """A person uses an element of a message: ``block_actions``.

        Raises:
            Refusal: ``message_not_found`` or ``action_not_found``.
            NotDelivered: the app did not acknowledge.
        """
        message = channel.messages.get(str(wish.get("message_ts")))
        if message is None or message.get("visible_to", user.id) != user.id:
            raise Refusal("message_not_found")
        payload = self._by(user, "block_actions")
        payload |= {
            "container": _container(channel, message),
            "channel": {"id": channel.id, "name": channel.name or "directmessage"},
            # Slack keeps no message that only one person sees, and so it has none to tell of.
            **({} if "visible_to" in message else {"message": shown_to_app(message)}),
            "state": {"values": state_of(message.get("blocks", []), wish.get("state", {}))},
            "response_url": self._response_urls.new(channel, user.id, message["ts"]),
            "actions": [_action(message.get("blocks", []), wish, self._workspace.next_ts())],
        }
        await self._delivery.request("interactive", payload)

    async def act_on_view(self, user: User, wish: Json) -> None:
        """A person uses an element of a modal or of the Home tab: ``block_actions``."""
        view = self._views.find(user.id, wish.get("view_id"))
        payload = self._by(user, "block_actions") | {
            "container": {"type": "view", "view_id": view["id"]},
            "view": _with_state(view, wish.get("state", {})),
            "actions": [_action(view["blocks"], wish, self._workspace.next_ts())],
        }
        await self._delivery.request("interactive", payload)

    async def submit(self, user: User, wish: Json) -> Json:
        """A person submits a modal: ``view_submission``; returns what the app wants done.

        A field that must be filled and is not never reaches the app: Slack's own client
        complains, and so the answer looks like the app's ``response_action`` ``errors``.
        """
        view = self._views.find(user.id, wish.get("view_id"))
        if missing := missing_inputs(view["blocks"], wish["submit"]):
            text = "Please complete this required field."
            return {"response_action": "errors", "errors": dict.fromkeys(missing, text)}
        payload = self._by(user, "view_submission")
        payload |= {"view": _with_state(view, wish["submit"]), "response_urls": []}
        answer = await self._delivery.request("interactive", payload)
        self._follow(user.id, view, answer)
        return answer

    async def close(self, user: User, wish: Json) -> None:
        """A person closes a modal: ``view_closed``, if the app asked to be told."""
        view = self._views.find(user.id, wish.get("view_id"))
        self._views.close(user.id)
        if view.get("notify_on_close"):
            payload = self._by(user, "view_closed") | {"view": view, "is_cleared": False}
            await self._delivery.request("interactive", payload)

    async def shortcut(self, user: User, wish: Json) -> None:
        """A person picks a shortcut: ``message_action`` on a message, else ``shortcut``."""
        name = required(wish, "callback_id")
        if "message_ts" not in wish:
            payload = self._by(user, "shortcut") | {"callback_id": name}
        else:
            channel = self._workspace.channel(wish.get("channel"))
            message = channel.message(wish["message_ts"])
            payload = self._by(user, "message_action") | {
                "callback_id": name,
                "channel": {"id": channel.id, "name": channel.name or "directmessage"},
                "message": shown_to_app(message),
                "message_ts": message["ts"],
                "response_url": self._response_urls.new(channel, user.id),
            }
        await self._delivery.request("interactive", payload)

    def _by(self, user: User, kind: str) -> Json:
        """What every interaction payload carries."""
        return {
            "type": kind,
            "token": _TOKEN,
            "api_app_id": APP_ID,
            "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
            "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": TEAM_ID},
            "enterprise": None,
            "is_enterprise_install": False,
            "trigger_id": self._triggers.new(user.id),
            "action_ts": self._workspace.next_ts(),
        }

    def _follow(self, user: str, view: Json, answer: Json) -> None:
        """Do to the modals what the acknowledgement of a submission asks for."""
        match answer.get("response_action"):
            case None:
                self._views.close(user)
            case "clear":
                self._views.close(user, everything=True)
            case "update":
                self._views.replace(user, view, answer.get("view"))
            case "push":
                self._views.push_for(user, answer.get("view"))
            case "errors":
                pass  # the modal stays, the page shows them at the fields
            case unknown:
                raise Refusal("invalid_arguments", f"unknown response_action: {unknown}")


def _container(channel: Channel, message: Json) -> Json:
    thread = {"thread_ts": message["thread_ts"]} if "thread_ts" in message else {}
    return {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": "visible_to" in message,
        **thread,
    }


def _with_state(view: Json, entered: Json) -> Json:
    return view | {"state": {"values": state_of(view["blocks"], entered)}}


def _action(blocks: list[Json], wish: Json, ts: str) -> Json:
    """The ``actions`` entry for the element with the wished ``action_id``.

    Raises:
        Refusal: ``action_not_found``.
    """
    for block, element in interactive_elements(blocks):
        if element.get("action_id") == wish.get("action_id") and (
            wish.get("block_id") in (None, block["block_id"])
        ):
            return action_of(block, element, wish.get("value")) | {"action_ts": ts}
    raise Refusal("action_not_found")
