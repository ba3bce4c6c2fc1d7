"""What is said with a noun ("the location of X"), and the plain question ("where is X")."""

from __future__ import annotations

import re

_N = r"(?!to |it |there |not )[^;]+?"
_ONE = (
    r"(?:(?!(?:of|for|in|on|at|to|by|with|from|under|is|do|have) )\S+ ){0,3}?(?!(?:is|was|do|"
    r"have)(?!\S))\S+"
)
_YOU = r"(?:you|i|people|someone)"
_TAIL = r"(?P<tail>(?: (?:for|to|in|if|when|by|on|before|after|at|under|with) .+)?)"
_AMOUNTS = (
    "price|fee|budget|salary|rate|bonus|allowance|deposit|fine|penalty|limit|surcharge|rent|"
    "discount|markup|premium|threshold|subsidy|commission|charge|contribution|"
    "per diem|wage"
)
_SPANS = (
    "period|leave|phase|warranty|course|training|meeting|notice|break|trial|internship|probation|"
    "session|workshop|guarantee|sentence|pregnancy|treatment|project|audit|program"
)
_MODALS = {"possible": "can", "allowed|permitted": "may"}
_MUST = "necessary|required|needed|mandatory|obligatory|compulsory"

_REWORDED = (
    # what a term means
    (rf"how is (?P<x>{_N}) defined (?:in|under|by|according to) (.+)",
     r"what is definition of \1 in \2"),
    (rf"how (?:do )?(?!do |you |we |i |people |1 )(?P<y>{_N}) define (?P<x>{_N})",
     r"what is definition of \2 in \1"),
    (rf"what is (?:definition|meaning) of (?P<x>{_N}) (?:in|under|according to) (.+)",
     r"what is definition of \1 in \2"),
    (rf"what (?:do )?(?P<x>{_N}) mean (?:in|under|according to) (.+)",
     r"what is definition of \1 in \2"),
    (r"(?:what is|give me|give) some example of (.+)", r"what is example of \1"),
    (r"what is (?:full form|long form) of (?P<x>[\ue000-\uf8ff]|[^ ]{2,6})",
     r"what \1 stand for"),
    (r"what is (?P<x>[\ue000-\uf8ff]|[^ ]{2,6}) (?:abbreviation|acronym) (?:of|for)",
     r"what \1 stand for"),
    (r"(?:what|which) (?:do )?(?:letter|acronym|abbreviation|initial) (\S+) stand for",
     r"what \1 stand for"),
    (r"what is (phone number|mobile number|email|email address|password|deadline) of (.+)",
     r"what is \1 for \2"),
    # where and when
    (r"which (year|month) (was|is|did|do|will) (.+) in", r"which \1 \2 \3"),
    (rf"what is (?:exact )?location of (?P<x>{_N})", r"where is \1"),
    (rf"where is (?P<x>{_N}) (?:located|situated|found|to be found)", r"where is \1"),
    (rf"where can (?P<x>{_N}) be (?:found|located)", r"where is \1"),
    (rf"what is (?:exact )?date of (?P<x>{_N})", r"when is \1"),
    (rf"when (?:do )?(?P<x>{_N}) happen", r"when is \1"),
    (rf"when did (?P<x>{_N}) happen", r"when was \1"),
    (rf"when (is|was) (?P<x>{_N}) (?:held|taking place|happening)", r"when \1 \2"),
    (rf"when is (?P<x>{_N}) due", r"what is deadline for \1"),
    # how large, how long
    (rf"how long is (?P<x>{_ONE})", r"what is length of \1"),
    (rf"what is duration of (?P<x>{_ONE})", r"how long \1 last"),
    (rf"how long do (?P<x>{_ONE}) last", r"how long \1 last"),
    (rf"how large is (?P<x>{_ONE})", r"what is size of \1"),
    (rf"how old is (?P<x>{_ONE})", r"what is age of \1"),
    (rf"how heavy is (?P<x>{_ONE})", r"what is weight of \1"),
    (rf"how (?:tall) is (?P<x>{_ONE})", r"what is height of \1"),
    (rf"how wide is (?P<x>{_ONE})", r"what is width of \1"),
    (rf"how deep is (?P<x>{_ONE})", r"what is depth of \1"),
    (rf"how (?:much|high) is (?P<x>(?:\S+ ){{0,3}}?(?:{_AMOUNTS})(?: (?:of|for|in|on|per) .+)?)",
     r"what is \1"),
    (rf"how old (?:do|must) {_YOU} (?:have to |need to )?be to (.+)", r"what is minimum age to \1"),
    # what there is
    (rf"how many (?P<x>{_ONE}) is (?:there )?(?:in|at) (?P<y>{_ONE})", r"how many \1 do \2 have"),
    (rf"is there (?P<x>(?!any|some|way|need|difference|overlap){_ONE}) in (?P<y>{_ONE})",
     r"do \2 have \1"),
    (rf"do not (?P<y>(?!you |we |i ){_ONE}) have (?P<x>(?!to |been |no ){_ONE})",
     r"do \1 have no \2"),
    (rf"why is there (?P<x>{_N})", r"what is reason for \1"),
    (r"what is reason behind (.+)", r"what is reason for \1"),
    # what is needed
    (rf"(when|where|why) (?:do )?(not )?{_YOU} (?:need|require) (?P<x>{_N}){_TAIL}",
     r"\1 is \2 \3 needed\g<tail>"),
    (rf"(when|where|why) is (not )?(?P<x>{_N}) (?:required|necessary){_TAIL}",
     r"\1 is \2 \3 needed\g<tail>"),
    (rf"(which|how many) (?P<x>{_ONE}) (?:do )?{_YOU} (?:need|require)"
     r"(?P<tail>(?: (?:for|if|when|to) .+)?)", r"\1 \2 is needed\g<tail>"),
    (rf"(which|how many) (?P<x>{_ONE}) is (?:required|necessary)"
     r"(?P<tail>(?: (?:for|if|when|to) .+)?)", r"\1 \2 is needed\g<tail>"),
    (rf"do (?P<x>{_ONE}) get (\S+ed|paid)((?: (?:for|in|on|at|by|when|if|during|every|per) .+)?)",
     r"is \1 \2\3"),
    (rf"(when|where|why) is there no need for (?P<x>{_N}){_TAIL}", r"\1 is not \2 needed\g<tail>"),
    (r"is there (?:possibility|way) to (.+)", r"can 1 \1"),
    (rf"is there (?:a )?need for (?P<x>{_ONE}){_TAIL}", r"is \1 needed\g<tail>"),
    (rf"where is (#[0-9]+) floor (?P<x>{_ONE})", r"where is \2 on \1 floor"),
    # who
    (r"which (?:people|person) (.+)", r"who \1"),
    (r"who is (?:person|people|1|employee|colleague) (?:who|that) (.+)", r"who \1"),
    (rf"who is owner of (?P<x>{_N})", r"who own \1"),
    (rf"who is approver of (?P<x>{_N})", r"who approve \1"),
    (rf"who is (?:external )?auditor of (?P<x>{_N})", r"who audit \1"),
    (rf"who is issuer of (?P<x>{_N})", r"who issue \1"),
    (r"(what|who|where|when) is it that (.+)", r"\1 \2"),
    (r"(who|when) to (.+)", r"\1 do i \2"),
    (r"(which (?!way )\S+(?: \S+)?) to ((?:use|fill in|choose|contact|call|submit|sign|send|book|"
     r"follow|ask|visit|read|buy|take|file|request|attach|bring|inform)(?: .+)?)", r"\1 do i \2"),
    (rf"(?:what|which) cause (?P<x>(?!(?:is|was|do|did) )(?:(?!is |was |do |to ){_ONE}))",
     r"what is cause of \1"),
    (rf"(?:what|which) is (?P<x>{_ONE}) caused by", r"what is cause of \1"),
    (rf"what is treatment (?:for|of) (?P<x>{_ONE})", r"how is \1 treated"),
    (rf"(?:what|which) (?:is )?risk (?:is )?(?:involved in|associated with) (?P<x>{_N})",
     r"what is risk of \1"),
    (rf"(?P<x>(?!what |which |is |do ){_ONE}) (side effect|symptom|contraindication)",
     r"what is \2 of \1"),
    (rf"(?:list |name |what is |tell me )?(?P<x>(?!what |which |is |how |who |when |where |why )"
     rf"{_ONE}) (?:needed|required|necessary)(?P<tail> (?:for|to) .+)",
     r"which \1 is needed\g<tail>"),
    (rf"what is (?:expiry|expiration) date (?:of|for) (?P<x>{_N})", r"when \1 expire"),
    (rf"what is start date (?:of|for) (?P<x>{_N})", r"when do \1 start"),
    (rf"what is end date (?:of|for) (?P<x>{_N})", r"when do \1 end"),
    (rf"which time do (?P<x>{_ONE}) (open|close)", r"when do \1 \2"),
    (rf"what is length of (?P<x>(?:\S+ ){{0,3}}?(?:{_SPANS})(?: (?:of|for|in) .+)?)",
     r"how long \1 last"),
    (rf"do (?P<y>(?!you |we |i |people |someone |it |they |not ){_ONE}) need (?P<x>(?!to ){_ONE})",
     r"is \2 needed for \1"),
    (rf"who head (?P<x>{_ONE})", r"who is head of \1"),
    # what can, may and must be done
    *((rf"is it (not )?(?:{word}) to (.+)", rf"{modal} \1 1 \2")
      for word, modal in _MODALS.items()),
    *((rf"is it (not )?(?:{word}) for (?P<x>(?!.* to .* to ){_ONE}) to (.+)", rf"{modal} \1 \2 \3")
      for word, modal in _MODALS.items()),
    (rf"is it (?:{_MUST}) to (.+)", r"must you \1"),
    (rf"is it (?:{_MUST}) for (?P<x>{_ONE}) to (.+)", r"must \1 \2"),
    (rf"((?:(?:why|when|where|how|who|which \S+) )?)is (not )?(?P<x>{_ONE}) (not )?able to (.+)",
     r"\1 can \2 \4 \3 \5"),
    (r"((?:who|which \S+) )is (not )?able to (.+)", r"\1 can \2 \3"),
    (r"((?:(?:why|when|where|how) )?)(is|was|do|did|have|had|can|could|will|would|should) "
     r"not anyone (.+)", r"\1 \2 nobody \3"),
    (r"((?:(?:why|when|where|how) )?)(is|was|do|did|have|had|can|could|will|would|should) "
     r"not anything (.+)", r"\1 \2 nothing \3"),
)  # fmt: skip
RULES = tuple((re.compile(pattern), instead) for pattern, instead in _REWORDED)
"""A pattern for all of a question, and what stands instead."""

_ACTED = (
    (rf"when (?:do|must|should) {_YOU} (?:have to |need to )?(?P<act>.+) by",
     "what is deadline to {}"),
    (r"what is deadline for (?P<ing>\S+ing .+)", "what is deadline to {}"),
    (r"what is minimum age for (?P<ing>\S+ing .+)", "what is minimum age to {}"),
    (r"what is (?:correct |right |usual |standard |official |proper )?"
     r"(?:procedure|process|way|method|step|instruction|guide) (?:for|of|in|on|"
     r"to) (?P<ing>\S+ing .+)", "how to {}"),
    (r"what is (?:correct |right |usual |standard |official |proper )?"
     r"(?:procedure|process|way|method|step) to (?P<act>.+)", "how to {}"),
    (rf"how (?:do )?{_YOU} go about (?P<ing>\S+ing .+)", "how to {}"),
    (rf"what (?:do|must) {_YOU} (?:have to |need to )?do to (?P<act>.+)", "how to {}"),
    (rf"(?:what|which) step (?:do|must) {_YOU} (?:have to |need to )?(?:take|follow|"
     rf"go through) to (?P<act>.+)",
     "how to {}"),
    (r"how long is needed to (?P<act>.+)", "how long it take to {}"),
    (r"how long (?:do )?(?P<ing>\S+ing .+) take", "how long it take to {}"),
    (r"how much (?:do )?(?P<ing>\S+ing .+) cost", "how much it cost to {}"),
    (r"what is cost of (?P<ing>\S+ing .+)", "how much it cost to {}"),
    (r"how much do it cost to (?P<act>.+)", "how much it cost to {}"),
    (r"how long do it take to (?P<act>.+)", "how long it take to {}"),
    (r"who is responsible for (?P<ing>\S+ing .+)", "who is responsible to {}"),
    (r"is (?P<ing>\S+ing .+) (?:allowed|permitted)", "may 1 {}"),
    (r"is (?P<ing>\S+ing .+) legal", "legal to {}"),
    (r"is it legal to (?P<act>.+)", "legal to {}"),
    (r"is (?P<ing>\S+ing .+) possible", "can 1 {}"),
    (r"is (?P<ing>\S+ing .+) (?:mandatory|required|necessary|compulsory)", "must you {}"),
)  # fmt: skip
ACTS = tuple((re.compile(pattern), act) for pattern, act in _ACTED)
"""A pattern for a question about something that is done, and how it is asked with its verb."""
