"""App Home's part for those who decide: what waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.handlers.review.cards import Reviewable, button, section, suggestion_in_list
from bot.handlers.review.words import REVIEW_WORDS
from bot.handlers.slack_text import escape
from bot.question import Language
from conversation_store.candidates import Candidate
from conversation_store.wanted import WantedTerm

Json = dict[str, Any]

MOST_SUGGESTIONS = 10
MOST_NAMES = 5
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody: suggestions, and names that may be terms."""

    suggestions: Sequence[Reviewable] = ()
    wanted: Sequence[WantedTerm] = ()
    candidates: Sequence[Candidate] = ()


def waiting_blocks(waiting: Waiting) -> list[Json]:
    """The blocks of the section."""
    blocks: list[Json] = [{"type": "divider"}, _title("waiting")]
    for one in waiting.suggestions:
        blocks += suggestion_in_list(one)
    if waiting.wanted:
        blocks.append(_title("wanted"))
    for name in waiting.wanted:
        words = REVIEW_WORDS[name.language]
        said = words["asked"].format(asked=name.asked, people=name.people)
        blocks += _name(name.name, name.name_key, name.language, said)
    if waiting.candidates:
        blocks.append(_title("candidates"))
    for candidate in waiting.candidates:
        said = REVIEW_WORDS[candidate.language]["found"].format(count=candidate.occurrences)
        blocks += _name(candidate.name, candidate.name_key, candidate.language, said)
    if not (waiting.suggestions or waiting.wanted or waiting.candidates):
        blocks.append(section(" ".join(words["nothing_waits"] for words in REVIEW_WORDS.values())))
    return blocks


def _title(key: str) -> Json:
    return section("*" + " · ".join(words[key] for words in REVIEW_WORDS.values()) + "*")


def _name(name: str, name_key: str, language: Language, said: str) -> list[Json]:
    words = REVIEW_WORDS[language]
    buttons = [
        button("define_name", words["define"], name[:_LONGEST_NAME]),
        button("not_a_term", words["not_a_term"], name_key[:_LONGEST_NAME]),
    ]
    return [
        section(f"{escape(name[:_LONGEST_NAME])} — {said}"),
        {"type": "actions", "elements": buttons},
    ]
