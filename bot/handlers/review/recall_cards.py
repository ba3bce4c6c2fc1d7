"""What is shown about a changed definition: to those who decide, and under the old answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.handlers.review.cards import button, quote, rich, section
from bot.handlers.review.clicks import Content
from bot.handlers.review.words import REVIEW_WORDS
from bot.handlers.slack_text import escape
from bot.question import Term
from conversation_store.recalls import Recall
from conversation_store.used_terms import Outdated

_DEFINITION = 2_500  # characters
_NOTE_BLOCK = "recall_note:"  # and its language: tells its button from those under answers


def recall_card(recall: Recall, term: Term, old: int, count: int, links: Sequence[str]) -> Content:
    """Asks what is to be done about the answers that used an old definition.

    Args:
        recall: the changed definition.
        term: as it is now.
        old: the revision that the newest of the answers used.
        count: how many answers there are.
        links: to the newest of those that everybody may read.
    """
    words = REVIEW_WORDS[term.language]
    text = words["definition_changed"].format(
        name=escape(term.name), old=old, new=recall.revision, count=count
    )
    lines = [text]
    if links:
        shown = " · ".join(f"<{link}|{number}>" for number, link in enumerate(links, 1))
        lines.append(words["newest"].format(links=shown))
    buttons = [
        button("flag_recall", words["flag_them"], str(recall.id), "primary"),
        button("leave_recall", words["leave_them"], str(recall.id)),
    ]
    blocks: list[dict[str, Any]] = [
        section("\n".join(lines)),
        rich(quote(term.definition[:_DEFINITION] or "—")),
        {"type": "actions", "elements": buttons},
    ]
    return {"text": text, "blocks": blocks}


def progress_card(recall: Recall, term: Term) -> Content:
    """How far it has come, or what was decided."""
    words = REVIEW_WORDS[term.language]
    state = recall.state if recall.state in ("flagged", "left", "superseded") else "flagging"
    text = words[state].format(
        name=escape(term.name),
        new=recall.revision,
        done=recall.flagged - recall.gone,
        all=max(recall.answers, recall.flagged),
        who=f"<@{recall.decided_by}>",
    )
    if recall.gone:
        text += " " + words["threads_gone"].format(count=recall.gone)
    return {"text": text, "blocks": [section(text)]}


def flag_note(term: Term, answer: Outdated, revision: int) -> Content:
    """What is said under an answer, with the button that answers its question afresh."""
    words = REVIEW_WORDS[term.language]
    text = words["flag_note"].format(name=escape(term.name), old=answer.revision, new=revision)
    again = button("ask_again", words["ask_again"], answer.question_ts)
    return {
        "text": text,
        "blocks": [
            section(text),
            rich(quote(term.definition[:_DEFINITION] or "—")),
            {
                "type": "actions",
                "block_id": f"{_NOTE_BLOCK}{term.language}",
                "elements": [again],
            },
        ],
    }


def is_note(block_id: str) -> bool:
    """Whether a clicked block is that of a note under an answer."""
    return block_id.startswith(_NOTE_BLOCK)


def asked_note(message: Mapping[str, Any]) -> Content:
    """A note once its question was asked again: nobody else needs its button.

    Args:
        message: the note, as Slack sends it along with a click.
    """
    blocks: list[dict[str, Any]] = []
    for block in message["blocks"]:
        if is_note(block_id := str(block.get("block_id", ""))):
            words = REVIEW_WORDS["zh" if block_id.endswith("zh") else "en"]
            block = section(words["asked_again"])
        blocks.append(block)
    return {"text": message["text"], "blocks": blocks}
