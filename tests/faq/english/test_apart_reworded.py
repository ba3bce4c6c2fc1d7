"""Near misses of the questions that are put with a noun or with "it is"."""

from __future__ import annotations

import pytest

from bot.faq.english import read

QUESTIONS = """
Is smoking allowed in the garage? | Is smoking not allowed in the garage?
Is it possible to pay by card? | Is it impossible to pay by card?
Is it necessary to sign? | Is it not necessary to sign?
Is it not possible to pay by card? | Is it possible to not pay by card?
Is it possible not to pay by card? | Is it not possible to pay by card?
Is it allowed to not sign? | Is it not allowed to sign?
Is it allowed not to sign? | Is it not allowed to sign?
Is it necessary not to smoke? | Is it not necessary to smoke?
Are interns able to sign? | Are interns unable to sign?
Are interns able to sign? | Must interns sign?
Are interns able not to sign? | Are interns not able to sign?
Who is able to sign? | Who has to sign?
Is it possible for interns to sign? | Is it possible for directors to sign?
What is the deadline for submitting the claim? | What is the deadline for paying the claim?
What is the deadline for submitting claims? | When may claims be submitted?
By when must I submit the claim? | By when may I submit the claim?
By when must I submit the claim? | From when can I submit the claim?
When is the report due? | When was the report due?
When is the report due? | Why is the report due?
What is the claims deadline? | What is the claims procedure?
What is the procedure for filing a claim? | What is the procedure for withdrawing a claim?
What are the steps to file a claim? | What documents are needed to file a claim?
What is the procedure for filing a claim? | Why file a claim?
What is the cost of filing a claim? | How do I file a claim?
How much does filing a claim cost? | How long does filing a claim take?
What is the number of seats in the hall? | What is the number of the seat in the hall?
How many seats are there in the hall? | How many seats are free in the hall?
How many seats are there in the hall? | How many halls are there in the seat?
How many employees are there in Acme? | How many employees does Zeta have?
Is there a lift in building C? | Is there a lift in building B?
Is there a lift in building C? | Is there no lift in building C?
Is there a doctor in the hospital? | Is there a hospital in the doctor?
Does the plan have a limit? | Does the limit have a plan?
Where is the archive located? | Where was the archive located?
What is the date of the audit? | What is the duration of the audit?
When is the audit held? | When is the audit not held?
When was the audit held? | When is the audit held?
How long is the contract? | How old is the contract?
How long does the warranty last? | How long does the warranty claim last?
What is the length of the lease? | What is the age of the lease?
Who owns the brand? | Who is owned by the brand?
Who is the owner of the brand? | Who was the owner of the brand?
Who is the auditor of Acme? | Who does Acme audit?
Who is the approver of the budget? | Who prepares the budget?
Who approves the budget? | Who approved the budget?
Which people may sign? | Which companies may sign?
How much is the fee? | How much was the fee?
How high is the limit? | How high is the fee?
How much is the fee in Paris? | How much is the fee in Rome?
Name the members of the board. | Name the members of the union.
List the members of the board. | List the duties of the board.
members of the board | duties of the board
opening hours of the library | opening hours of the canteen
cost of a visa | cost of a permit
deadline for claims | deadline for appeals
Describe the process for releasing a batch. | Describe the process for recalling a batch.
Which vaccines do lab staff need? | Which lab staff need vaccines?
Tell me which funds the bank manages. | Tell me which bank manages the funds.
Tell me which clients the supplier sued. | Tell me which clients sued the supplier.
Do you know which employees managers trust? | Do you know which employees trust managers?
I know which banks clients trust | I know which clients banks trust
Tell me which banks clients trust | Tell me which clients trust banks
Tell me which banks clients trust | Tell me which clients banks trust
What is the reason for the delay? | What is the effect of the delay?
What is the reason the portal logs users out? | What is the reason the portal logs users in?
Why is there a delay? | Why is there no delay?
Why is there a delay? | When is there a delay?
How does IAS 24 define a related party? | How does IFRS 10 define a related party?
How does IAS 24 define control? | How does control define IAS 24?
What is the definition of control under IFRS 10? | What is the definition of control under IAS 24?
How is control defined by the law? | How is the law defined by control?
Is it true that interns get a bonus? | Is it true that interns get no bonus?
Is it true that A acquired B? | Is it true that B acquired A?
The keys to the archive, where are they kept? | The keys to the vault, where are they kept?
The keys, who keeps them? | The keys, who made them?
The visa, how long does it last? | The visa, how much does it cost?
If I lose my badge, who do I call? | If I find a badge, who do I call?
As a director, who signs? | Who signs as a trustee?
Are people not in the office paid? | Aren't people in the office paid?
Can people not employed here enter? | Can't people employed here enter?
Do patients not on insulin qualify? | Don't patients on insulin qualify?
Does a tenant not pay if the roof leaks? | Does a tenant pay if the roof does not leak?
Why are members not present counted? | Why aren't members present counted?
Why are contracts not signed void? | Why aren't signed contracts void?
Is a contract not in writing valid? | Isn't a contract in writing valid?
Is income not from work taxed? | Isn't income from work taxed?
Are gifts not over 50 euros taxable? | Aren't gifts over 50 euros taxable?
Is a debt not yet due payable? | Isn't a debt yet due payable?
Are all staff not insured? | Aren't all staff insured?
Are both parties not bound? | Aren't both parties bound?
Why are most claims not paid? | Why aren't most claims paid?
Is the bonus not only for directors? | Isn't the bonus only for directors?
Can a director not be a shareholder? | Can't a director be a shareholder?
May a director not vote? | Must a director not vote?
Was the claim rejected by the court in 2023? | Was the claim rejected by the court in 2022?
Was the claim rejected by the court in 2023? | Did the claim reject the court in 2023?
Are the two roles compatible with each other? | Are the two roles equal to each other?
Are A and B equivalent? | Are A and B identical?
How far is Rome from Paris? | How far is Rome from Milan?
Difference in tax between a lease and a loan? | Difference in price between a lease and a loan?
How do a lease and a loan differ in tax? | How do a lease and a loan differ in price?
Difference between a lease and a loan in France? | Difference between a lease and a loan in Spain?
Difference between a lease in France and a loan? | Difference between a loan in France and a lease?
Difference between plan and actual in May 2023? | Difference between plan and actual in June 2023?
How much higher is A than B? | How much higher is B than A?
What sets a lease apart from a loan? | What sets a lease apart from a rental?
Can we sign in visitors? | Can we sign out visitors?
How do I sign in to the portal? | How do I sign out of the portal?
Who handles claims? | Who deals in claims?
Who do we ask for a refund? | Who do we refund?
Is parking free of charge? | Is parking free of cars?
How often per year is it audited? | How often per month is it audited?
I could not find it: who approves leave? | I could not find it: who approves travel?
I forgot the answer, what do I do? | I looked everywhere, what do I do?
I am on leave: how many days of leave does one get? | How many days of leave does one get?
My manager left: who approves leave? | Who approves leave?
I forgot my badge, who do I call? | Who do I call?
We lost the contract, who do we tell? | Who do we tell?
My manager asked for a refund: who approves it? | Who approves it?
I read the travel policy: who approves exceptions? | Who approves exceptions?
If someone forgot this, who pays? | Who pays?
Unless my manager asked, who signs? | Who signs?
When we checked the slides, who signed? | Who signed?
Nobody asked: who signs? | Who does not sign?
After the call, who signs the minutes? | Who signs the minutes?
"""


@pytest.mark.parametrize("pair", QUESTIONS.strip().splitlines())
def test_near_misses_of_reworded_questions_have_different_readings(pair: str) -> None:
    one, other = pair.split(" | ")
    assert read(one) != read(other)
