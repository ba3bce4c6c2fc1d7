"""The "-ing" forms of known verbs."""

from __future__ import annotations

from bot.faq.english.verbs import PAST_OF
from bot.faq.english.wordlists import word_set

_DOUBLED = word_set("begin cut get put run set win shut split spin dig forbid reset")


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return f"{base[:-1]}ing"
    doubled = base in _DOUBLED or PAST_OF.get(base) == f"{base}{base[-1]}ed"
    return f"{base}{base[-1]}ing" if doubled else f"{base}ing"


_OTHERS = word_set("""
smoke drink drive fly travel sleep eat talk walk wait stay enroll onboard attend bring enter park
vape camp cook gamble film photograph opt subscribe unsubscribe join become upgrade reapply install
uninstall activate deactivate recruit relocate invest litigate complain complete comply
""")
BASE_OF_GERUND = {_gerund(base): base for base in (*PAST_OF, *sorted(_OTHERS - set(PAST_OF)))} | {
    "canceling": "cancel", "being": "be", "having": "have", "going": "go", "becoming": "become",
    "applying": "apply", "claiming": "claim", "logging": "log", "signing": "sign",
}  # fmt: skip
"""The base form of a gerund."""


def bare(words: str) -> str | None:
    """Write "filing a claim" as "file a claim".

    Returns:
        None for words that do not begin with the "-ing" form of a known verb.
    """
    first, _, rest = words.partition(" ")
    base = BASE_OF_GERUND.get(first)
    return f"{base} {rest}".strip() if base and rest else None
