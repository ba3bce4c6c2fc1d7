"""A term's card: what ``/term`` shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.handlers.slack_text import escape
from bot.question import Language, Term
from bot.terms.lookup import Lookup

Card = dict[str, Any]  # the arguments of a Slack message

_WORDS = {
    "zh": {
        "aliases": "又称",
        "source": "来源",
        "field": "领域",
        "unknown": "术语表里没有“{name}”。",
        "nearest": "您要找的是不是：",
        "none": "也没有相近的术语。请检查拼写，或请术语负责人补充。",
        "help": "输入 `/term 术语` 查看定义，例如 `/term 净资产收益率` 或 `/term ROE`。"
        "术语表现有 {count} 个概念。",
    },
    "en": {
        "aliases": "Also called",
        "source": "Source",
        "field": "Field",
        "unknown": "The glossary has no “{name}”.",
        "nearest": "Did you mean:",
        "none": "Nothing in it is spelled alike. Check the spelling, or ask the glossary's owner "
        "to add it.",
        "help": "Type `/term NAME` for a definition, such as `/term EBITDA` or `/term 市盈率`. "
        "The glossary has {count} concepts.",
    },
}


def lookup_card(lookup: Lookup) -> Card:
    """The card of what the glossary has under a name."""
    if not lookup.senses:
        return unknown_card(lookup.name, lookup.nearest, lookup.language)
    return term_card(lookup.senses, lookup.language)


def term_card(senses: Sequence[Sequence[Term]], language: Language) -> Card:
    """The card of a name.

    Args:
        senses: for each concept the name stands for, its terms, one for each language.
        language: the language of the card's own words.
    """
    blocks: list[dict[str, Any]] = []
    for sense in senses:
        blocks += [{"type": "divider"}] if blocks else []
        blocks += _sense(sense, language)
    text = "; ".join(f"{sense[0].name}: {sense[0].definition}" for sense in senses)
    return {"text": escape(text)[:3000], "blocks": blocks}


def unknown_card(name: str, nearest: Sequence[str], language: Language) -> Card:
    """What is shown for a name that the glossary does not have, with the nearest it has."""
    words = _WORDS[language]
    # A name of any length can be typed; a section holds 3,000 characters.
    text = words["unknown"].format(name=escape(name[:80]))
    blocks = [_section(f"{text} {words['nearest'] if nearest else words['none']}")]
    buttons = [_button(place, term) for place, term in enumerate(nearest) if len(term) <= 75]
    if buttons:
        blocks.append({"type": "actions", "elements": buttons})
    return {"text": text, "blocks": blocks}


def help_card(count: int) -> Card:
    """What ``/term`` alone shows, in both languages since nothing tells which one."""
    text = "\n".join(words["help"].format(count=count) for words in _WORDS.values())
    return {"text": text, "blocks": [_section(text)]}


def _sense(terms: Sequence[Term], language: Language) -> list[dict[str, Any]]:
    words, first = _WORDS[language], terms[0]
    title = " · ".join(dict.fromkeys(_titled(term) for term in terms))
    aliases = dict.fromkeys(alias for term in terms for alias in term.aliases)
    facts = [f"{words['aliases']}: {', '.join(aliases)}"] if aliases else []
    facts += [f"{words['field']}: {first.field}", f"{words['source']}: {first.source}"]
    return [
        _section(f"*{escape(title)}*"),
        *(_section(escape(term.definition)) for term in terms),
        {
            "type": "context",
            "elements": [{"type": "mrkdwn", "text": escape(fact)[:3000]} for fact in facts],
        },
    ]


def _titled(term: Term) -> str:
    short = term.abbreviation
    return f"{term.name} ({short})" if short and short != term.name else term.name


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text[:3000]}}


def _button(place: int, name: str) -> dict[str, Any]:
    return {
        "type": "button",
        "action_id": f"show_term:{place}",
        "text": {"type": "plain_text", "text": name},
        "value": name,
    }
