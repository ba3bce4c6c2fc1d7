"""Messages and lists about standard answers; what people wrote stands in them as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from bot.faq.disputes import Disputed
from bot.handlers.block_kit import (
    Block,
    Card,
    actions,
    button,
    divider,
    one_line,
    said,
    shortened,
    shown,
)
from bot.handlers.faq.modal import Place
from bot.handlers.faq.words import FAQ_WORDS
from bot.handlers.slack_text import escape
from bot.question import Language, language_of
from conversation_store.asked_questions import AskedQuestion
from conversation_store.standard_answer import StandardAnswer

SOON = timedelta(days=14)
"""So long before it expires an answer is listed to be verified again."""

_LONGEST_ANSWER = 1_000  # characters of it in a message about it
_LONGEST_QUESTION = 200
_LONGEST_ALSO = 300  # of all further wordings: with what else waits, a view has a limit
_MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class Curation:
    """What waits for those who look after standard answers."""

    to_check: Sequence[StandardAnswer] = ()
    often_asked: Sequence[AskedQuestion] = ()


Offer = Literal["offer", "offer_changed", "offer_private"]


def offer_card(place: Place, language: Language, offer: Offer) -> Card:
    """What a reviewer is offered who finds an answer helpful.

    Args:
        place: where it stands.
        language: that of the words.
        offer: as it is, or once it was looked at: its question cannot be understood without its
            thread, or it was asked in private.
    """
    words = FAQ_WORDS[language]
    buttons = [button("draft_standard", words["edit_first"], str(place))]
    if offer == "offer":
        buttons.insert(0, button("make_standard", words["make"], str(place)))
    text = words[offer]
    return {"text": text, "blocks": [said(text), *actions(buttons)]}


def saved_card(answer: StandardAnswer, text: str) -> Card:
    """That it was saved, with what can still be done."""
    words = FAQ_WORDS[answer.language]
    buttons = [_change(answer, words), _expire(answer, words)]
    return {"text": text, "blocks": [said(text), *actions(buttons)]}


def made_text(answer: StandardAnswer) -> str:
    """How it will be served from now on."""
    words = FAQ_WORDS[answer.language]
    return words["made"].format(
        id=answer.id,
        where=words["only_here" if answer.audience.startswith("channel:") else "for_all"],
        question=question_line(answer.question),
        who=escape(answer.verified_by),
        date=answer.expires_at.date() if answer.expires_at else "—",
    )


def question_line(question: str) -> str:
    """A question within a sentence, in mrkdwn."""
    return escape(one_line(question, _LONGEST_QUESTION))


def disputed_card(disputed: Disputed) -> Card:
    """What those who are responsible are told of a thumbs-down."""
    standard = disputed.standard
    words = FAQ_WORDS[standard.language if standard else language_of(disputed.question)]
    if standard is None:
        text, buttons = words["removed"], [_write(disputed.question, words)]
    else:
        text = words["suspended" if disputed.taken_out else "disputed_again"]
        buttons = [*_decisions(standard, words)]
    quoted = [shown(disputed.question), shown(shortened(disputed.text, _LONGEST_ANSWER))]
    return {"text": text, "blocks": [said(text), *quoted, *actions(buttons)]}


def curation_blocks(curation: Curation) -> list[Block]:
    """App Home's section; nothing where nothing waits."""
    blocks: list[Block] = []
    if curation.to_check:
        blocks += [divider(), said(_title("to_check"))]
    for answer in curation.to_check[:_MOST_LISTED]:
        words = FAQ_WORDS[answer.language]
        line = f"{one_line(answer.question, _LONGEST_QUESTION)} — {_why(answer)}"
        blocks += [shown(line), *actions(_decisions(answer, words))]
    if curation.often_asked:
        blocks += [divider(), said(_title("often_asked"))]
    for asked in curation.often_asked[:_MOST_LISTED]:
        blocks += _often_asked(asked)
    return blocks


def is_to_check(answer: StandardAnswer, now: datetime | None = None) -> bool:
    """Whether somebody should look at it: found wrong, new from a file, or soon not good."""
    if answer.status in ("suspended", "proposed"):
        return True
    soon = (now or datetime.now(UTC)) + SOON
    return answer.status == "approved" and bool(answer.expires_at and answer.expires_at <= soon)


def _often_asked(asked: AskedQuestion) -> list[Block]:
    words = FAQ_WORDS[asked.language]
    first, *others = [one_line(one, _LONGEST_QUESTION) for one in asked.wordings]
    line = f"{first} — {words['asked_by'].format(people=asked.people, asked=asked.asked)}"
    if others:
        line += "\n" + shortened(words["also"].format(wordings=" · ".join(others)), _LONGEST_ALSO)
    buttons = [
        button("answer_often_asked", words["write"], asked.key),
        button("dismiss_often_asked", words["not_needed"], asked.key),
    ]
    return [shown(line), *actions(buttons)]


def _why(answer: StandardAnswer) -> str:
    words = FAQ_WORDS[answer.language]
    if answer.expires_at is None or answer.status != "approved":
        return words[f"is_{answer.status}"]
    is_over = answer.expires_at <= datetime.now(UTC)
    return words["is_expired" if is_over else "expires_soon"].format(date=answer.expires_at.date())


def _decisions(answer: StandardAnswer, words: dict[str, str]) -> list[Block]:
    return [
        button("verify_standard", words["verify"], _seen(answer)),
        _change(answer, words),
        _expire(answer, words),
    ]


def _change(answer: StandardAnswer, words: dict[str, str]) -> Block:
    return button("change_standard", words["change"], _seen(answer))


def _expire(answer: StandardAnswer, words: dict[str, str]) -> Block:
    return button("expire_standard", words["expire"], _seen(answer))


def _write(question: str, words: dict[str, str]) -> Block:
    return button("write_standard", words["write"], question)


def _seen(answer: StandardAnswer) -> str:
    """Which answer a button is about, and the revision that was seen beside it."""
    return f"{answer.id}:{answer.revision}"


def _title(key: str) -> str:
    return "*" + " · ".join(words[key] for words in FAQ_WORDS.values()) + "*"
