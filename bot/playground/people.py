"""Who is who: ``auth.test``, ``users.*``, ``team.info``, ``bots.info``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.playground.refusals import Refusal, required
from bot.playground.workspace import (
    APP_ID,
    BOT_ID,
    BOT_USER_ID,
    TEAM_DOMAIN,
    TEAM_ID,
    TEAM_NAME,
    Json,
    Workspace,
)


class People:
    """The methods over one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def methods(self) -> Mapping[str, Callable[[Json], Json]]:
        """The Web API methods by name."""
        return {
            "auth.test": self.auth_test,
            "users.info": self.users_info,
            "users.list": self.users_list,
            "users.lookupByEmail": self.lookup_by_email,
            "team.info": self.team_info,
            "bots.info": self.bots_info,
        }

    def auth_test(self, _: Json) -> Json:
        """https://docs.slack.dev/reference/methods/auth.test."""
        return {
            "url": f"https://{TEAM_DOMAIN}.slack.com/",
            "team": TEAM_NAME,
            "user": self._workspace.user(BOT_USER_ID).name,
            "team_id": TEAM_ID,
            "user_id": BOT_USER_ID,
            "bot_id": BOT_ID,
            "is_enterprise_install": False,
        }

    def users_info(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/users.info."""
        return {"user": self._workspace.user(required(arguments, "user")).as_json()}

    def users_list(self, _: Json) -> Json:
        """https://docs.slack.dev/reference/methods/users.list: all on one page."""
        members = [user.as_json() for user in self._workspace.users.values()]
        return {"members": members, "response_metadata": {"next_cursor": ""}}

    def lookup_by_email(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/users.lookupByEmail."""
        email = required(arguments, "email").lower()
        for user in self._workspace.users.values():
            if user.email == email:
                return {"user": user.as_json()}
        raise Refusal("users_not_found")

    def team_info(self, _: Json) -> Json:
        """https://docs.slack.dev/reference/methods/team.info."""
        return {"team": {"id": TEAM_ID, "name": TEAM_NAME, "domain": TEAM_DOMAIN}}

    def bots_info(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/bots.info."""
        if arguments.get("bot", BOT_ID) != BOT_ID:
            raise Refusal("bot_not_found")
        bot = {"id": BOT_ID, "app_id": APP_ID, "user_id": BOT_USER_ID, "deleted": False}
        return {"bot": bot | {"name": self._workspace.user(BOT_USER_ID).name}}
