"""App Home: what Termwise can do, and what it works with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.faq.cards import Curation, curation_blocks
from bot.handlers.review.clicks import Click
from bot.handlers.review.decisions import Decisions
from bot.handlers.review.home_waiting import MOST_NAMES, MOST_SUGGESTIONS, Waiting, waiting_blocks
from bot.handlers.review.words import both_words
from bot.handlers.slack_text import escape
from bot.terms.glossary import Glossary
from conversation_store.candidates import Candidates
from conversation_store.errors import StoreError
from conversation_store.wanted import Wanted

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class About:
    """What App Home tells of the installation.

    Attributes:
        model: the model's name.
        context_tokens: how much it reads at once, in tokens.
        concepts: how many the glossary has.
    """

    model: str
    context_tokens: int
    concepts: int


class Home:
    """Shows everybody their Home tab."""

    def __init__(
        self,
        client: AsyncWebClient,
        about: About,
        glossary: Glossary,
        decisions: Decisions,
        wanted: Wanted,
        candidates: Candidates,
        curation: Callable[[str], Awaitable[Curation]],
    ) -> None:
        self._client = client
        self._about = about
        self._glossary = glossary
        self._decisions = decisions
        self._wanted = wanted
        self._candidates = candidates
        self._curation = curation

    async def show(self, user_id: str) -> None:
        """Publish somebody's Home tab.

        Raises:
            SlackApiError: Slack does not take it.
        """
        about = replace(self._about, concepts=len(self._glossary))
        try:
            waiting = await self._waiting(user_id)
            curation = await self._curation(user_id)
        except StoreError as error:  # the rest of it is of use all the same
            log.error("what waits for a reviewer is not known", reason=str(error))
            view = home_view(about, failed=str(error))
        else:
            view = home_view(about, waiting, curation)
        await self._client.views_publish(user_id=user_id, view=view)

    async def renew(self, click: Click) -> None:
        """Publish it anew after a click in it, or in a modal that may have come from it."""
        if click.card is None:
            await self.show(click.user_id)

    async def _waiting(self, user_id: str) -> Waiting | None:
        """What waits for somebody; None where nothing ever does."""
        suggestions = await self._decisions.waiting_for(user_id, MOST_SUGGESTIONS)
        if self._decisions.deciders.is_reviewer(user_id):
            return Waiting(
                suggestions,
                await self._wanted.most(MOST_NAMES),
                await self._candidates.best(MOST_NAMES),
            )
        return Waiting(suggestions) if suggestions else None


def register_home(app: AsyncApp, home: Home) -> None:
    """Publish App Home whenever somebody opens it."""

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            await home.show(event["user"])


def home_view(
    about: About,
    waiting: Waiting | None = None,
    curation: Curation | None = None,
    failed: str = "",
) -> dict[str, Any]:
    """The Home tab.

    Args:
        about: what it tells everybody.
        waiting: what waits for this person; None for somebody who decides nothing.
        curation: the standard answers that wait for them.
        failed: why that is not known.
    """
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": "Termwise"}},
            _section("懂公司术语的同事。A colleague who knows the company's field and its words."),
            {"type": "divider"},
            _section(
                "*提问 · Ask*\n在频道里 @termwise，或者直接发私信；在消息列里追问时不必再提及我。\n"
                "Mention me in a channel or write to me here; "
                "go on in the thread without a mention."
            ),
            _section(
                "*查术语 · Look a term up*\n`/term 净资产收益率` · `/term ROE`\n"
                "只有您自己看得到。Only you see the card."
            ),
            _section(
                "*重新回答 · A fresh answer*\n重复的问题立即得到以前的回答并注明；也可重新生成。\n"
                "A repeated question gets its earlier answer at once, marked as such, "
                "with a button for a fresh one."
            ),
            {
                "type": "context",
                "elements": [{"type": "mrkdwn", "text": _facts(about)}],
            },
            *(curation_blocks(curation) if curation else []),
            *(waiting_blocks(waiting) if waiting else []),
            *([_section(both_words("store_failed", error=escape(failed)))] if failed else []),
        ],
    }


def _facts(about: About) -> str:
    return (
        f"{escape(about.model)} · {about.context_tokens:,} tokens · "
        f"{about.concepts} 个概念 concepts · 数据不出公司 No text leaves the house"
    )


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}
