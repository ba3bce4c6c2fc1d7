"""The modal in which somebody writes how a term should be, and what they have entered.

Source: https://docs.slack.dev/surfaces/modals
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import structlog

from bot.handlers.review.words import REVIEW_WORDS, both_words
from bot.question import Language, Term
from bot.terms.formats.rules import REFUSED
from bot.terms.proposals import aliases_in

log = structlog.get_logger(__name__)

Json = dict[str, Any]

LONGEST_NOTE = 1_000
_LONGEST_INPUT = 3_000  # characters: a modal's text input holds no more
_LONGEST_OPTION = 75
_MOST_OPTIONS = 100
_MOST = 10**9  # of revisions and suggestions; a database's numbers end
_LONG_TEXTS = ("aliases", "definition", "source")
_LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a modal is about; it travels with the modal and is checked again on the way back.

    Attributes:
        concept: the term's; empty for a new one.
        language: the term's, or that of the modal's own words.
        revision: of the term that was looked at; 0 for a new one.
        suggestion: the id of the suggestion that a reviewer is changing; 0 for none.
    """

    concept: str
    language: Language
    revision: int
    suggestion: int = 0

    def to_metadata(self) -> str:
        """For the view's ``private_metadata``."""
        return json.dumps(
            [self.concept, self.language, self.revision, self.suggestion], ensure_ascii=False
        )

    @classmethod
    def from_view(cls, view: Mapping[str, Any]) -> Subject:
        """Read back what :meth:`to_metadata` wrote.

        Raises:
            ValueError: the view is none of ours.
        """
        try:
            read = json.loads(view["private_metadata"])
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        if not isinstance(read, list) or [type(one) for one in read] != [str, str, int, int]:
            raise ValueError("no subject")
        concept, language, revision, suggestion = read
        if language not in _LANGUAGES or REFUSED.search(concept):
            raise ValueError("no such term")
        if not (0 <= revision < _MOST and 0 <= suggestion < _MOST):
            raise ValueError("no such revision or suggestion")
        return cls(concept, language, revision, suggestion)


def suggestion_modal(callback_id: str, term: Term, subject: Subject, fields: Sequence[str]) -> Json:
    """The modal, filled in with what the term says.

    Args:
        callback_id: what its submission is called.
        term: as it is, or with its name alone.
        subject: see :class:`Subject`.
        fields: those to choose from.
    """
    words = REVIEW_WORDS[subject.language]
    is_new = not subject.concept and not subject.suggestion
    title = "approve_title" if subject.suggestion else "add_title" if is_new else "change_title"
    blocks = [
        _text("name", term.name, words),
        *([_language_menu(term.language, words)] if is_new else []),
        _text("abbreviation", term.abbreviation, words, optional=True),
        _text("aliases", "\n".join(term.aliases), words, optional=True),
        *_field(term.field, fields, words),
        _text("definition", term.definition, words),
        _text("source", term.source, words),
        *([] if subject.suggestion else [_text("note", "", words, optional=True)]),
    ]
    return {
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": subject.to_metadata(),
        "title": _plain(words[title]),
        "submit": _plain(words["approve"] if subject.suggestion else words["send"]),
        "close": _plain(words["cancel"]),
        "blocks": blocks,
    }


def entered(view: Mapping[str, Any], base: Term) -> tuple[Term, str]:
    """What was entered, as a term, and why.

    Args:
        view: the submitted modal.
        base: what it was filled in with; what has no place in the modal stays as it is there.
    """
    said = _Said(view["state"]["values"])
    texts = {part: said.text(part) for part in ("name", "abbreviation", *_LONG_TEXTS)}
    kept = {
        part for part in _LONG_TEXTS if not texts[part] and len(_shown(base, part)) > _LONGEST_INPUT
    }
    parts: dict[str, Any] = {part: text for part, text in texts.items() if part not in kept}
    if "aliases" in parts:
        parts["aliases"] = aliases_in(parts["aliases"])
    parts["field"] = said.text("other_field") or said.chosen("field") or ""
    language: Language = "zh" if said.chosen("language") == "zh" else "en"
    if said.chosen("language"):
        parts["language"] = language
    return replace(base, **parts), said.text("note")


def errors_beside(problems: Mapping[str, str], view: Mapping[str, Any]) -> Json:
    """The acknowledgement that shows each sentence beside its field."""
    there = [block["block_id"] for block in view["blocks"] if block["type"] == "input"] or ["name"]
    shown: dict[str, str] = {}
    for part, sentence in problems.items():
        place = part if part in there else "other_field" if part == "field" else there[0]
        shown.setdefault(place, sentence)
    return {"response_action": "errors", "errors": shown}


def subject_of(view: Mapping[str, Any]) -> Subject | None:
    """What a modal is about; None where it does not say so as ours do."""
    try:
        return Subject.from_view(view)
    except (KeyError, TypeError, ValueError) as error:
        log.warning("a modal's subject is not ours", error=type(error).__name__)
        return None


def broken_form(view: Mapping[str, Any]) -> Json:
    """The acknowledgement for a modal without a subject; both languages, for it has none."""
    return errors_beside({"": both_words("broken_form")}, view)


def text_in(view: Mapping[str, Any], part: str) -> str:
    """What was written into one of a modal's inputs."""
    return _Said(view["state"]["values"]).text(part)


class _Said:
    """What stands in a modal's inputs."""

    def __init__(self, values: Mapping[str, Mapping[str, Json]]) -> None:
        self._values = values

    def text(self, part: str) -> str:
        value = self._input(part).get("value")
        return value.strip() if isinstance(value, str) else ""

    def chosen(self, part: str) -> str | None:
        option = self._input(part).get("selected_option")
        return str(option["value"]) if option else None

    def _input(self, part: str) -> Json:
        return self._values.get(part, {}).get("input", {})


def _shown(term: Term, part: str) -> str:
    return "\n".join(term.aliases) if part == "aliases" else str(getattr(term, part))


def _text(part: str, value: str, words: Mapping[str, str], *, optional: bool = False) -> Json:
    does_not_fit = len(value) > _LONGEST_INPUT
    is_long = part in ("note", *_LONG_TEXTS)
    element: Json = {"type": "plain_text_input", "action_id": "input", "multiline": is_long}
    if value and not does_not_fit:
        element["initial_value"] = value
    hint = words["kept"] if does_not_fit else words["aliases_hint"] if part == "aliases" else ""
    return _input(part, words, element, hint, optional=optional or does_not_fit)


def _language_menu(language: Language, words: Mapping[str, str]) -> Json:
    options = {one: _option(name, one) for one, name in _LANGUAGES.items()}
    element = {
        "type": "static_select",
        "action_id": "input",
        "options": list(options.values()),
        "initial_option": options[language],
    }
    return _input("language", words, element)


def _field(present: str, fields: Sequence[str], words: Mapping[str, str]) -> list[Json]:
    """A menu of the fields there are, and room for another one, which counts if it is used."""
    choices = [one for one in fields if len(one) <= _LONGEST_OPTION][:_MOST_OPTIONS]
    blocks = []
    if choices:
        menu: Json = {
            "type": "static_select",
            "action_id": "input",
            "options": [_option(one, one) for one in choices],
        }
        if present in choices:
            menu["initial_option"] = _option(present, present)
        blocks.append(_input("field", words, menu, optional=True))
    other = "" if present in choices else present
    return [*blocks, _text("other_field", other, words, optional=True)]


def _input(
    part: str, words: Mapping[str, str], element: Json, hint: str = "", *, optional: bool = False
) -> Json:
    block = {"type": "input", "block_id": part, "label": _plain(words[part]), "element": element}
    return block | {"optional": optional} | ({"hint": _plain(hint)} if hint else {})


def _option(text: str, value: str) -> Json:
    return {"text": _plain(text), "value": value}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}
