"""Standard answers in Slack, all parts of it connected with each other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.faq.frequent import FrequentQuestions
from bot.handlers.directory import Directory
from bot.handlers.faq.cards import Curation, is_to_check
from bot.handlers.faq.curating import Curating
from bot.handlers.faq.shelf import Shelf
from bot.handlers.faq.verdicts import Verdicts
from bot.handlers.review.clicks import Click, Notices
from bot.handlers.review.deciders import Deciders
from conversation_store.standard_answer import StandardAnswer

CALLBACK_ID = "make_standard_answer"
"""Of the message shortcut, as in ``deploy/manifest.json``."""


async def waiting_for(frequent: FrequentQuestions, deciders: Deciders, user_id: str) -> Curation:
    """What somebody should look at.

    Args:
        frequent: what there is.
        deciders: knows who looks after what.
        user_id: who.

    Raises:
        StoreError: it cannot be read.
    """

    def is_theirs(answer: StandardAnswer) -> bool:
        in_public = answer.audience.startswith("workspace:")
        return user_id in deciders.responsible_for(answer.owner, in_public=in_public)

    answers = [one for one in await frequent.standard.all() if is_to_check(one)]
    is_reviewer = deciders.is_reviewer(user_id)
    often_asked = await frequent.often_asked.most() if is_reviewer else ()
    return Curation(list(filter(is_theirs, answers)), often_asked)


def open_curating(
    client: AsyncWebClient,
    frequent: FrequentQuestions,
    deciders: Deciders,
    notices: Notices,
    directory: Directory,
    renew_home: Callable[[Click], Awaitable[None]],
) -> tuple[Curating, Verdicts]:
    """Connect the parts.

    Args:
        client: calls Slack.
        frequent: what they look after.
        deciders: knows who may decide.
        notices: tells people.
        directory: knows people and channels.
        renew_home: publishes somebody's Home tab anew after a click in it.
    """
    shelf = Shelf(frequent, deciders, notices, directory)
    curating = Curating(client, shelf, frequent.often_asked, notices, renew_home)
    return curating, Verdicts(frequent.disputes, frequent.drafts, deciders, notices)


def register_curating(app: AsyncApp, curating: Curating) -> None:
    """Handle the buttons, the modal and the shortcut."""
    app.action("make_standard")(curating.make)
    app.action("draft_standard")(curating.draft)
    app.shortcut(CALLBACK_ID)(curating.draft)
    app.action("change_standard")(curating.change)
    app.action("verify_standard")(curating.verify)
    app.action("expire_standard")(curating.expire)
    app.action("write_standard")(curating.write)
    app.action("answer_often_asked")(curating.write_often_asked)
    app.action("dismiss_often_asked")(curating.dismiss)
    app.view("save_standard")(curating.submitted)
