"""``conversations.*`` and ``reactions.*``: reading channels, joining them, reacting."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.playground.messages import Messages
from bot.playground.pages import between, page
from bot.playground.refusals import Refusal, is_true, required
from bot.playground.workspace import BOT_USER_ID, Channel, Json, Workspace

# As these methods call them and as message events do; there are no group messages in here.
_TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


class Conversations:
    """The methods over one workspace."""

    def __init__(self, workspace: Workspace, messages: Messages) -> None:
        self._workspace = workspace
        self._messages = messages

    def methods(self) -> Mapping[str, Callable[[Json], Json]]:
        """The Web API methods by name."""
        return {
            "conversations.info": self.info,
            "conversations.list": self.list_all,
            "users.conversations": self.of_member,
            "conversations.members": self.members,
            "conversations.history": self.history,
            "conversations.replies": self.replies,
            "conversations.open": self.open,
            "conversations.join": self.join,
            "conversations.leave": self.leave,
            "reactions.add": self.add_reaction,
            "reactions.remove": self.remove_reaction,
        }

    def info(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/conversations.info."""
        channel = self._visible(arguments)
        facts = as_json(channel)
        if is_true(arguments.get("include_num_members")):
            facts["num_members"] = len(channel.members)
        return {"channel": facts}

    def list_all(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/conversations.list."""
        return page("channels", self._listed(arguments), arguments, default=100)

    def of_member(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/users.conversations: the app's, or a user's."""
        member = self._workspace.user(arguments.get("user") or BOT_USER_ID).id
        found = [
            {key: value for key, value in facts.items() if key != "is_member"}
            for facts in self._listed(arguments)
            if member in self._workspace.channels[facts["id"]].members
        ]
        return page("channels", found, arguments, default=100)

    def members(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/conversations.members."""
        return page("members", self._visible(arguments).members, arguments, default=100)

    def history(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/conversations.history: newest first."""
        channel = self._workspace.channel_for_bot(required(arguments, "channel"))
        messages = [
            message
            for message in channel.messages.values()
            if message.get("thread_ts", message["ts"]) == message["ts"]
        ]
        return page("messages", between(messages, arguments)[::-1], arguments, default=100)

    def replies(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/conversations.replies: the first one first."""
        channel = self._workspace.channel_for_bot(required(arguments, "channel"))
        root = channel.thread_root(required(arguments, "ts"))
        shown = between(channel.thread(root), arguments)
        return page("messages", shown, arguments, default=1_000)

    def open(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/conversations.open: with one user."""
        if arguments.get("channel"):
            channel = self._visible(arguments)
        else:
            users = required(arguments, "users").split(",")
            if len(users) > 1:
                raise Refusal("invalid_arguments", "the playground has no group messages")
            channel = self._workspace.channel(self._workspace.user(users[0]).id)
        return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}

    def join(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/conversations.join."""
        channel = self._visible(arguments)
        if channel.is_private:
            raise Refusal("method_not_supported_for_channel_type")
        if BOT_USER_ID not in channel.members:
            channel.members.append(BOT_USER_ID)
            self._workspace.revision += 1
        return {"channel": as_json(channel)}

    def leave(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/conversations.leave."""
        channel = self._visible(arguments)
        if channel.is_im:
            raise Refusal("method_not_supported_for_channel_type")
        if BOT_USER_ID not in channel.members:
            return {"not_in_channel": True}
        channel.members.remove(BOT_USER_ID)
        self._workspace.revision += 1
        return {}

    def add_reaction(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/reactions.add."""
        users = self._reactions(arguments)
        if BOT_USER_ID in users:
            raise Refusal("already_reacted")
        return self._set_reaction(arguments, [*users, BOT_USER_ID])

    def remove_reaction(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/reactions.remove."""
        users = self._reactions(arguments)
        if BOT_USER_ID not in users:
            raise Refusal("no_reaction")
        return self._set_reaction(arguments, [user for user in users if user != BOT_USER_ID])

    def _listed(self, arguments: Json) -> list[Json]:
        """The channels of the wanted types whose existence the app may know of.

        Raises:
            Refusal: ``invalid_types``.
        """
        types = str(arguments.get("types") or "public_channel").replace(" ", "").split(",")
        if not _TYPES.keys() >= set(types):
            raise Refusal("invalid_types")
        wanted = {_TYPES[one] for one in types}
        return [
            as_json(channel)
            for channel in self._workspace.channels.values()
            if channel.type in wanted
            and (not channel.is_private or BOT_USER_ID in channel.members)
            and not (channel.is_archived and is_true(arguments.get("exclude_archived")))
        ]

    def _visible(self, arguments: Json) -> Channel:
        """A channel whose existence the app may know of."""
        channel = self._workspace.channel(required(arguments, "channel"))
        if channel.is_private and BOT_USER_ID not in channel.members:
            raise Refusal("channel_not_found")
        return channel

    def _reacted_message(self, arguments: Json) -> tuple[Channel, Json, str]:
        channel = self._workspace.channel_for_bot(required(arguments, "channel"))
        message = channel.message(required(arguments, "timestamp"))
        return channel, message, required(arguments, "name").strip(":")

    def _reactions(self, arguments: Json) -> list[str]:
        _, message, name = self._reacted_message(arguments)
        reactions: list[Json] = message.get("reactions", [])
        return next((list(one["users"]) for one in reactions if one["name"] == name), [])

    def _set_reaction(self, arguments: Json, users: list[str]) -> Json:
        channel, message, name = self._reacted_message(arguments)
        others = [one for one in message.get("reactions", []) if one["name"] != name]
        this = [{"name": name, "users": users, "count": len(users)}] if users else []
        changed = message | {"reactions": [*others, *this]}
        self._messages.change(channel, changed, announce=False)
        return {}


def as_json(channel: Channel) -> Json:
    """Slack's conversation object (https://docs.slack.dev/reference/objects/conversation-object)."""
    facts: Json = {
        "id": channel.id,
        "name": channel.name,
        "is_channel": channel.type == "channel",
        "is_group": channel.type == "group",
        "is_im": channel.is_im,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_member": BOT_USER_ID in channel.members,
        "is_shared": False,
        "is_ext_shared": False,
    }
    return facts | ({"user": channel.user} if channel.is_im else {}) | channel.facts
