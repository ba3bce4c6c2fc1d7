"""Long questions whose main clause is put in other words: one answer for both."""

from __future__ import annotations

import pytest

from bot.faq.english import read

QUESTIONS = """
If the manager is away, who approves overtime? | If the manager is away, by whom is overtime approved?
Who approves overtime if the manager is away? | By whom is overtime approved if the manager is away?
Who approves overtime if the manager is away? | Who is overtime approved by if the manager is away?
By whom must overtime be approved when the budget is spent? | Who must approve overtime when the budget is spent?
In the case of imports, is the duty paid by the buyer? | In the case of imports, does the buyer pay the duty?
Is the duty paid by the buyer when goods are imported? | Does the buyer pay the duty when goods are imported?
For new joiners in Oslo, what is the difference between a laptop and a tablet? | For new joiners in Oslo, what is the difference between a tablet and a laptop?
When you claim travel costs, how does a receipt differ from an invoice? | When you claim travel costs, how does an invoice differ from a receipt?
What is the difference between a prototype and a pilot when the client pays for it? | What is the difference between a pilot and a prototype when the client pays for it?
What is the difference between direct and indirect costs? | What is the difference between indirect and direct costs?
How do internal and external audits differ? | How do external and internal audits differ?
How come we do not hedge the yen? | Why don't we hedge the yen?
Please check whether the archive is open on public holidays and let me know. | Is the archive open on public holidays?
List the requirements for the licence that the regulator published in 2021. | What are the requirements for the licence that the regulator published in 2021?
Explain how the rate limiter works. | How does the rate limiter work?
Explain why the build fails when the cache is empty. | Why does the build fail when the cache is empty?
Tell me where the spare badges are kept when the reception is closed. | Where are the spare badges kept when the reception is closed?
Can a leased car that is parked on the premises be seized by a bailiff? | Can a bailiff seize a leased car that is parked on the premises?
Is the break half an hour? | Is the break 30 minutes?
How much is a quarter of an hour of parking? | How much is 15 minutes of parking?
Does the course take an hour and a half? | Does the course take 90 minutes?
Does the course take one and a half hours? | Does the course take 90 minutes?
Where is the fourth-floor toilet? | Where is the toilet on the fourth floor?
When is there no need for a penicillin test? | When is a penicillin test not needed?
Who is responsible for the archive when Kim is away? | Who's in charge of the archive when Kim is away?
According to the travel policy, what does per diem mean? | According to the travel policy, what is the meaning of per diem?
If a parcel is damaged, what do I have to do to get a refund? | If a parcel is damaged, how do I get a refund?
If a parcel is damaged, what is the procedure for getting a refund? | If a parcel is damaged, how do you get a refund?
In the Dublin office, how do you book a room? | In the Dublin office, what's the way to book a room?
In the Dublin office, where can I find the printer? | In the Dublin office, where is the printer?
For orders above 500 euros, who approves the purchase? | For orders above 500 euros, who is the approver of the purchase?
For orders above 500 euros, is approval needed? | For orders above 500 euros, do you need approval?
When a supplier is late, what happens? | What happens when a supplier is late?
During probation, is it possible to work from home? | During probation, can one work from home?
During probation, are employees allowed to work from home? | During probation, may employees work from home?
Which team maintains the data pipeline that feeds the sales dashboard? | By which team is the data pipeline that feeds the sales dashboard maintained?
Who maintains the data pipeline that feeds the sales dashboard? | By whom is the data pipeline that feeds the sales dashboard maintained?
Who approved the budget that the board discussed in June 2023? | By whom was the budget that the board discussed in June 2023 approved?
Does the landlord or the tenant pay for the repair of the roof? | Is the repair of the roof paid for by the landlord or the tenant?
Was the contract with the cleaning company terminated by the facility manager? | Did the facility manager terminate the contract with the cleaning company?
Has the supplier delivered the spare parts for the press in hall 3? | Have the spare parts for the press in hall 3 been delivered by the supplier?
How does the pharmacy dispose of expired drugs? | How are expired drugs disposed of by the pharmacy?
What is the reason the lift in building B stops at the third floor? | Why does the lift in building B stop at the third floor?
For what reason are contractors not invited to the summer party? | Why aren't contractors invited to the summer party?
What is the reason that contractors are not invited to the summer party? | Why are contractors not invited to the summer party?
Why is it that invoices from abroad take longer to be paid? | Why do invoices from abroad take longer to be paid?
In what way does the scheduler pick a worker when all of them are busy? | How does the scheduler pick a worker when all of them are busy?
Who is it that signs the lease when the landlord is a company? | Who signs the lease when the landlord is a company?
Which person in the finance team handles refunds for cancelled trips? | Who in the finance team handles refunds for cancelled trips?
Who is in charge of ordering protective gloves for the lab on the second floor? | Who is responsible for ordering protective gloves for the lab on the second floor?
What should a nurse do if a patient refuses the drug? | If a patient refuses the drug, what should a nurse do?
Could somebody explain to me how the on-call allowance for the weekend shift is calculated? | How is the on-call allowance for the weekend shift calculated?
I'd like an explanation of how the on-call allowance is calculated. | How is the on-call allowance calculated?
Please list the documents that a new supplier has to submit. | Which documents does a new supplier have to submit?
Please list the documents a new supplier must submit. | Which documents must a new supplier submit?
Tell me the deadline for the tax return of a company. | What is the deadline for the tax return of a company?
Tell me who signs the minutes of the general meeting. | Who signs the minutes of the general meeting?
Give me the opening hours of the branch in Graz. | What are the opening hours of the branch in Graz?
I would like to have the address of the warehouse in Rotterdam. | What is the address of the warehouse in Rotterdam?
Show me where the backup logs of the mail server are stored. | Where are the backup logs of the mail server stored?
Show me the steps for resetting the alarm in the server room. | What are the steps for resetting the alarm in the server room?
Describe the process for returning a laptop when an employee leaves. | What is the process for returning a laptop when an employee leaves?
Explain the difference between a grant and a loan in the startup programme. | What's the difference between a loan and a grant in the startup programme?
In the startup programme, how does a grant differ from a loan? | What's the difference between a loan and a grant in the startup programme?
What sets a grant apart from a loan when a startup applies for funding? | What's the difference between a loan and a grant when a startup applies for funding?
Is a badge the same as a token at the Vienna site? | At the Vienna site, are tokens and badges the same thing?
How do I, by the way, export a report from the dashboard as a spreadsheet? | How do I export a report from the dashboard as a spreadsheet?
So, um, what would be the penalty for a late delivery? | What would be the penalty for a late delivery?
Under German law, is a verbal contract valid? | Is a verbal contract valid under German law?
After a fire drill, when may employees go back into the building? | When may employees go back into the building after a fire drill?
If the printer on the second floor is out of toner, where do I get a new cartridge? | Where do I get a new cartridge if the printer on the second floor is out of toner?
How is "material adverse change" defined in the share purchase agreement? | What does "material adverse change" mean in the share purchase agreement?
What do we mean by "active user" in the quarterly report? | What is meant by "active user" in the quarterly report?
What is the definition of "working day" under the collective agreement for drivers? | How is "working day" defined under the collective agreement for drivers?
Is there a possibility to pay the training fee in instalments? | Is it possible to pay the training fee in instalments?
Is there a way to recall an email that was sent to the wrong client? | Is it possible to recall an email that was sent to the wrong client?
Do you know whether the gym in the basement is open during public holidays? | Is the gym in the basement open during public holidays?
I was reading an article on the train and I wondered: what is a tender offer? | What is a tender offer?
I just listened to a podcast on the way home, so could somebody tell me how a heat pump works in winter? | How does a heat pump work in winter?
Why was the shipment to Brazil held by customs in 2022? | Why did customs hold the shipment to Brazil in 2022?
Is the monthly report sent to clients by the sales team? | Does the sales team send the monthly report to clients?
Can a director be removed by the shareholders? | Can the shareholders remove a director?
"""  # noqa: E501 - two whole questions stand on a line


@pytest.mark.parametrize("pair", QUESTIONS.strip().splitlines())
def test_a_main_clause_is_read_alike_among_its_circumstances(pair: str) -> None:
    one, other = pair.split(" | ")
    assert read(one) == read(other)
