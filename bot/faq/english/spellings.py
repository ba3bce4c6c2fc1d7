"""Words that are written in two ways."""

from __future__ import annotations

import re

_OUR = """
labour favour behaviour colour honour harbour neighbour tumour humour rumour vapour endeavour
misdemeanour flavour odour rigour vigour savour armour
"""
_PAIRS = """
licence license  defence defense  offence offense  pretence pretense  centre center
centres centers  metre meter  metres meters  litre liter  litres liters  fibre fiber
theatre theater  programme program  programmes programs  catalogue catalog  catalogues catalogs
dialogue dialog  enrolment enrollment  enrolments enrollments  instalment installment
instalments installments  fulfil fulfill  fulfils fulfills  fulfilment fulfillment
judgement judgment  judgements judgments  acknowledgement acknowledgment  grey gray
labelling labeling  labelled labeled  travelling traveling  travelled traveled
traveller traveler  travellers travelers  cancelled canceled  cancelling canceling
modelling modeling  modelled modeled  totalled totaled  signalled signaled  analyse analyze
analysed analyzed  analysing analyzing  dialyse dialyze  catalyse catalyze  cheque bankcheck
cheques bankchecks  sulphate sulfate  sulphur sulfur  ageing aging  skilful skillful
whilst while  amongst among  learnt learned  tyre tire  tyres tires  mould mold  licences licenses
organisation organization  organisations organizations  cashflow cash_flow  cashflows cash_flow
aluminium aluminum  paediatric pediatric  leukaemia leukemia  manoeuvre maneuver
counsellor counselor  storey story  artefact artifact  adviser advisor  advisers advisors
"""


def _pairs() -> dict[str, str]:
    words = _PAIRS.split()
    pairs = dict(zip(words[::2], words[1::2], strict=True))
    for word in _OUR.split():
        for ending in ("", "s", "ed", "ing", "able", "s'"):
            pairs[word + ending] = word[:-3] + "or" + ending
    return pairs


_ISE_STEMS = """
exercis otherwise enterpris merchandis franchis expertis precis promis premis supervis compromis
compris likewise surpris disguis improvis televis concise paradise treatise advis devis revis arise
raise prais apprais cruise excis incis chastis circumcis demis despis appris repris clockwise
dismis permis submis admis commis omis emis remis transmis vis divis decis incis collis adhes phys
dis cris bris advertis anonymis_ noise poise mayonnaise
"""

OUR_AND_OTHERS = _pairs()
"""British to American; a cheque never to a check, which is an inspection as well."""

ISE_IS_NO_SUFFIX = tuple(_ISE_STEMS.split())
"""How words begin whose "-ise" is part of the stem."""

# What is written as one word, as two or with a hyphen. Not "over time", which is no overtime.
_CLOSED = """
e mail|wi fi|on line|web site|time sheet|pay slip|spread sheet|check list|work flow|data base
trade mark|health care|share holder|stake holder|on boarding|off boarding|pass word|user name
work place|pay roll|work shop|head count|land lord|white board|book keeping|book keeper|log book
co worker|co workers|co owner|co owners|co founder|co founders|co signer|co sign|co operate
co operation|co ordinate|co ordination|co ordinator|co author|co authors|co pay|co payment
co insurance|co defendant|co borrower|web page|key board|black out|tele phone|type writer
multi national|sub contractor|sub contractors|sub contract|anti trust|life span|name plate
cut off|follow up|back up|start up|pay out|co working|life cycle|data set|file name|screen shot
smart phone|voice mail|car pool|life style|part time|full time|real time|after care|home page
web cam|time line|time frame|time table|guide line|guide lines|dead line|dead lines|fire wall
trade marks|share holders|stake holders|time sheets|pay slips|e mails|web sites|check lists
"""

_PAIRS_OF_WORDS = "|".join(
    pair.strip() for pair in _CLOSED.replace("\n", "|").split("|") if pair.strip()
)
CLOSED = re.compile(rf"\b(?:{_PAIRS_OF_WORDS})\b")
"""What is written as one word as well."""
