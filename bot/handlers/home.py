"""App Home: what Termwise can do, and what it works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.slack_text import escape


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


def register_home(app: AsyncApp, about: About) -> None:
    """Publish App Home whenever somebody opens it."""

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
        if event.get("tab") == "home":
            await client.views_publish(user_id=event["user"], view=home_view(about))


def home_view(about: About) -> dict[str, Any]:
    """The Home tab."""
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
        ],
    }


def _facts(about: About) -> str:
    return (
        f"{escape(about.model)} · {about.context_tokens:,} tokens · "
        f"{about.concepts} 个概念 concepts · 数据不出公司 No text leaves the house"
    )


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}
