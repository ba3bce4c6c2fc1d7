"""Two adjectives before one noun: "direct and indirect costs" are direct costs and indirect ones.

Only adjectives that are never nouns: the capital in "capital and operating leases" is one.
"""

from __future__ import annotations

from bot.faq.english.wordlists import word_set

_ADJECTIVES = word_set("""
direct indirect gross net fixed variable internal external domestic foreign public private legal
financial acute chronic primary secondary tertiary active passive viral bacterial fungal benign
malignant systolic diastolic formal informal express implied explicit implicit civil criminal
actual nominal real effective temporary permanent voluntary involuntary absolute relative
qualitative quantitative positive negative mandatory optional taxable exempt secured unsecured
taxed untaxed callable restricted unrestricted local global regional national international
federal internal annual monthly weekly daily quarterly recurring nonrecurring tangible intangible
realized unrealized preferred conditional unconditional continuous discrete linear nonlinear
physical digital oral written verbal simple complex partial joint several sole exclusive
nonexclusive senior junior listed unlisted medical surgical clinical preclinical arterial venous
cardiac pulmonary renal hepatic topical systemic intravenous intramuscular subcutaneous
asynchronous synchronous symmetric asymmetric encrypted unencrypted structured unstructured
horizontal vertical static dynamic paid unpaid upper lower large small hot cold dry wet new old
""")


def shared(first: str, second: str) -> str:
    """Give the first side the noun that it shares with the second, if it has none.

    Args:
        first: a side of a comparison, as words with one blank between them.
        second: the other side.
    """
    adjective, _, noun = second.partition(" ")
    if first in _ADJECTIVES and adjective in _ADJECTIVES and 1 <= len(noun.split()) <= 2:
        return f"{first} {noun}" if noun else first
    return first
