"""What must never differ between two questions, read from the words by itself."""

from __future__ import annotations

from collections.abc import Sequence

from bot.faq.english.verbs import BASE_OF
from bot.faq.english.wordlists import word_set

_GROUPS = {
    "negation": """not (not) no never nobody nothing none neither nor without cannot hardly unless
        except false wrong forbidden""",
    "modality": "must may can could shall should will would might allowed obliged "
    "entitled mandatory optional recommended supposed ought able",
    "direction": """increase increased decrease decreased fall fell drop buy sell bought sold
        before after above below over under import export lend borrow maximum minimum high low
        higher lower inside outside inflow outflow until since add remove
        first last early late earlier later hire fire open close start end include
        exclude debit credit""",
    "scope": """all every some any only at least most more less than few many both either each half
        also even just still already yet again always often per""",
}
_SIGNS = {word: group for group, words in _GROUPS.items() for word in words.split()}
_BASES = {word: base for word, base in BASE_OF.items() if _SIGNS.get(base) == "direction"}
_SYMBOLS = word_set("% $ € £ ¥ < > <= >= = + − – / & °")


def signs(words: Sequence[str]) -> tuple[str, ...]:
    """Read the signs, those of one group in the order of the words.

    They are sorted into groups because a phrase may be moved to the front ("in 2023, can we ...").

    Args:
        words: in their one form each, before any frame was looked for.
    """
    found: dict[str, list[str]] = {group: [] for group in ("number", *_GROUPS)}
    for word in words:
        if word in _SYMBOLS or any(one.isdigit() for one in word):
            found["number"].append(word)
        elif word in _SIGNS:
            found[_SIGNS[word]].append(_BASES.get(word, word))
        elif word in _BASES:  # "removed" of a passive, which may be read in the active
            found[_SIGNS[_BASES[word]]].append(_BASES[word])
    return tuple(word for group in found.values() for word in group)
