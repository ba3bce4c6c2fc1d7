"""Patterns of how people ask to be told something: "could you tell me", "I'd like to know"."""

from __future__ import annotations

from bot.faq.english.remarks import SOFT, SOME

# Words that ask to be told; what follows is the question, in the order of a subordinate clause.
_TELL = (
    r"(?:(?:tell|inform|remind|show|teach) (?:me|us)(?: about)?|let (?:me|us) know(?: about)?|"
    r"help (?:me|us) (?:to )?(?:understand|find out|see|learn)|(?:advise|clarify|confirm|say|"
    r"state|share|"
    r"explain|describe|outline|specify|check|find out|look up|see)(?: to (?:me|us)| with "
    r"(?:me|us)| (?:me|us)| on)?|"
    r"walk (?:me|us) through|take (?:me|us) through|point out)"
)
_TELL_OR_KNOW = rf"(?:{_TELL}|(?:know|understand|learn|hear|find out)(?: about)?)"
_TELLING = (
    r"(?:(?:telling|informing|reminding|showing) (?:me|us)|letting (?:me|us) know|"
    r"explaining(?: to (?:me|us))?|"
    r"clarifying|confirming|advising)"
)
REQUESTS = (
    rf"{SOFT}(?:i (?:(?:would|'d) like|want|need|am looking for)|looking for)(?: to (?:have|get|"
    rf"see))? "
    r"(?=(?:the|an?) (?:exact )?(?:definition|meaning|formula|explanation|deadline|procedure|list|"
    r"address|number|date|name|steps|requirements|email|cost|price) (?:of|for) )",
    rf"does {SOME} have (?:any|an|some) (?:idea|clue)(?: of| about| as to)? ",
    rf"{SOFT}(?:i (?:would like|'d like|need|want) (?:to have )?)?an explanation (?:of|as to|for) "
    r"(?=(?:how|why|what|who|where|when)\b)",
    r"looking for the (?:person|one|colleague|people) (?=who )",
    r"what i (?:want|would like|need) to know is,? |is there (?:anyone|someone) who can tell me ",
    rf"{SOFT}(?:(?:can|could|would) {SOME} )?{SOFT}give (?:me|us) an explanation (?:of|as to) ",
    rf"(?:i was |i am |just |was )*wondering if {SOME} (?:can|could|would|might) "
    rf"{SOFT}{_TELL},? ",
    rf"{SOFT}(?:(?:can|could|would|will|might|may) {SOFT}{SOME} {SOFT})?(?:be able to "
    rf")?{SOFT}{_TELL},?:? ",
    rf"{SOFT}(?:(?:would|do|should) {SOME} mind|would it be possible to have {SOME}) "
    rf"{SOFT}{_TELLING} ",
    rf"{SOFT}i (?:(?:would|'d) (?:really |just |also )?(?:like|love|want)|want|need|wish|am "
    rf"trying|was trying|"
    r"am looking|was hoping|am hoping|have been asked)(?: to)?(?: (?:please|just|quickly))? "
    r"(?:know|ask|understand|learn|find out|check|hear|figure out)(?: about)?(?: from you)?,?:? ",
    rf"{SOFT}i (?:would|'d) (?:be|be very|be so) (?:grateful|glad|thankful|happy|obliged) "
    rf"(?:to (?:know|learn)|"
    rf"if (?:you|someone|anyone|somebody) (?:can|could|would) {SOFT}{_TELL}),? ",
    rf"(?:i am |i would be )?(?:much |very )?(?:obliged|grateful) if (?:you|someone|anyone|"
    rf"somebody) (?:can|could|would) "
    rf"{SOFT}{_TELL} ",
    r"i (?:would|'d) appreciate (?:it if (?:you|someone) (?:could|would) (?:tell me|explain|"
    r"let me know)|knowing) ",
    rf"{SOFT}(?:(?:may|might|can|could) i {SOFT}(?:ask|enquire|inquire)|may i {SOFT}know)"
    rf"(?: you)?,?:? ",
    rf"{SOFT}(?:can|could|would|will) {SOME} {SOFT}be (?:so |very )?(?:kind|nice|good|sweet|"
    rf"helpful)"
    rf"(?: enough)?,?(?: as)?(?: to|,? and) {SOFT}{_TELL},?:? ",
    rf"{SOFT}(?:can|could|may|might) i (?:trouble|bother|ask|get|persuade) {SOME} to "
    rf"{SOFT}{_TELL},?:? ",
    rf"{SOFT}(?:it )?(?:would|'d|will) be (?:so |very |really |most )?(?:great|nice|good|helpful|"
    rf"lovely|"
    rf"kind|useful|wonderful|awesome|fantastic|appreciated|brilliant) (?:of you )?(?:if {SOME} "
    rf"(?:can|could|would) {SOFT}|to ){_TELL_OR_KNOW},?:? ",
    rf"{SOFT}(?:is|are) {SOME} able to {SOFT}{_TELL},?:? ",
    rf"(?:is there )?any chance (?:that )?{SOME} (?:(?:can|could|would|might) {SOFT}{_TELL}|"
    rf"knows?),?:? ",
    rf"{SOFT}(?:mind|care to|would {SOME} care to|would {SOME} kindly) (?:{_TELLING}|{_TELL}) ",
    rf"would {SOME} (?:happen to )?know,?:? ",
    rf"i (?:would|'d) (?:really |very much |much )?(?:appreciate|welcome) (?:it if {SOME} (?:can|"
    rf"could|"
    rf"would) {SOFT}{_TELL}|(?:some |any )?(?:help|info|information|clarification|guidance|"
    rf"advice)(?: on| about| as to| with| regarding)?) ",
    rf"{SOFT}i (?:have to|must|should|would like to be able to|am supposed to|am trying to|want to|"
    rf"need to) (?:know|find out|understand|figure out|learn|clarify|ask)(?: about)?,?:? ",
    r"(?:i am |we are )?(?:trying|looking|struggling) to (?:find out|figure out|understand|"
    r"work out|"
    r"learn|determine) ",
    r"(?:i )?(?:can not|could not|do not|did not) (?:remember|recall|figure out|work out|find out|"
    r"quite remember|seem to remember|understand) ",
    r"i (?:forgot|forget|have forgotten|keep forgetting|always forget|am unsure|am unclear|am not "
    r"(?:clear|certain)|am confused)(?: about| as to| on)? ",
    r"(?:i am|just|i was) (?:asking|checking|curious|interested)(?: about| in| to (?:know|learn|"
    r"find out|hear))?(?: knowing)? ",
    rf"{SOFT}remind me,?:? ",
    r"(?:would like|want|wanted|need) to (?:know|ask|understand|find out),?:? ",
    rf"do(?:es)? {SOME} (?:happen to )?(?:know|remember|recall),?:? ",
    r"(?:have )?you (?:any )?(?:happen to )?know ",
    rf"(?:do|have) {SOME} (?:have )?(?:any|an) idea(?: of| about)? ",
    r"any(?:one|body)(?: here)? knows? ",
    r"(?:any|no) idea(?: of| about)? |let me ask(?: here)?,? ",
    r"(?:i was |i am |just |was )*wondering (?:about )?|i wonder(?:ed)? |i do not know |i am "
    r"not sure |"
    r"i have no idea |i am curious(?: about| to know)? ",
    rf"is it possible to tell me |{SOFT}i (?:would|'d) like (?:you )?to {_TELL} ",
    rf"{SOFT}(?:my|the|our|a) question is,?:? ",
)
