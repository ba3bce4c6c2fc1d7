"""The frames of questions: what stands around the thing that is asked about."""

from __future__ import annotations

import re

from bot.faq.english.wordlists import word_set

_X = r"(?P<x>.+)"
_TERM = r"(?:(?:(?:concept|notion|term) of|term|word|phrase|expression|concept) (?!of ))?"
_ATTRIBUTES = (
    "symptom|sign|cause|advantage|disadvantage|benefits|risk|requirement|duty|obligation|"
    "right|rights|"
    "element|feature|component|consequence|side effect|type|purpose|function|limitation|drawback|"
    "complication|contraindication|responsibility|role|deadline|criterion|condition"
)
_VALUE = (
    "price|rate|deadline|limit|cost|fee|number|date|address|password|budget|salary|target|policy|"
    "level|amount|value|balance|total|threshold|time|hour|day|name|status|forecast|rule"
)
_AT_ONCE = (
    (
        rf"(?:give |state |provide )?(?:me )?(?:what is )?(?:definition|meaning) (?:of|for) "
        rf"{_TERM}{_X}",
        "definition",
    ),
    (rf"define {_TERM}{_X}", "definition"),
    (rf"explain (?:meaning of |definition of )?{_TERM}{_X}", "explain"),
    (
        rf"(?:what|which) {_TERM}(?P<x>.+) mean(?P<y>(?: (?:in|for|under|when|if|on|at|to) .+)?)",
        "definition",
    ),
    (rf"(?:what|which) {_TERM}{_X} refer to", "definition"),
    (rf"what is meant by {_TERM}{_X}", "definition"),
    (rf"how is {_TERM}{_X} defined", "definition"),
    (rf"(?:what|which) (?:you|we|people) mean by {_TERM}{_X}", "definition"),
    (rf"what is (?:term|concept of|notion of) {_X}", "definition"),
    (rf"(?:what is )?{_X} (?:definition|meaning)", "definition"),
    (rf"(?:what|which) {_X} stand for", "expansion"),
    (rf"what is {_X} short for", "expansion"),
    (rf"how (?:to|you|i|1|people|someone|can you|can i|can 1) {_X}", "how"),
    (rf"what is way to {_X}", "how"),
    (rf"what is (?:procedure|process) (?:for|to|of) {_X}", "procedure"),
    (rf"(?:what is |give |give me |state )?formula (?:for|of) {_X}", "formula"),
    (
        r"(?:what is |give |give me )?(?P<x>(?!.*(?:infant|baby|milk) formula$).+) formula",
        "formula",
    ),
    (rf"(?:what is |give |give me |show me )?example of {_X}", "example"),
    (rf"(?:what is |give |give me |list )?step (?:of|in|for|to) {_X}", "steps"),
    (rf"which step (?:is there|is involved) in {_X}", "steps"),
    (rf"how much (?:do )?{_X} cost", "cost"),
    (rf"(?:what|which) {_X} cost", "cost"),
    (rf"what is cost of {_X}", "cost"),
    (rf"how (?:much time|long) {_X} take", "how long"),
    (rf"which (?P<x>(?:{_ATTRIBUTES}))(?: is there)(?P<y> for .+)", "what"),
    (rf"give me (?P<x>(?:(?!of |for )\S+ ){{0,3}}?(?:{_VALUE})(?: of| for| in) .+)", "what"),
    (r"what is (?:needed|required|necessary)(?P<x> (?:for|to) .+)", "what is needed"),
    (r"(?:what|which) (?:you|i|1|people) need(?P<x> (?:for|to) .+)", "what is needed"),
    (r"when is (?P<x>deadline|due date|cut off date|closing date)(?P<y>(?: .+)?)", "what"),
    (rf"what if {_X}", "what happens if"),
    (rf"(?:what|which) happen if {_X}", "what happens if"),
    (rf"what is consequence if {_X}", "what happens if"),
    (rf"what is (?:reason for|reason why|reason) {_X}", "reason"),
    (rf"is {_X} (?:needed|required|necessary)(?P<y>(?: (?:for|to|in|if|when|by|on) .+)?)", "need"),
    (
        r"do (?:you|i|1|people|someone) need (?P<x>.+?)(?P<y>(?: (?:for|to|in|if|when|by|"
        r"on) .+)?)",
        "need",
    ),
)
FRAMES = tuple((re.compile(pattern), kind) for pattern, kind in _AT_ONCE)
EFFECT = re.compile(r"(?:what is )?(effect|impact) of (.+) on (.+)|how (.+) (affect|impact) (.+)"
                     r"|which (effect|impact) (?:do )?(.+) have on (.+)")  # fmt: skip
OF = re.compile(
    rf"(?:(?:what is|state|list|name|describe|outline|give|give me|tell me) )?"
    rf"({_ATTRIBUTES}|[\ue000-\uf8ff]) of (.+)"
    rf"|which ({_ATTRIBUTES}|[\ue000-\uf8ff]) (?:do )?(.+) have|which ({_ATTRIBUTES}) make up (.+)"
    rf"|which ({_ATTRIBUTES}) is there (?:of|in) (.+)"
)
WHAT = re.compile(r"what is (.+)")
PRICE = re.compile(r"how much is ((?:(?!(?:left|due|worth|too|owed|paid|lost|spent)(?!\S))\S+ ?)+)")
DONE = re.compile(r"how is (.+)")
OPENERS = (
    "how many", "how much", "how long", "how often", "how soon", "how far", "how old", "how",
    "what", "which", "who", "whose", "when", "where", "why",
)  # fmt: skip
YES_NO = word_set("is was do did have had can could may might must shall should will would")
NO_TERM = re.compile(
    r"(?<!\S)(?:of|for|in|on|at|to|by|with|from|about|between|our|your|my|its|'s|this|that|it|"
    r"and|or|not|no|than|if|when|latest|current|next|last|per|who|which|what|\S*[0-9]\S*|;)(?!\S)"
)
VALUES = re.compile(rf"(?:.* )?(?:{_VALUE})")
MARK = re.compile("[\ue000-\uf8ff]")


BROKEN = re.compile(
    r"(?<!\S)(?:that|which|who|if|when|and|or|not|be|been|being|by|than|because)(?!\S)"
)
