"""Contractions, written out where it is certain what they stand for."""

from __future__ import annotations

import re

from bot.faq.english.verbs import is_participle
from bot.faq.english.wordlists import word_set

_FIXED = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not",
    "cant": "can not", "dont": "do not", "doesnt": "does not", "didnt": "did not",
    "isnt": "is not", "arent": "are not", "wasnt": "was not", "werent": "were not",
    "couldnt": "could not", "shouldnt": "should not", "wouldnt": "would not",
    "havent": "have not", "hasnt": "has not", "whats": "what is", "wheres": "where is",
    "whos": "who is", "hows": "how is", "im": "i am", "ive": "i have", "let's": "let us",
    "c'mon": "come on", "y'all": "you all", "what're": "what are", "gonna": "going to",
    "wanna": "want to", "gimme": "give me", "lemme": "let me", "pls": "please", "plz": "please",
    "thx": "thanks",
}  # fmt: skip
_FIXED_WORD = re.compile(rf"(?<![\w'])(?:{'|'.join(_FIXED)})(?![\w'])")
_ENDINGS = (
    (re.compile(r"(?<=[a-z])n't\b"), " not"),
    (re.compile(r"(?<=[a-z])'re\b"), " are"),
    (re.compile(r"(?<=[a-z])'ve\b"), " have"),
    (re.compile(r"(?<=[a-z])'ll\b"), " will"),
    (re.compile(r"(?<=\bi)'m\b"), " am"),
    (re.compile(r"(?<=[a-z])'d\b"), " 'd"),
)
_WORD_S = re.compile(
    r"\b(what|who|where|when|how|why|that|it|there|he|she|here)'s(?: (not ))?( [a-z]+)?( [a-z]+)?"
)
_DETERMINERS = word_set("the a an our your this that any all some these those my its")
_TWO_OBJECTS = word_set("paid given owed offered granted sent shown told asked taught")
# "Why is not paying a crime" denies the paying, where "why isn't" would deny the crime.
_AUX = "is|are|was|were|do|does|did|has|have|can|could|should|will|would|must|may"
_NOT_APART = re.compile(
    rf"\b((?:why|when|where|how) (?:{_AUX})) not (?=\w)|^({_AUX}) not (?=\w+ing\b)"
)
_OWNER = re.compile(r"(?<=[a-z0-9\ue000-\uf8ff])'s\b|(?<=s)'(?![\w'])")


def expand(text: str) -> str:
    """Write contractions out.

    "'s" after a question word is "has" before a participle that has an object, and "is" before
    all else; after a noun it is left, for it may be the owner's.

    Args:
        text: in small letters, with straight quotes.
    """
    text = _NOT_APART.sub(r"\1\2 (not) ", text)
    if "'" in text:
        text = _WORD_S.sub(_is_or_has, text)
    text = _FIXED_WORD.sub(lambda found: _FIXED[found[0]], text)
    if "'" in text:
        for pattern, instead in _ENDINGS:
            text = pattern.sub(instead, text)
        text = _OWNER.sub(" 's", text)
    return text


def _is_or_has(found: re.Match[str]) -> str:
    word, _, following, after = found.groups()
    rest = found[0][len(word) + 2 :]
    first, second = (following or "").strip(), (after or "").strip()
    if first in ("been", "got", "had"):
        return f"{word} has{rest}"
    if is_participle(first) and second in _DETERMINERS:
        return f"{word} 's{rest}" if first in _TWO_OBJECTS else f"{word} has{rest}"
    return f"{word} is{rest}"
