"""Questions put in two ways: an answer to one answers the other."""

from __future__ import annotations

import pytest

from bot.faq.english import read

QUESTIONS = """
What is goodwill? | Define goodwill.
What is goodwill? | What does goodwill mean?
What is goodwill? | Could you explain what goodwill is?
What is goodwill? | What's the meaning of goodwill?
What is goodwill? | What do you mean by goodwill?
What is goodwill? | What is the definition of "goodwill"?
What is goodwill? | Can you define goodwill for me?
What is goodwill? | goodwill meaning
What is goodwill? | Tell me what goodwill is
What is goodwill? | I don't know what goodwill is.
What is a stop loss? | What are stop losses?
What is a stop loss? | Please explain the concept of a stop loss.
What is a stop loss? | What is the meaning of stop-loss?
How is EBITDA calculated? | How do you calculate EBITDA?
How is EBITDA calculated? | How to calculate EBITDA?
How is EBITDA calculated? | How can I calculate EBITDA?
How is EBITDA calculated? | How does one calculate EBITDA?
How is EBITDA calculated? | Please show me how to calculate EBITDA.
How is EBITDA calculated? | How would you calculate EBITDA?
How do I submit an expense claim? | What's the way to submit an expense claim?
How do I submit an expense claim? | How can I submit an expense claim?
How do I submit an expense claim? | Hi all, how do I submit expense claims? Thanks!
How do I submit an expense claim? | I'd like to know how to submit an expense claim.
How do I submit an expense claim? | Could somebody tell me how I submit an expense claim?
What's the difference between a lease and a loan? | How does a loan differ from a lease?
What's the difference between a lease and a loan? | lease vs loan
What's the difference between a lease and a loan? | In what way is a lease different from a loan?
Which is riskier, bonds or shares? | Which is riskier: shares or bonds?
Which is riskier, bonds or shares? | Which are riskier, shares or bonds?
Are a lease and a rental the same thing? | Is a rental the same as a lease?
What is the relationship between price and yield? | How are yield and price related?
Who approves travel requests? | By whom are travel requests approved?
Who approves travel requests? | Who are travel requests approved by?
Does the auditor review the minutes? | Are the minutes reviewed by the auditor?
Which department issues visas? | Which department are visas issued by?
Why did the court dismiss the claim? | Why was the claim dismissed by the court?
When does the lab publish the results? | When are the results published by the lab?
Can a doctor refuse treatment? | Can treatment be refused by a doctor?
Must the seller disclose defects? | Must defects be disclosed by the seller?
Who founded the company? | By whom was the company founded?
Do I need a visa for India? | Is a visa required for India?
Do we have to sign the form? | Are we required to sign the form?
Must we sign the form? | Do we have to sign the form?
Are contractors allowed to park here? | May contractors park here?
Are contractors permitted to park here? | Are contractors allowed to park here?
Who is allowed to sign? | Who may sign?
Who has to sign? | Who must sign?
Is the training compulsory? | Is the training mandatory?
Why can't contractors park here? | Why cannot contractors park here?
Why doesn't the fund pay a dividend? | Why does the fund not pay a dividend?
Isn't overtime taxable? | Is not overtime taxable?
Is the fee 5%? | Is the fee five percent?
Is the fee 5%? | Is the fee 5 per cent?
Who approves amounts over $5,000? | Who approves amounts over 5000 dollars?
Who approves amounts over $5,000? | Who approves amounts over $5k?
Who approves amounts over €2 million? | Who approves amounts over 2m euros?
Is 30 days' notice enough? | Is thirty days' notice enough?
Is the notice period 3 months? | Is the notice period three months?
What is the Q1 deadline? | What is the first quarter deadline?
What was revenue in FY2022? | What was revenue in fiscal year 2022?
What was revenue in FY22? | What was revenue in financial year 2022?
Is the office closed on 24 December 2023? | Is the office closed on December 24, 2023?
Is the office closed on 24th December 2023? | Is the office closed on Dec 24th, 2023?
What does the 3rd clause say? | What does the third clause say?
Is a 12-month lease possible? | Is a one-year lease possible?
Does the shop open at 9 am? | Does the shop open at 9:00 am?
In Germany, how long is parental leave? | How long is parental leave in Germany?
If an employee resigns, who collects the laptop? | Who collects the laptop if an employee resigns?
For interns, is the bus free? | Is the bus free for interns?
During an audit, who keeps the records? | Who keeps the records during an audit?
When a patient dies, who informs the family? | Who informs the family when a patient dies?
Where's the printer? | Where is the printer?
What's an NDA? | What is an NDA?
Who's the CFO? | Who is the CFO?
What'll happen if we don't pay? | What will happen if we do not pay?
I'm wondering who the CFO is. | Who is the CFO?
Do you know who the CFO is? | Who is the CFO?
Any idea who the CFO is? | Who is the CFO?
Who is the CFO, by the way? | Who is the CFO?
Hey guys, quick question - who is the CFO? | Who is the CFO?
Please let me know who the CFO is. | Who is the CFO?
Excuse me, who is the CFO? | Who is the CFO?
Sorry for the silly question, but who is the CFO? | Who is the CFO?
Can anyone tell me who the CFO is? | Who is the CFO?
Would you be able to tell me who the CFO is? | Who is the CFO?
Could you help me understand how goodwill is tested? | How is goodwill tested?
I was wondering if you could tell me where the archive is | Where is the archive?
Is there a gym? | I want to know if there is a gym.
Does the plan cover dental care? | Tell me whether the plan covers dental care.
Is the plan taxable? | Please tell me if the plan is taxable.
Can contractors work from home? | I need to know whether contractors can work from home.
What are the symptoms of flu? | List the symptoms of flu.
What are the symptoms of flu? | Which symptoms does flu have?
What are the symptoms of flu? | Tell me the symptoms of flu.
What are the symptoms of flu? | What are flu's symptoms?
What are the advantages of leasing? | Name the advantages of leasing.
What are the steps in an audit? | What steps are there in an audit?
What are the steps in an audit? | List the steps of an audit.
What is the deadline for claims? | Tell me the deadline for claims.
What is the deadline for claims? | Please give me the deadline for claims.
What is the deadline for claims? | I'd like to know the deadline for claims.
What is the deadline for claims? | Could you tell me the deadline for claims?
What is the deadline for claims? | What's the deadline for a claim?
What is the formula for working capital? | Give me the formula for working capital.
What is the formula for working capital? | What is the working capital formula?
Give an example of a covenant. | What is an example of a covenant?
Give an example of a covenant. | Can you give me an example of a covenant?
What is the effect of inflation on bonds? | How does inflation affect bonds?
What is the effect of inflation on bonds? | What effect does inflation have on bonds?
What is the impact of tariffs on prices? | How do tariffs impact prices?
How long does approval take? | How much time does approval take?
How often are badges renewed? | How frequently are badges renewed?
Why is the invoice late? | For what reason is the invoice late?
How much does a badge cost? | What does a badge cost?
What is the cost of a badge? | How much does a badge cost?
Where can I get a badge? | Where can I obtain a badge?
How do I buy a ticket? | How do I purchase a ticket?
Who is in charge of payroll? | Who is responsible for payroll?
When does the course start? | When does the course begin?
What kind of contract is it? | What type of contract is it?
How do I fill in the form? | How do I fill out the form?
What happens if a supplier is late? | What if a supplier is late?
How do organisations recognise revenue? | How do organizations recognize revenue?
What colour is the form? | What color is the form?
Is the licence fee refundable? | Is the license fee refundable?
What is the lunch-break policy? | What is the lunch break policy?
Who is the D.P.O.? | Who is the DPO?
What's our on-boarding process? | What's our onboarding process?
IS THE OFFICE OPEN ON SUNDAYS? | is the office open on sundays
Where is the first-aid kit??? | Where is the first aid kit
Which countries need a visa? | What countries need a visa?
Whom should employees contact? | Who should employees contact?
To whom do we send invoices? | Who do we send invoices to?
In which country is the plant? | Which country is the plant in?
Do employees get a bonus? | Does an employee get a bonus?
Is a contract needed? | Are contracts needed?
How are losses carried forward? | How is a loss carried forward?
What are the responsibilities of directors? | What are a director's responsibilities?
Who isn't required to register? | Who doesn't need to register?
Who is not allowed to trade? | Who must not trade?
Why has payroll not been run? | Why hasn't payroll been run?
What does EBIT stand for? | What is EBIT short for?
What is the purpose of a covenant? | State the purpose of a covenant.
What are the requirements for a visa? | What requirements are there for a visa?
Explain how shares are issued. | How are shares issued?
Explain why shares are issued. | Why are shares issued?
Describe how shares are issued. | How are shares issued?
Show me where invoices are stored. | Where are invoices stored?
Can you list the duties of a trustee? | What are the duties of a trustee?
Give me a definition of goodwill | What is goodwill?
What does "pari passu" mean in a contract? | Meaning of pari passu in a contract
How do you spell it, please? | How do you spell it?
Thank you in advance: who chairs the board? | Who chairs the board?
Good afternoon everyone, who chairs the board? Kind regards | Who chairs the board?
Could you please let us know who chairs the board? | Who chairs the board?
Does anyone here know who chairs the board? | Who chairs the board?
Would anyone mind telling me who chairs the board? | Who chairs the board?
I'd appreciate it if someone could tell me who chairs the board. | Who chairs the board?
Just curious: who chairs the board? | Who chairs the board?
Honestly, who chairs the board? | Who chairs the board?
To be honest, who chairs the board? | Who chairs the board?
Sorry if this has been asked before, but who chairs the board? | Who chairs the board?
This may be a stupid question, but who chairs the board? | Who chairs the board?
Probably a dumb question but who chairs the board? | Who chairs the board?
Hope you're well. Who chairs the board? | Who chairs the board?
Quick one for the team: who chairs the board? | Who chairs the board?
I can't remember, who chairs the board? | Who chairs the board?
I keep forgetting, who chairs the board? | Who chairs the board?
Who has no badge? | Who does not have a badge?
Who has no badge? | Who doesn't have any badge?
Why is the will invalid? | Why is the will not valid?
Which costs are non-deductible? | Which costs are not deductible?
Can we travel without a visa? | Can we travel with no visa?
What is covered by the plan? | What does the plan cover?
Which contracts are reviewed by Legal? | Which contracts does Legal review?
Who is paid by Alpha? | Who does Alpha pay?
What was decided by the board? | What did the board decide?
Has the board approved the budget? | Has the budget been approved by the board?
Where can I find the travel form? | Where is the travel form?
Where do I find the travel form? | Where can I find the travel form?
Where can I get a badge? | Where do I get a badge?
For how long do we keep invoices? | How long do we keep invoices?
By when must we file the return? | When must we file the return by?
Between gold and silver, which is safer? | Which is safer, silver or gold?
Gold or silver: which is safer? | Which is safer, silver or gold?
Is gold or silver safer? | Which is safer, silver or gold?
When is the deadline for claims? | What is the deadline for claims?
What is needed for a visa? | What do I need for a visa?
What is required to open an account? | What do you need to open an account?
Who is the chief executive officer? | Who is the CEO?
Is multi-year budgeting required? | Is multiyear budgeting required?
Do we pay 1.5k users? | Do we pay 1,500 users?
What I want to know is who chairs the board. | Who chairs the board?
Who may sign except for the CFO? | Who may sign except the CFO?
Is the fee EUR 5,000? | Is the fee 5,000 euros?
Tell me how many contracts we have for Canada | How many contracts do we have for Canada?
"""


@pytest.mark.parametrize("pair", QUESTIONS.strip().splitlines())
def test_one_question_in_two_forms_has_one_reading(pair: str) -> None:
    one, other = pair.split(" | ")
    assert read(one) == read(other)
