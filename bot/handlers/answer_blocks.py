"""What stands below an answer: its sources and state, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.answer import Answer
from bot.faq.recalled import Recalled
from bot.handlers.block_kit import MOST_LABEL, Block, actions, button, menu, one_line
from bot.handlers.mrkdwn import clean
from bot.handlers.similar import similar_blocks
from bot.handlers.terms.cards import entries_blocks, unknown_blocks, unknown_text
from bot.handlers.terms.entries import Entry, key_text
from bot.handlers.terms.sense_picker import picker_blocks, picker_text
from bot.handlers.terms.texts import TERM_WORDS
from bot.handlers.texts import WORDS
from bot.question import Language, Term
from bot.terms.lookup import Lookup

_LONGEST_NOTE = 1_000  # characters: with the answer itself a message stays below 13,200
_LONGEST_NAME = 80
_LONGEST_WORDING = 200
_MOST_BUTTONS = 5  # one for each term; further ones go into a menu
_LONGEST_LABELS = 700  # characters of all of them, for the same reason
_JUDGED = frozenset({"finished", "length", "timed_out"})
_ENDED_EARLY = frozenset({"length", "timed_out", "stopped", "failed"})


def answer_text(answer: Answer, language: Language) -> str:
    """The answer's text, or what to say where there is none."""
    if answer.lookup:
        return _lookup_text(answer.lookup)
    words = WORDS[language]
    if answer.unclear:
        return picker_text(answer.unclear, language)
    return answer.text if answer.text.strip() else words.get(answer.outcome, words["nothing"])


def final_blocks(
    answer: Answer, language: Language, question_ts: str, now: datetime
) -> list[Block]:
    """The blocks below a finished answer.

    Args:
        answer: as it is shown.
        language: the language of the interface.
        question_ts: what "Answer afresh" is to ask again.
        now: to tell the age of a cached answer, with its time zone.
    """
    if answer.unclear:
        return picker_blocks(answer.unclear, language, question_ts)
    if answer.lookup:
        return lookup_blocks(answer.lookup)
    blocks = [_context(notes)] if (notes := _notes(answer, language, now)) else []
    blocks += _term_buttons(answer.terms, WORDS[language])
    if answer.text.strip() and answer.outcome in _JUDGED:
        blocks.append(_feedback(language))
    if answer.recalled:
        blocks.append(_actions("ask_again", WORDS[language]["ask_again"], question_ts))
    return blocks + similar_blocks(answer.similar, language, question_ts)


def lookup_blocks(lookup: Lookup) -> list[Block]:
    """The card of a name that was asked for in a thread."""
    if not lookup.senses:
        return unknown_blocks(lookup)
    entries = [Entry(terms) for terms in lookup.senses]
    return entries_blocks(entries, lookup.language, "thread")


def stop_block(language: Language, thread_ts: str) -> Block:
    """The Stop button of an answer that is being written by updates."""
    return _actions("stop_answer", WORDS[language]["stop"], thread_ts)


def _notes(answer: Answer, language: Language, now: datetime) -> list[str]:
    words = WORDS[language]
    notes = []
    if answer.terms:
        terms = words["between_terms"].join(map(_versioned, _concepts(answer.terms)))
        notes.append(words["terms_used"].format(terms=terms))
    if answer.recalled:
        notes.append(_origin(answer.recalled, words, now))
    if answer.question_kept is not None:
        notes.append(words["question_kept"].format(count=f"{answer.question_kept:,}"))
    if answer.text.strip() and answer.outcome in _ENDED_EARLY:
        notes.append(words[answer.outcome])
    return notes


def _origin(recalled: Recalled, words: dict[str, str], now: datetime) -> str:
    """Where an answer comes from that had not to be made."""
    at = recalled.answered_at or now
    if recalled.standard:
        who = one_line(recalled.standard.verified_by, _LONGEST_NAME)
        origin = words["verified"].format(who=who, date=at.astimezone(now.tzinfo).date())
    else:
        origin = words["from_cache"].format(age=_age((now - at).total_seconds(), words))
    if recalled.hits:
        origin += words["asked_before"].format(count=f"{recalled.hits + 1:,}")
    if recalled.question:
        question = one_line(recalled.question, _LONGEST_WORDING)
        origin += words["asked_as"].format(question=question)
    return origin


def _lookup_text(lookup: Lookup) -> str:
    """What stands above a card; the name was typed, and the answer's sanitizer reads it."""
    if not lookup.senses:
        return unknown_text(lookup)
    return TERM_WORDS[lookup.language]["from_glossary"].format(name=one_line(lookup.name, 80))


def _term_buttons(terms: Sequence[Term], words: dict[str, str]) -> list[Block]:
    """What opens the cards of an answer's terms."""
    choices: list[tuple[str, str]] = []
    room = _LONGEST_LABELS
    for term in _concepts(terms):
        label = one_line(_versioned(term), MOST_LABEL)
        room -= len(label)
        if room < 0:
            break
        choices.append((label, key_text(term)))
    buttons = [
        button(f"term_card:{place}", label, value)
        for place, (label, value) in enumerate(choices[:_MOST_BUTTONS])
    ]
    more = menu("term_card:more", words["more_terms"], choices[_MOST_BUTTONS:])
    return actions([*buttons, *([more] if more else [])])


def _concepts(terms: Sequence[Term]) -> list[Term]:
    """One term for each concept: two names, or two languages, lead to the same card."""
    concepts: dict[str, Term] = {}
    for term in terms:
        concepts.setdefault(term.concept, term)
    return list(concepts.values())


def _versioned(term: Term) -> str:
    version = f" (v{term.revision})"
    return one_line(term.name, MOST_LABEL - len(version)) + version


def _age(seconds: float, words: dict[str, str]) -> str:
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= length:
            return words[unit].format(count=int(seconds // length))
    return words["just_now"]


def _context(notes: list[str]) -> Block:
    # Plain text: a term's name is data, and must not become a link or a mention.
    elements = [
        {"type": "plain_text", "text": _short(clean(note)), "emoji": False} for note in notes
    ]
    return {"type": "context", "elements": elements}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NOTE else text[: _LONGEST_NOTE - 1] + "…"


def _feedback(language: Language) -> Block:
    buttons = {
        f"{side}_button": {"text": _plain(WORDS[language][verdict]), "value": verdict}
        for side, verdict in (("positive", "good"), ("negative", "bad"))
    }
    element = {"type": "feedback_buttons", "action_id": "answer_feedback", **buttons}
    return {"type": "context_actions", "elements": [element]}


def _actions(action_id: str, label: str, value: str) -> Block:
    button = {"type": "button", "action_id": action_id, "text": _plain(label), "value": value}
    return {"type": "actions", "elements": [button]}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}
