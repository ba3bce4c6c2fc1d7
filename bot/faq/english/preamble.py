"""What people tell of their asking before they ask: "I looked in the wiki and could not find it:".

Only what has no topic of its own is left out. "I am on parental leave, who ..." is a condition, and
no clause here has a word that could be one.
"""

from __future__ import annotations

import re

from bot.faq.english.wordlists import word_set

_PERSON = r"(?:manager|boss|colleague|supervisor|team ?lead|coworker|teammate|friend|team|mentor)s?"
_WHO = (
    rf"(?:i|we|(?:my|our|a|the|some|two|several|one of my|one of our) (?:new )?{_PERSON}|someone|"
    r"somebody|people|some people|two people|several people|everyone|everybody|nobody|no one)"
)
_OFTEN = (
    r"(?:(?:have|has|had|already|just|really|still|simply|honestly|somehow|always|constantly|both|"
    r"only|also|now|then|often|keep|keeps|kept|was|were|am|is|are|been|recently|probably|even) )*"
)
_SOURCE = (
    r"(?:(?:in|on|at|through|over|to|with) )?(?:(?:all|most|the whole|whole|entire) (?:of )?)?"
    r"(?:the |our |my )?(?:whole |entire |company |internal |team |shared )?(?:wiki|intranet|"
    r"handbook|"
    r"manual|docs|documentation|slides|leaflet|guidelines|faq|faqs|portal|website|web|internet|"
    r"channel|presentation|meeting|call|newsletter|notes|minutes|chat|town hall|session|workshop|"
    r"history|archive|archives|guide|emails?|messages|threads?|everywhere|google)"
    r"(?: that (?:was|were) shared)?"
)
_IT = r"(?:it|this|that|the answer|an answer|anything|one|any|the details|the point)"
_WHEN = (
    r"(?: (?:today|yesterday|this morning|this afternoon|this week|last week|earlier|just now|"
    r"again|"
    r"twice|several times|many times|a few times|everywhere|anywhere|there|in the meeting|"
    r"in a meeting|on a call|over lunch|the other day|at lunch|over coffee|about (?:it|this)|"
    r"by now|either|at all|yet))*"
)
_FIND = (
    r"(?:find|get|understand|figure out|see|locate|spot|make sense of|work out|follow|"
    r"remember|recall)"
)
# What may have put somebody in mind of a question, and can be no condition of its answer.
_PUT_IN_MIND = (
    r"(?:reading|read|browsing|skimming|leafing through) (?:an?|the|some) (?:\w+ )?(?:leaflet|"
    r"newspaper|magazine|article|book|blog post|blog|novel|brochure)(?: (?:in|on|at|over) "
    r"(?:the |my |our )?(?:waiting room|train|bus|plane|tram|lunch|breakfast|home|desk|weekend|"
    r"way home|way to work|lobby|break|break room))?|"
    r"(?:listening|listened) to (?:a|the) (?:\w+ )?(?:podcast|talk|lecture)(?: (?:on|at|in) "
    r"(?:the )?(?:train|bus|gym|way home|way to work|weekend))?|"
    r"(?:filling in|taking|doing|working on) (?:a|the|an|my) (?:\w+ )?(?:training form|quiz|"
    r"crossword)"
)
_TOLD = (
    rf"(?:{_PUT_IN_MIND})",
    r"(?:asked|asks|asking|wondered|wondering|wanted to know|wants to know|need to know|needs to "
    rf"know|curious|confused|unsure|not sure|puzzled|stuck|embarrassed to ask)(?: me| us)?"
    rf"(?: about)?(?: {_IT})?",
    rf"(?:forget|forgot|forgetting|forgotten|(?:can|could|do|does|did) (?:not|never) {_FIND}|"
    rf"never {_FIND}|(?:did|do|does) not know|knew|knows|not (?:found|got|get))"
    rf"(?: {_IT})?(?: (?:anywhere|there|{_SOURCE}))?",
    r"(?:looked|searched|checked|read|gone|browsed|went|scrolled|looking|searching|reading|"
    r"checking|"
    rf"going|googled|studied) ?(?:for (?:it|this) )?(?:{_SOURCE})?",
    r"no (?:idea|clue|answer)",
    r"(?:talked|spoke|argued|disagreed|mentioned|discussed|debated|discussing|debating|talking)"
    rf"(?: about)?(?: {_IT})?",
)
_SAID = (
    r"(?:two |several |different )?people (?:told|tell|keep telling) (?:me|us) (?:two |different )+"
    r"things",
    r"(?:so )?here (?:it is|it goes|goes)",
    r"(?:this|it) is the (?:one|only|last) (?:thing|question|point)(?: (?:left|left open|missing|"
    r"unclear|remaining|open))*(?: (?:for|to) me)?",
    r"there is (?:a|one|just one|only one) (?:small |last )?(?:thing|question|point|"
    r"item)(?: that)? i "
    rf"{_OFTEN}(?:can|could|do|did) not (?:answer|{_FIND})(?: anywhere)?",
    r"(?:i know )?(?:i|we) (?:really )?(?:should|ought to) (?:probably |really )?know (?:this|it|"
    r"that)"
    r"(?: by now| already| after \w+ years)?",
    r"(?:i )?hope (?:everybody|everyone|you|you all|all of you) (?:had|have|has|are having|"
    r"is having|"
    r"enjoyed|are enjoying) (?:a|the|your) (?:nice |good |great |lovely |pleasant )?(?:weekend|day|"
    r"week|morning|afternoon|evening|holiday|start|break)",
    r"(?:a|one) (?:small|quick|little|short) (?:thing|"
    r"question)(?: that)? i could not find anywhere is",
    r"this (?:came|comes) up (?:in|on) (?:the|a|our) (?:meeting|call|session|workshop|chat)",
)


def _clause(subject: str) -> str:
    told = (rf"{subject}{_OFTEN}{predicate}" for predicate in _TOLD)
    return rf"(?:{'|'.join((*told, *_SAID))}){_WHEN}"


_CLAUSE, _NEXT_CLAUSE = _clause(rf"{_WHO} "), _clause(rf"(?:{_WHO} )?")
_LEAD = (
    r"(?:now that|because|since|as|while|although|though|even though|for some reason|"
    r"unfortunately|sadly|so|well|ok|but|and|apparently|yesterday|today|"
    r"this morning|the other day|recently),? "
)
_SEPARATED = r"[\s,;:.!?-]*\b(?:and|but|so|yet|or)?\b[\s,;:-]*"
_QUESTION_WORD = (
    r"(?:what|who|whom|whose|when|where|why|which|how|is|are|was|were|do|does|did|can|could|should|"
    r"may|must|will|would|has|have|please|tell|explain|define|let me ask|i (?:wondered|would|want|"
    r"need|wanted|am trying|am looking|am wondering|forgot)|"
    r"want|wanted|need|namely|by|to|in)\b"
)
_PREAMBLE = re.compile(
    rf"(?:{_LEAD})?{_CLAUSE}(?:{_SEPARATED}(?:{_LEAD})?{_NEXT_CLAUSE}){{0,3}}"
    rf"(?:\s*[,;:.!-]+\s*|\s+(?=so |and |but |hence |i wondered )|(?<=anywhere is) )"
    rf"(?:(?:so|and|but|hence|thus|namely)"
    rf"[\s,:]+)?(?={_QUESTION_WORD})(?:namely[\s,:]+)?"
)
_STARTS = re.compile(
    rf"(?:{_LEAD})?(?:{_WHO} |hope |here |so here|this |it is |there is |one |a (?:small|quick|"
    r"little|short) |(?:two|several|different) )"
)
_TOPICLESS = word_set(
    """
    what who whom whose when where why which how is are was were do does did can could should may
    must will would has have had i you we one me us to a an the it this that there please tell ask
    know help call contact do next now then now happen happens option options alternative solution
    be of for with in on at by if and or not any anyone someone somebody anybody possible link
    answer find look go see say explain mean could
    """
)
_ASKING = word_set(
    "would like want wanted wonder wondered wondering hear so namely somebody many much long often "
    "me my our"
)
_READ = re.compile(rf"\b(?:{_PUT_IN_MIND})\b")
_TERM = re.compile(
    r".*\bwhat (?:(?:is |are )?(?:an?|the term) (?:\S+ ?){1,4}|(?:does )?(?:\S+ ){1,3}means?|"
    r"(?!the |our )(?:\S+ ){1,3}is|is (?!the |our |my |this |that |it |next )(?:\S+ ?){1,2})\W*"
)
_WORD = re.compile(r"[\w\ue000-\uf8ff]+")


def without_preamble(text: str) -> str:
    """Leave out what is told of the asking, if a question with a topic of its own follows.

    Args:
        text: in small letters, its contractions written out.
    """
    found = _PREAMBLE.match(text) if _STARTS.match(text) else None
    if not found:
        return text
    rest = text[found.end() :]
    if _READ.search(found[0]) and not _stands_alone(rest):
        return text
    return rest if any(word not in _TOPICLESS for word in _WORD.findall(rest)) else text


def _stands_alone(question: str) -> bool:
    """Whether a question tells by itself what it is about, so that no story can add to it."""
    told = [word for word in _WORD.findall(question) if word not in _TOPICLESS | _ASKING]
    return len(told) >= 3 or bool(_TERM.fullmatch(question))
