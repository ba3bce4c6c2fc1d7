"""Verbs whose forms are known, so that a passive can be turned round."""

from __future__ import annotations

import re

_REGULAR = """
accept access account accuse acquire acquit activate add adjourn adjust administer admit adopt
advertise advise affect allocate allow amend amortize analyze announce appeal apply appoint
appraise approve archive arrange arrest assault assemble assess assign attach audit authorize award
back backdate bill block book boost bottle breach brief burn calculate calibrate call capitalize
capture carry cash cause celebrate certify challenge change charge check circulate cite claim clamp
classify clean clear clone close code collect combine commission communicate compare compensate
compile complete compose compress compute concern condemn conduct configure confirm connect
consider consolidate consult consume contact contaminate contest contract convert convict cool
coordinate copy correct cover crash create credit criticize cure damage date debit decide declare
decline decorate decrease dedicate deduct deem defend define delay delegate delete deliver deny
deploy deposit depreciate derive describe desire destroy detect determine develop diagnose dilute
direct disburse discharge disclose discontinue discount discover discuss disinfect dismiss dispense
display dispose dispute distribute divide document double download draft dress earn edit elect
eliminate employ empty enable enact endorse enforce enjoy enter entitle escalate establish estimate
evaluate examine exclude excrete execute exempt exercise expense explain export expose express
extend factor fail favor finalize finance fine fix follow form forward found fulfill fund furnish
gather generate govern grant group guarantee guard guide handle harm head heat hedge hike hire
honor host house identify impair implement imply import impose impound improve include incorporate
increase infect influence inform inherit initial initiate inject insert inspect install insure
integrate intercept interpret interrupt interview introduce invent invest investigate invite
invoice irrigate isolate issue itemize judge justify kill label land launch legalize levy license
limit link liquidate list litigate load locate lock lower lubricate mail maintain manage mandate
manipulate manufacture mark market match measure mediate mention merge metabolize migrate minimize
mix model monetize monitor motivate move negotiate nominate notarize note notify number oblige
observe obtain occupy offer onboard open operate order organize outsource overcharge overturn own
pack paint park participate partition patent pause penalize perform pick place pledge poll pool
post postpone power practice preclude predict prepare prescribe present preserve preside press
prevent preview price print process proctor procure produce prohibit project prolong promote
propose prosecute protect prove provide publish pump punish purchase push qualify quarantine query
question quote raise rank rate ratify reach realize reboot recall receive recharge reclassify
recognize recommend reconcile reconsider record recover recruit recycle redeem redesign redraft
reduce reference refinance refresh refund refuse register regulate reimburse reinstate reject
release relocate remind remodel remove renegotiate renew rent reopen reorder repair repeal repeat
rephrase replace reply report represent repurchase request require reschedule rescind rescue
reserve resolve respect restart restore restrict restructure resume retain retire retrain retrieve
return reuse reverse review revise revoke reward roll ruin sample sanction save schedule score
screen scrutinize seal search secure seize select separate serve settle shape share shift ship
shorten sign simplify smooth solve sort sponsor stabilize staff stamp start state sterilize store
strengthen structure study subdivide subsidize substitute subtract succeed summarize supervise
supply support surrender survey suspend switch tackle target taste tax terminate test thank titrate
touch trace track trade train transcribe translate transplant transport treat treble trigger triple
truncate trust tune turn type undermine unload unlock update upgrade upload use utilize vacate
vaccinate validate value verify vest view violate visit visualize void vote waive want warn wash
pronounce spell encrypt decrypt synchronize insult reprint refill smoke enroll
weigh welcome witness work
"""
_DOUBLED = """
ban cap drop log plan refer stop submit transfer trim commit permit control map scan scrap
skip spot transmit trap defer flag program remit
"""
_IRREGULAR = """
begin began begun  bear bore borne  break broke broken  bring brought brought  build built built
buy bought bought  catch caught caught  choose chose chosen  cut cut cut  deal dealt dealt
draw drew drawn  drive drove driven  feed fed fed  find found found  forbid forbade forbidden
forecast forecast forecast  freeze froze frozen  get got got  give gave given  hear heard heard
hold held held  keep kept kept  lead led led  lend lent lent  lay laid laid  leave left left
lose lost lost  make made made  mean meant meant  meet met met  overrule overruled overruled
pay paid paid  put put put  read read read  repay repaid repaid  reset reset reset
ring rang rung  run ran run  see saw seen  sell sold sold  send sent sent  set set set
show showed shown  shut shut shut  speak spoke spoken  spend spent spent  split split split
steal stole stolen  take took taken  teach taught taught  tell told told  think thought thought
throw threw thrown  understand understood understood  withdraw withdrew withdrawn
withhold withheld withheld  write wrote written  win won won  wear wore worn  do did done
borrow borrowed borrowed  file filed filed  sue sued sued
"""


def _past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ied"
    return f"{base}ed"


def _forms() -> tuple[dict[str, str], dict[str, str]]:
    past: dict[str, str] = {}
    base_of: dict[str, str] = {}
    for base in _REGULAR.split():
        past[base] = _past(base)
        base_of[past[base]] = base
    for base in _DOUBLED.split():
        past[base] = f"{base}{base[-1]}ed"
        base_of[past[base]] = base
    words = _IRREGULAR.split()
    for base, simple, participle in zip(words[::3], words[1::3], words[2::3], strict=True):
        past[base] = simple
        base_of[participle] = base
    past["cancel"], base_of["canceled"] = "canceled", "cancel"
    return past, base_of


PAST_OF, BASE_OF = _forms()
"""The simple past of a base form; the base form of a participle."""

_ED = re.compile(r"[a-z]{2,}ed")


def is_participle(word: str) -> bool:
    """Whether a word may be a past participle."""
    return word in BASE_OF or bool(_ED.fullmatch(word))
