"""Near misses by who does it, when and whether, where words may be moved."""

from __future__ import annotations

import pytest

from bot.faq.english import read

QUESTIONS = """
In the meeting, who signs the minutes? | Who signs the minutes?
While I am in a meeting, who answers the phone? | Who answers the phone?
Only for information: who signs? | Who only signs?
Asking for a raise: how do I do it? | How do I do it?
Who actually owns the land? | Who beneficially owns the land?
What is actually deductible? | What is not deductible?
How exactly is the fee calculated? | How is the exact fee calculated?
Is the fee exactly 5 euros? | Is the fee 5 euros?
Is it really free? | Is it free?
Do people really need a visa? | Do people need a visa?
What does covid 19 do? | What does covid 18 do?
When do I not need a visa? | When do I need a visa?
When is a visa needed for China? | When is a visa needed for Japan?
Where do we need a visa? | When do we need a visa?
Which documents are needed for a visa? | How many documents are needed for a visa?
Which documents are required from the buyer? | Which documents are required from the seller?
What do I need to do to get a visa? | What do I need to get a visa?
What do I need to do to get a visa? | What must I not do to get a visa?
How old do you have to be to vote? | How old may you be to vote?
How old do you have to be to vote? | What is the maximum age to vote?
Who is responsible for signing contracts? | Who signs contracts?
Which form to use for leave? | Which form not to use for leave?
Who to pay? | Who is to pay?
What is the process for the archive? | How do I archive?
Is the shop shut on Sunday 24 December 2023? | Is the shop open on Sunday 24 December 2023?
Is charging in the garage allowed? | Is charging in the garage necessary?
What is the purchase price? | What is the purchase cost?
Who picks up the bill? | Who chooses the bill?
How is a patient turned over? | How is a patient turned up?
What is due process? | What is the process for dues?
What is the due date? | When is the date due?
What is the fee for the visa process? | What is the process for the visa fee?
find errors in the report | fix errors in the report
Do contractors need a badge? | Do badges need a contractor?
Do contractors need a badge? | Do employees need a badge?
Do patients need surgery? | Does surgery need patients?
Is a badge needed for contractors? | Is a badge needed by contractors?
What causes anemia? | What does anemia cause?
What is caused by anemia? | What is anemia caused by?
What are the causes of anemia? | What are the effects of anemia?
What is the treatment for gout? | What is the cause of gout?
What is the treatment of gout by doctors? | How are doctors treated for gout?
When does the lease start? | When does the lease end?
What is the start date of the lease? | What is the end date of the lease?
What is the expiry date of the card? | What is the issue date of the card?
What time does the gym open? | What time does the gym close?
How long is the trial? | How long was the trial?
How long is the cable? | How long does the cable last?
Who heads legal? | Who is headed by legal?
What is the name of the head of legal? | What is the name of the owner of legal?
documents needed for a visa | documents needed for a permit
What documents are needed for a visa? | What documents are not needed for a visa?
Which documents are needed to open an account? | Which documents are needed to close an account?
Is it ISO 27001? | Is it ISO 27002?
Does COVID-19 count? | Does COVID 1 9 count?
Is the fee one and a half percent? | Is the fee one or a half percent?
Is the dose given twice? | Is the dose given once?
Is it twice as high? | Is it half as high?
Is smoking permitted? | Is smoking required?
Do you need a permit? | Do you need permission?
Is a visa unnecessary? | Is a visa necessary?
Which risks are involved in surgery? | Which risks are not involved in surgery?
What risks are associated with surgery? | What benefits are associated with surgery?
Travel expenses: who approves them? | Travel expenses: who pays them?
Travel expenses: who approves them? | Training expenses: who approves them?
Interns: who hires them? | Interns: who do they hire?
Budget: who approves it for Paris? | Budget: who approves it for Rome?
The supplier, who pays them? | Who does the supplier pay?
The trust, when is it taxed? | The trust, when was it taxed?
What is the reason sales rose? | What is the reason sales fell?
Which lawyer handles claims? | Which lawyer deals with clients?
How do I log in to the portal? | How do I log in to the VPN?
Is it legal to smoke? | Is it legal not to smoke?
Is it possible for A to sue B? | Is it possible for B to sue A?
Is it necessary for A to pay B? | Is it necessary for B to pay A?
Is A able to sue B? | Is B able to sue A?
How much does it cost to ship to France? | How much does it cost to ship from France?
How long does it take to get from A to B? | How long does it take to get from B to A?
How far is it from A to B? | How long is it from A to B?
Is there interest in the account? | Is there an account in the interest?
Is there someone in the office? | Is there nobody in the office?
How many people are there at the office? | How many people were there at the office?
How many people are in the union? | How many people are not in the union?
Why is there no lift? | Why is there a lift?
When is the meeting not held? | When is the meeting held?
When did the accident happen? | When does the accident happen?
What is the date of the invoice? | What is the date of the contract?
What is the location of the office? | What is the size of the office?
What is the minimum age for driving a truck? | What is the minimum age for driving a car?
How old do you have to be to drive? | How old do you have to be to vote?
Who isn't able to vote? | Who is able to vote?
Why can nobody vote? | Why can anybody vote?
Why hasn't anybody signed? | Why has somebody signed?
Why hasn't everybody signed? | Why has nobody signed?
Why didn't anyone sign? | Why didn't someone sign?
Is X not A but B? | Isn't X A but B?
Was the deal rejected by the bank in 2023? | Was the deal rejected by the bank in 2023 Q1?
Is the plan approved by the head in Q1 2023? | Is the plan approved by the head of Q1 2023?
Which countries does the plan not cover? | Which countries does the plan cover?
Which countries are not covered by the plan? | Which plans are not covered by the country?
Which client did the managers sue? | Which client managers did sue?
Tell me which reports managers read. | Tell me which report managers read.
Tell me what products the firm sells. | Tell me what products the firm buys.
I want the list of members | I want the list of directors
I need the address of the bank | I need the number of the bank
Looking for the person who signs | Looking for the person who pays
Who is the person who signs? | Who is the person who does not sign?
What is the procedure to hire? | What is the procedure to fire?
What is the process for importing goods? | What is the process for exporting goods?
What is the deadline for appeals? | What is the deadline to appeal against appeals?
When is the tax due? | How much tax is due?
When is the report due to the board? | When is the report due from the board?
What is the fee? | How much is the fine?
How high is the tower? | How much is the tower?
name the parties to the contract | name the price of the contract
Are A and B compatible? | Is A not compatible with B?
Do A and B conflict? | Do A and B overlap?
Does A interact with B? | Do B and C interact?
How similar are A and B? | How different are A and B?
What do A and B share? | What does A share with B?
Who picks the supplier? | Who pays the supplier?
Can we return the goods? | Can we turn over the goods?
Is entry free of charge? | Is entry charged?
How often is it checked per year? | How often is it checked per quarter?
Is the shop closed? | Is the shop close?
Is a child not yet born a person? | Isn't a child yet born a person?
Is a member not enrolled a guest? | Isn't a member enrolled a guest?
What is the price of a bond? | How much is a bond?
How much is a bond worth? | How much is a bond?
How much is a permit? | How much was a permit?
How much is a permit for a truck? | How much is a permit for a car?
Which options do employees have? | Which employees have options?
Is smoking in the lobby allowed? | Is smoking in the lobby forbidden?
Is drinking water allowed? | Is it allowed to drink?
Is meeting a client required? | Is it required that a client meets?
Is building a wall possible? | Is a building possible?
How much does training cost? | How much does it cost to train?
How long does training last? | How long does training take?
What is the cost of living? | What is the cost of leaving?
What is the cost of borrowing money? | What is the cost of lending money?
Who is responsible for hiring staff? | Who is responsible for firing staff?
Is hiring staff mandatory? | Is firing staff mandatory?
What is the procedure for closing accounts? | What is the procedure for opening accounts?
What is the deadline for closing the books? | What is the deadline for opening the books?
deadline for submitting the report by email? | deadline for submitting the report by post?
When must the report be submitted by the manager? | By when must the manager be submitted?
When do I submit the form by post? | When do I submit the form?
Who reports to the CFO? | Who does the CFO report to?
Who is the owner of the shares of A? | Who is the owner of A?
Is there a bank in Germany? | Does Germany have no bank?
Why is there a fee for A in B? | Why is there a fee for B in A?
What is the reason for the fee? | What is the reason the fee rose?
The reason for the fee? | The fee for the reason?
list of members | members of list
price of oil | price for oil
cost of sales | cost for sales
What is the risk of fire? | What fire is the risk of?
Is it true that gold is safer than silver? | Is it true that silver is safer than gold?
Is it true that only directors sign? | Is it true that directors only sign?
Which vaccines do children need? | Which children need vaccines?
Which patients does the drug help? | Which drug helps the patients?
Tell me which patients the drug helps. | Tell me which drug helps the patients.
Tell me which drugs patients take. | Tell me which patients take drugs.
Do you know which managers employees like? | Do you know which employees managers like?
Tell me which files users share. | Tell me which users share files.
Is the park shut? | Is the park open?
Does the plan have no limit? | Does the plan have a limit?
Doesn't the plan have a limit? | Does the plan have a limit?
Is there no limit in the plan? | Is there a limit in the plan?
Has anybody not signed? | Has nobody signed?
Why have all not signed? | Why haven't all signed?
Are the goods not tested safe? | Aren't the goods tested safe?
Are visitors not registered allowed in? | Aren't visitors registered allowed in?
Does a company not listed pay? | Doesn't a company listed pay?
Is a person not a resident taxed? | Isn't a person a resident taxed?
Are shares not options taxed? | Aren't shares options taxed?
Is a shop not in Paris cheaper? | Isn't a shop in Paris cheaper?
Is a car not new taxed? | Isn't a car new taxed?
Is work not urgent postponed? | Isn't work urgent postponed?
Can A not sue B? | Can B not sue A?
Can we not only rent but buy? | Can we only rent but not buy?
How many seats are there in room 1? | How many seats are there in room 2?
How many days are in a quarter? | How many quarters are in a day?
What are 5 steps to file a claim? | What are the steps to file 5 claims?
Half a dozen boxes? | A dozen boxes?
What is two and a half percent of it? | What is two and half percent of it?
What is A? | What is the A?
What is B2B? | What is B2C?
How is control defined in IFRS 10? | How is control obtained in IFRS 10?
Name the owner of the brand. | Brand the owner of the name.
Where can the form be found? | When can the form be found?
Where can the form be found? | Can the form be found?
Where is the data stored? | Where is the data?
Is the drug able to cause harm? | Is harm able to cause the drug?
Who must be able to sign? | Who must sign?
Do we have to be able to sign? | Can we sign?
How can a claim be contested? | How can a claim be conceded?
How can interns be paid? | How can interns pay?
Do interns get paid leave? | Are interns paid?
Do employees get fired? | Do employees get hired?
Do employees get paid for overtime? | Do employees get paid by overtime?
In what year was the firm founded? | In what month was the firm founded?
In what year did A buy B? | In what year did B buy A?
On what floor is HR? | Above what floor is HR?
To what address do we send it? | From what address do we send it?
What is the full name of the CEO? | What does CEO stand for?
What are some examples of fraud? | What are all examples of fraud?
How many hours a week do we work? | How many hours a day do we work?
Are there any exceptions? | Are there no exceptions?
What are the consequences if we pay? | What are the consequences if we do not pay?
How can a report be exported? | How is a report exported?
"""


@pytest.mark.parametrize("pair", QUESTIONS.strip().splitlines())
def test_near_misses_of_moved_words_have_different_readings(pair: str) -> None:
    one, other = pair.split(" | ")
    assert read(one) != read(other)
