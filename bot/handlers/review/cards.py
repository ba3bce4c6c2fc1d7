"""What those who decide about a suggestion see of it.

What people wrote stands in rich text, in which nothing is markup.
Source: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.handlers.review.clicks import Content
from bot.handlers.review.words import REVIEW_WORDS
from bot.handlers.slack_text import escape
from bot.question import Term
from bot.terms.formats.rules import INVISIBLE
from bot.terms.proposals import CHANGEABLE, differences
from conversation_store.suggestions import Decision, Suggestion

_SHOWN = {"definition": 2_000}  # characters of each part; a message holds about 13,000
_SHOWN_ELSE = 1_000
_IN_LIST = 300
_NAME = 200

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reviewable:
    """A suggestion against the glossary as it is now.

    Attributes:
        before: what the glossary says; None where it has no such term.
        after: what it would say.
        warnings: what else its names mean, in mrkdwn.
    """

    suggestion: Suggestion
    before: Term | None
    after: Term
    warnings: tuple[str, ...] = ()

    @property
    def revision(self) -> int:
        """The revision of the term that it is compared with; 0 for none."""
        return self.before.revision if self.before else 0

    @property
    def changed_meanwhile(self) -> bool:
        """Whether the glossary says something else than when it was suggested."""
        return self.revision != self.suggestion.base_revision


def suggestion_card(one: Reviewable) -> Content:
    """The card of an open suggestion: only what changes, who wants it, and why."""
    words = REVIEW_WORDS[one.after.language]
    title = _title(one)
    blocks = [section(title)]
    if one.changed_meanwhile:
        name = shown_name(one.after)
        note = words["changed_meanwhile"].format(name=name, revision=one.revision)
        blocks.append(section(note))
    blocks += _warnings(one)
    changed = [rich(_change(one, part, words)) for part in _changed(one)]
    blocks += changed or [section(words["nothing_left"])]
    if note := one.suggestion.note:
        blocks.append(rich(quote(words["why"].format(note=note))))
    return {"text": title, "blocks": [*blocks, _buttons(one, words)]}


def suggestion_in_list(one: Reviewable) -> list[Json]:
    """The same in a few lines, for a list of several."""
    words = REVIEW_WORDS[one.after.language]
    parts = " · ".join(words[part] for part in _changed(one)) or words["nothing_left"]
    new = escape(_cut(one.after.definition, _IN_LIST))
    said = section(f"{_title(one)}\n{parts}\n{new}")
    return [said, *_warnings(one), _buttons(one, words)]


def outcome_card(suggestion: Suggestion, decision: Decision, who: str, reason: str = "") -> Content:
    """What is left of a card once somebody has decided."""
    words = REVIEW_WORDS[suggestion.term.language]
    text = words[f"{decision}_by"].format(who=f"<@{who}>", name=shown_name(suggestion.term))
    blocks: list[Json] = [section(f"{text}\n{_asked(suggestion)}")]
    if reason:
        blocks.append(rich(quote(words["reason_given"].format(reason=reason))))
    if decision == "approved":
        undo = button("take_back_approval", words["take_back"], f"{suggestion.id}:0")
        blocks.append({"type": "actions", "elements": [undo]})
    return {"text": text, "blocks": blocks}


def taken_back_card(suggestion: Suggestion, who: str) -> Content:
    """What is left of it once an approval was taken back."""
    words = REVIEW_WORDS[suggestion.term.language]
    key = "taken_back_change" if suggestion.base_revision else "taken_back_new"
    text = words[key].format(who=f"<@{who}>", name=shown_name(suggestion.term))
    return {"text": text, "blocks": [section(f"{text}\n{_asked(suggestion)}")]}


def outcome_notice(suggestion: Suggestion, decision: Decision, who: str, reason: str) -> Content:
    """What the person is told who had suggested it."""
    words = REVIEW_WORDS[suggestion.term.language]
    name = shown_name(suggestion.term)
    text = words[f"your_{decision}"].format(name=name, who=f"<@{who}>")
    given = [rich(quote(words["reason_given"].format(reason=reason)))] if reason else []
    return {"text": text, "blocks": [section(text), *given]}


def shown_name(term: Term) -> str:
    """What a term is called, in mrkdwn; its id where nothing could be seen of that."""
    name = INVISIBLE.sub("", term.name).strip()
    return escape(_cut(name or term.concept, _NAME))


def section(text: str) -> Json:
    """A paragraph of mrkdwn."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:3_000]}}


def rich(*elements: Json) -> Json:
    """A block of rich text."""
    return {"type": "rich_text", "elements": list(elements)}


def quote(text: str) -> Json:
    """A quotation in rich text."""
    return {"type": "rich_text_quote", "elements": [{"type": "text", "text": text}]}


def button(action_id: str, text: str, value: str, style: str = "") -> Json:
    """A button."""
    plain = {"type": "plain_text", "text": text}
    styled = {"style": style} if style else {}
    return {"type": "button", "action_id": action_id, "text": plain, "value": value, **styled}


def _title(one: Reviewable) -> str:
    return _asked(one.suggestion, one.before)


def _asked(suggestion: Suggestion, before: Term | None = None) -> str:
    """Who suggests what; a term that is there is called as the glossary calls it."""
    words = REVIEW_WORDS[suggestion.term.language]
    key = "suggests_change" if suggestion.base_revision else "suggests_new"
    name = shown_name(before or suggestion.term)
    return words[key].format(who=f"<@{suggestion.suggested_by}>", name=name)


def _warnings(one: Reviewable) -> list[Json]:
    return [section("\n".join(f":warning: {said}" for said in one.warnings))] * bool(one.warnings)


def _changed(one: Reviewable) -> tuple[str, ...]:
    if one.before:
        return differences(one.before, one.after)
    return tuple(part for part in CHANGEABLE if getattr(one.after, part))


def _change(one: Reviewable, part: str, words: Mapping[str, str]) -> Json:
    old, new = (_shown(term, part) for term in (one.before, one.after))
    if part == "aliases" and one.before:
        gone = [name for name in one.before.aliases if name not in one.after.aliases]
        come = [name for name in one.after.aliases if name not in one.before.aliases]
        old, new = (_cut("\n".join(names), _SHOWN_ELSE) for names in (gone, come))
    elements: list[Json] = [{"type": "text", "text": words[part], "style": {"bold": True}}]
    if old:
        elements.append({"type": "text", "text": f"\n{old}", "style": {"strike": True}})
    if new:
        elements.append({"type": "text", "text": f"\n{new}"})
    return {"type": "rich_text_section", "elements": elements}


def _shown(term: Term | None, part: str) -> str:
    value = getattr(term, part) if term else ""
    text = "\n".join(value) if part == "aliases" else str(value)
    return _cut(text, _SHOWN.get(part, _SHOWN_ELSE))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _buttons(one: Reviewable, words: Mapping[str, str]) -> Json:
    # What was seen is what is approved: the value tells which revision that was.
    value = f"{one.suggestion.id}:{one.revision}"
    return {
        "type": "actions",
        "block_id": f"suggestion:{value}",
        "elements": [
            button("approve_suggestion", words["approve"], value, "primary"),
            button("reject_suggestion", words["reject"], value, "danger"),
            button("change_suggestion", words["change_and_approve"], value),
        ],
    }
