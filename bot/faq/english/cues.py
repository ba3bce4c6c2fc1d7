"""Words by which a question leans on its asker, on the day, on its thread or on a file."""

from __future__ import annotations

import re

from bot.faq.english.wordlists import word_set

_DAYS = "mon|tues|wednes|thurs|fri|satur|sun"
_MONTHS = "january|february|april|june|july|august|september|october|november|december"
_SPAN = (
    r"year|month|week|quarter|day|night|weekend|summer|winter|spring|autumn|season|time|"
    rf"{_MONTHS}|march|may"
)

FILE = re.compile(
    r"\b(?:page|slide|line|row|column|cell|sheet|tab) [0-9]+\b|"
    r"\b(?:attached|(?:the|this|these|that|those|my|your|see|in|which) attachments?"
    r"(?! (?:size|limit|policy|filter|disorder|theory|style|order))|"
    r"^attachments?|enclosed|uploaded|screenshots?|below|"
    r"(?:this|these|that|the|my) (?:\w+ )?(?:files?|documents?|spreadsheets?|pdfs?|images?|"
    r"pictures?|"
    r"photos?|slides?|decks?|scans?|recordings?|videos?|screens?|excel|csv|sheets?) ?"
    r"(?=$|[?.!,;:]|say|show|contain|mean|about|above|here|attached|i |and)|"
    r"(?:this|these) (?:\w+ )?(?:files?|documents?|spreadsheets?|pdfs?|images?|pictures?|"
    r"photos?|slides?|"
    r"drafts?|scans?|charts?|tables?|graphs?|letters?|contracts?|reports?|agreements?|"
    r"invoices?|pages?))\b"
)
THREAD = re.compile(
    r"^(?:and|or|but|then|also|what about|how about|why not|same|again|yes|no|else|more|another)\b"
    r"|^(?:why|how|when|where|who|which|what|really|how so|how come|since when|go on|"
    r"continue|elaborate|"
    r"please continue|for example|explain|explain further|tell me more|more details?|such as)$"
    r"|\b(?:this|these|those|the above|above mentioned|aforementioned|abovementioned|former|"
    r"latter|foregoing)\b"
    r"|\b(?:is|was|does|did|do|of|about|to|for|with|from|by|like|than|why|on|in|after|before|"
    r"at|explain|"
    r"mean|define|if|when|and|can|would|should|what) that(?= (?:is|was|does|did|do|has|mean|"
    r"apply|apply to|one|"
    r"work|case|also|again|too|true|right|correct|way|same|person|company|amount|number|rate|"
    r"clause|rule)\b|$|[?.!,;])"
    r"|\b(?:what|how|how much|how long|why|when|where|who) (?:does|did|do|is|was|are|can|will|"
    r"would) "
    r"that\b"
    r"|(?<=[;:,.?!] )(?:what|who|where|when|why|how) (?:is|was|does|did|are|were) (?:that|it|"
    r"they)\b"
    r"|\babove$|\b(?:(?:did you|you) (?:say|said|mentioned|wrote|told|just|explained)|"
    r"your (?:last|previous|"
    r"earlier|answer|reply)|"
    r"as (?:mentioned|discussed|said|before|above)|(?:mentioned|discussed) (?:earlier|before|"
    r"above)|earlier|"
    r"previous (?:question|answer|message)|just now|the other 1|the other one|the first one|"
    r"the second one|"
    r"the last one|that one|which one|(?<!at )the same(?! (?:thing )?as\b)|"
    r"same thing(?! as\b)|"
    r"(?<!some)(?<!some )(?<!body )(?<!one )else|"
    r"happens? (?:then|next|afterwards|after that)|what then|"
    r"the (?:second|third|last|next) ones?|in (?:that|such) case|such an?)\b"
)
IT = re.compile(r"\b(?:it|they|them|he|she|him|her|his|hers|their|theirs|its|itself|themselves)\b")
EMPTY_IT = re.compile(
    r"\b(?:is|was|be|does|did|would|will|can|how (?:long|much) (?:does|did|will|would)) it "
    r"(?:ever |still |really |"
    r"always |also |not )?(?:possible|true|legal|illegal|lawful|unlawful|necessary|ok|okay|"
    r"safe|normal|common|usual|"
    r"allowed|permitted|mandatory|compulsory|required|better|best|worth|important|advisable|"
    r"fair|dangerous|"
    r"harmful|enough|cheaper|take|cost|matter|make sense|mean|correct|right|wrong|customary|"
    r"acceptable)\b(?= \w)"
    r"|\b(?:who|what|when|where|why|how) (?:is|was) it that\b"
    r"|\bmake it\b|\btake it for granted\b|\bwhat it means\b"
)
SUBJECT_BEFORE = re.compile(r"\b(?:[a-z]{3,}|[\ue000-\uf8ff])\b")
DATE = re.compile(
    rf"\b(?:today|tonight|tomorrow|yesterday|now|nowadays|currently|current|presently|latest|"
    rf"newest|recent|"
    rf"recently|lately|upcoming|forthcoming|ytd|so far|end of year|to date|"
    rf"up to date|at (?:the moment|"
    rf"present)|"
    rf"these days|mtd|qtd|eoy|eom|eoq|eod|"
    rf"ongoing|just released|ago|at this point|as of now|yet|still|already|"
    rf"(?:this|last|next|past|coming|current|previous|following|prior) (?:\w+ )?(?:{_SPAN}|"
    rf"(?:{_DAYS})day)s?|"
    rf"next(?! (?:steps?|to|of kin|door|generation|stage|phase)\b)|(?:in|over|for|"
    rf"during) the (?:last|past|next|coming) |year to date|month to date|"
    r"this (?:morning|afternoon|evening)|what is new|"
    r"any (?:news|updates?)|"
    r"(?:by|until|before) (?:the )?end of (?:the )?(?:week|month|quarter|year))\b"
    rf"|\b(?:on|by|until|since|this|before|after|from|till|for|of|every)? ?(?:{_DAYS})day(?! "
    rf"?to\b)\b"
)
FROM_NOW = re.compile(
    r"^(?:what|who|which|where)\b.*\b(?:is|are|will|happens?|expires?|ends?|starts?)\b.* in "
    r"(?:[0-9]+|an?|one|two|three|four|five|six|seven|ten|a few|several) "
    r"(?:business |working |more )?(?:days?|weeks?|months?|years?|hours?|minutes?)$"
    r"|^what (?:is the )?(?:time(?: is it)?|date|day)(?: is it)?$"
    r"|^what is the time(?: in\b|$)|^what day is it"
)
"""A day that is told from today on."""
A_MONTH = re.compile(
    rf"\b(?:{_MONTHS}|(?:in|last|next|by|since|until|of|from|for|before|after) (?:march|may))\b"
)
A_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b|\bevery\b|\beach\b")
QUARTER = re.compile(r"\b(?:q[1-4]|h[12]|(?:first|second|third|fourth|1st|2nd|3rd|4th) quarter)\b")

_CHANGES = (
    "reset|change|update|set up|connect|install|unlock|renew|replace|submit|upload|configure|"
    "activate|"
    "access|log|sign|cancel|request|file|claim|book|register|add|remove|delete|share|sync|"
    "encrypt|back up|"
    "restart|recover|restore|download|edit|print|extend|report|transfer|enrol|enroll|hand in|"
    "turn in|send in|hand over|alter|modify|switch|enter|return|clean|charge|park|pick up|"
    "collect|claim back|get back|correct|fix|repair|set|upgrade|deactivate|disable|enable|delegate"
)
# Anybody may be this "I": the answer is the same for all who ask.
ANYBODY = (
    re.compile(
        r"^(?:how|where|who|whom|when|which \S+(?: \S+)?|what(?: \S+)?|how (?:often|soon|"
        r"long|early|far)|in (?:what|which) way|until when|by when|"
        r"(?:from|to|by|with|in|on|at|until|under|for) (?:whom|which \S+(?: \S+)?|"
        r"what(?: \S+)?)) (?:do|can|could|should|must|would|may|"
        r"shall|might) i\b(?! (?:have(?! to\b)|own\b|owe\b|earn\b|work\b|weigh\b|live\b|"
        r"belong\b|sit\b|stand\b|report to\b|still\b|currently\b))"
    ),
    re.compile(
        r"\b(?:if|when|once|unless|before|after|until|because|although|while) i(?: have| am)?\b"
    ),
)
OWN_THING = re.compile(
    rf"^(?:how|where) (?:do|can|could|should|would|to) (?:i )?(?:{_CHANGES})\b.*?\bmy\b"
    r"|\bif i(?: have)? (?:lost|lose|forgot|forget|forgotten|break|broke|broken|damaged|"
    r"damage) my\b"
)
ME_IN_CLAUSE = re.compile(r"^((?:what|who|whom|where|how) .* (?:if|when) [^,]*) me$")
SERVICE = re.compile(
    r"^(?:please )?(?:give|get|send|find|point|walk|take|show|tell|list|name)(?: for)? me(?: "
    r"to| through)?\b"
)
ASKER = re.compile(
    r"\b(?:i|me|my|mine|myself|our (?:own )?(?:manager|team|department|boss|group|unit|squad|"
    r"division|supervisor))\b"
)

NO_NAMES = word_set(
    """what who when where why which how does did are was were can could should must may will
    would the for and but not have has had many much long often soon then that with from"""
)
