"""What is named first and asked about then: "the spare keys, where are they kept?"."""

from __future__ import annotations

import re

_NAMED_FIRST = re.compile(
    r"((?:the|our|an?) (?:(?!that |which |who |if |when |because )[\w\ue000-\uf8ff'-]+ ?){1,8}?)"
    r" ?[,:;] (what|where|when|who|why|how(?: (?:old|large|big|long|far|much|expensive|often))?)"
    r" (is|are|was|were|does|do|did|can) (?:it|they)(?= |$)([^,;:?]*)\??"
)
_BARE = (
    r"(?!i |we |you |they |it |he |she |this |that |these |someone |if |when |in |at |on |for |"
    r"and |so |ok |no |"
    r"yes )[\w\ue000-\uf8ff'-]+(?: [\w\ue000-\uf8ff'-]+){0,3}"
)
_OBJECT = re.compile(
    rf"((?:the |our )?{_BARE}) ?[,:;] ((?:who|(?:how|where|when) do (?:i|you|we)) (?!is |are |"
    rf"was )\w+)"
    r" (?:it|them)((?: (?:in|for|at|to|from) [^,;:?]+)?)\??"
)
_MEANT = re.compile(
    rf"((?:the |our )?{_BARE}) ?[,:;-] ?(?:what (?:is|are) (?:it|that|those|they)(?: exactly)?|"
    r"what does (?:it|that) mean|definition|meaning)[?.! ]*"
)
_CLAUSE_FIRST = re.compile(
    r"((?:if|when|once|unless|in|after|before|while|at|for|during|under|on|with|without|outside) "
    r"[^,?;:]+), ((?:what|where|when|who|whom|"
    r"which|how|why|by|to|from) [^,?;:]+)\??"
)
_AUX = re.compile(r"\b(?:is|are|was|were|does|do|did|can|will|would|should|must|may)\b")


def unfronted(text: str) -> str:
    """Put what was named first where the question asks about it ("where are the spare keys kept").

    Args:
        text: in small letters, its contractions written out, without greetings.
    """
    if (found := _MEANT.fullmatch(text)) and not _AUX.search(found[1]):
        return f"what is {found[1]}"
    if (found := _OBJECT.fullmatch(text.strip(" .!"))) and not _AUX.search(found[1]):
        return f"{found[2]} {found[1]}{found[3]}"
    found = _NAMED_FIRST.fullmatch(text.strip(" .!"))
    if not found or _AUX.search(found[1]):
        return text
    named, question, verb, rest = found.groups()
    return f"{question} {verb} {named.strip()}{rest}"


def clause_last(text: str) -> str:
    """Put a clause that stands first behind its question ("who do I call if ...").

    Args:
        text: as for :func:`unfronted`.
    """
    found = _CLAUSE_FIRST.fullmatch(text.strip(" .!"))
    return f"{found[2]} {found[1]}" if found else text
