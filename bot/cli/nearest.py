"""Concepts by their ids or names, and what may be meant where there is none."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from bot.errors import UserError
from bot.terms.matcher import normalize
from conversation_store.term import Term
from conversation_store.terms import TermKey, Terms

_ALIKE = 60  # of 100, as with /term


async def terms_of(terms: Terms, concept: str) -> list[Term]:
    """The terms of a concept, in Chinese and in English as far as there are any."""
    keys: list[TermKey] = [(concept, "zh"), (concept, "en")]
    found = await terms.get(keys)
    return [found[key] for key in keys if key in found]


async def unknown(terms: Terms, asked: str) -> UserError:
    """What to say where no concept has this id; ids and names like it are offered."""
    near = await _nearest(terms, asked)
    offered = f" Did you mean {', '.join(near)}?" if near else " termwise terms list shows all."
    return UserError(f"The glossary has no concept {asked}.{offered}")


async def _nearest(terms: Terms, asked: str, count: int = 5) -> list[str]:
    concepts: dict[str, str] = {}  # by what they are called, or by their ids
    shown: dict[str, str] = {}
    async for batch in terms.named():
        for named in batch:
            concept = named.key[0]
            shown.setdefault(concept, f"{concept} ({named.names[0]})")
            for name in (concept, *named.names):
                concepts.setdefault(normalize(name), concept)
    found = process.extract(
        normalize(asked), list(concepts), scorer=fuzz.ratio, limit=4 * count, score_cutoff=_ALIKE
    )
    ids = dict.fromkeys(concepts[name] for name, _, _ in found)
    return [shown[concept] for concept in ids][:count]
