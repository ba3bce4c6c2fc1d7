"""Near misses of long questions: another circumstance, another doer, another clause."""

from __future__ import annotations

import pytest

from bot.faq.english import read

QUESTIONS = """
What is the first day of leave? | What are the first days of leave?
Who covers the last week of the project? | Who covers the last weeks of the project?
If the manager is away, who approves overtime? | If the manager is not away, who approves overtime?
If the manager is away, who approves overtime? | If the manager is away, whom does overtime approve?
Who approves overtime if the manager is away? | Who is away if the manager approves overtime?
Who approves overtime if the manager is away? | Who approves overtime unless the manager is away?
Who approves overtime when the manager is away? | Who approves leave when the manager is away?
By whom is overtime approved if the manager is away? | By whom was overtime approved if the manager was away?
By whom must overtime be approved when the budget is spent? | By whom may overtime be approved when the budget is spent?
By whom must overtime be approved? | By whom must overtime not be approved?
Who must approve overtime? | Who must overtime approve?
In the case of imports, is the duty paid by the buyer? | In the case of exports, is the duty paid by the buyer?
In the case of imports, is the duty paid by the buyer? | In the case of imports, is the duty paid by the seller?
Is the duty paid by the buyer when goods are imported? | Does the buyer pay the duty before goods are imported?
Is the duty paid by the buyer when goods are imported? | Are goods imported by the buyer when the duty is paid?
Is the duty paid by the buyer or the seller? | Is the duty paid by the buyer and the seller?
Is the duty paid by the buyer or the seller? | Is the duty paid by the buyer?
Is the duty paid by the buyer or refunded? | Does the buyer or refunded pay the duty?
For new joiners in Oslo, what is the difference between a laptop and a tablet? | For new joiners in Bergen, what is the difference between a tablet and a laptop?
For new joiners, what is the difference between a laptop and a tablet? | Before new joiners, what is the difference between a tablet and a laptop?
When you claim travel costs, how does a receipt differ from an invoice? | When you claim lab costs, how does an invoice differ from a receipt?
When you claim travel costs, how does a receipt differ from an invoice? | If you claim travel costs, how does an invoice differ from a receipt?
What is the difference between a loan and a grant in the plan that Ann wrote? | What is the difference between a loan and a grant in the plan that Bob wrote?
What is the difference between a loan in the plan that Ann wrote and a grant? | What is the difference between a grant in the plan that Ann wrote and a loan?
What is the difference between a permit and a passport for work? | What is the difference between a passport and a permit for work?
What is the difference between resigning and being dismissed while sick? | What is the difference between being dismissed and resigning while sick?
What is the difference between resigning and retiring when the firm is sold? | What is the difference between retiring when the firm is sold and resigning?
How much higher is A than B when rates rise? | How much higher is B than A when rates rise?
What is the difference between direct and indirect costs? | What is the difference between direct costs and indirect taxes?
What is the difference between direct and indirect costs? | What is the difference between direct and variable costs?
What is the difference between direct and indirect costs? | What is the difference between direct and indirect taxes?
What is the difference between capital and operating leases? | What is the difference between capital leases and operating leases?
What is the difference between civil and criminal cases? | Is there a difference between civil and criminal cases?
How come the tide is high? | How is the tide high?
How come contractors are not invited? | How come contractors are invited?
How come the tide is high? | How come the tide was high?
Why is it that invoices take longer? | Why is it that invoices do not take longer?
Find out which bank issues our letters of credit and tell me. | Find out which bank issues our letters of credit and tell Kim.
Check whether the archive is open and let me know. | Check whether the archive is not open and let me know.
Find out who signs the lease and tell me when. | Find out who signs the lease and tell me.
Name the members of the council who were elected in Rome. | Name the members of the council who were not elected in Rome.
Name the members of the council who were elected in Rome. | Name the members of the council.
Name the members of the council who elected Kim. | Name the members of the council whom Kim elected.
List the documents that a supplier has to submit. | List the documents that a supplier may submit.
List the documents that a supplier has to submit. | List the documents that has a supplier to submit.
List all documents that a supplier has to submit. | List the documents that a supplier does not have to submit.
List the documents that a supplier has to submit. | How many documents does a supplier have to submit?
List the suppliers that the auditor must visit. | List the suppliers that must visit the auditor.
Which suppliers must the auditor visit? | Which suppliers must visit the auditor?
Tell me which supplier the auditor must visit. | Tell me which auditor the supplier must visit.
Tell me which form a visitor must sign. | Tell me which form a visitor can sign.
Can a leased car that is parked on the premises be seized by a bailiff? | Can a bailiff that is parked on the premises seize a leased car?
Can a leased car that is parked on the premises be seized by a bailiff? | Must a leased car that is parked on the premises be seized by a bailiff?
Can a leased car that is parked on the premises be seized by a bailiff? | Can a leased car that is parked on the premises not be seized by a bailiff?
Can a car that is leased be parked by a guest? | Can a car that is parked be leased by a guest?
By whom is the pipeline that feeds the dashboard maintained? | By whom is the dashboard that feeds the pipeline maintained?
By whom is the pipeline that feeds the dashboard maintained? | Who feeds the pipeline that maintains the dashboard?
By whom was the budget that the board discussed approved? | Who discussed the budget that the board approved?
Is the break half an hour? | Is the break half a day?
Is the break half an hour? | Is the break an hour and a half?
Is the break half an hour? | Is the break an hour?
Is the break a quarter of an hour? | Is the break three quarters of an hour?
Is the fee due every half hour? | Is the fee due every hour?
Where is the fourth-floor toilet? | Where is the fifth-floor toilet?
Where is the fourth-floor toilet? | Where is the fourth toilet on the floor?
When is there no need for a test? | When is there a need for a test?
When is there no need for a test? | Why is there no need for a test?
Is there a way to recall an email? | Is there no way to recall an email?
Is there a way to recall an email? | What is the way to recall an email?
Is there a way to recall an email? | Is there a need to recall an email?
How do we dispose of expired drugs? | How do we dispose of drugs that expired?
How are expired drugs disposed of by the pharmacy? | How are expired drugs disposed of by the ward?
Is the repair paid for by the tenant? | Is the tenant paid for by the repair?
Is the bill paid by the tenant? | Is the bill paid for by the tenant?
Is the firm a customer the same as a client? | Is a client a customer?
Explain why the build fails when the cache is empty. | Explain when the build fails.
Show me the steps for resetting the alarm. | Show me the reasons for resetting the alarm.
I'd like an explanation of how the allowance is calculated. | I'd like an explanation of why the allowance is calculated.
In the Dublin office, how do you book a room? | In the Dublin office, how do we book a room?
With a badge, who may enter the lab? | Without a badge, who may enter the lab?
By March 2024, who must sign? | After March 2024, who must sign?
On site, by whom is the badge issued? | On site, for whom is the badge issued?
What is a token when the badge is lost? | When is the badge lost?
Is the fee charged by the bank if the account is closed? | Is the account closed by the bank if the fee is charged?
Is the fee charged by the bank because the account is closed? | Is the fee charged by the bank although the account is closed?
Is the fee not charged by the bank if the account is closed? | Is the fee charged by the bank if the account is not closed?
Is the fee charged by the bank if the account is not closed? | Does the bank not charge the fee if the account is closed?
I am reading an article; what is the maximum length? | What is the maximum length?
I am on parental leave, so could you tell me who approves travel expenses? | Who approves travel expenses?
I was reading the contract; what is the notice period for tenants? | What is the notice period for tenants?
I came back from a trip to Peru and would like to know whether a quarantine applies to staff in the lab. | Does a quarantine apply to staff in the lab?
I came back from parental leave and want to know how many days of annual leave employees get. | How many days of annual leave do employees get?
I am reading a book about Peru; who is the president of the republic? | Who is the president of the republic?
I read a newspaper; who wrote it? | Who wrote it?
I read a magazine; what is next? | What is next?
Is the car that was leased by Kim parked by Lee? | Is the car that was leased by Lee parked by Kim?
Can a car that was leased by Kim be parked by Lee? | Can a car that was leased by Lee be parked by Kim?
Why do we pay what is due? | Why is what we pay due?
Why employees who are late are fined? | Why are employees who are fined late?
Is the tool used by nurses or doctors? | Is the tool used by doctors or nurses?
Is the tool used by nurses and doctors? | Do doctors use the tool and nurses?
If prices rise, from whom do we buy steel? | If prices rise, to whom do we sell steel?
From whom do we buy steel if prices rise? | From whom do we buy steel if prices fall?
To whom is the report sent when the month ends? | By whom is the report sent when the month ends?
For whom is the report written if the client asks? | By whom is the report written if the client asks?
With whom is the data shared if a client agrees? | With whom is the data not shared if a client agrees?
In June 2023, was the invoice paid by Acme? | In July 2023, was the invoice paid by Acme?
In June 2023, was the invoice paid by Acme? | Was the invoice paid by Acme in June 2022?
For Acme, is the invoice paid by Zeta? | For Zeta, is the invoice paid by Acme?
With Acme, is the contract signed by Zeta? | With Zeta, is the contract signed by Acme?
Under the lease, is the roof repaired by the tenant? | Under the tenant, is the roof repaired by the lease?
If A sues B, who pays? | If B sues A, who pays?
When is the fee charged if the account is closed? | When is the account closed if the fee is charged?
What is the difference between A and B if C is true? | What is the difference between A and B if C is false?
What is the difference between A and C if B is true? | What is the difference between A and B if C is true?
Is A better than B if rates rise? | Is B better than A if rates rise?
Is A the same as B when rates rise? | Is A the same as B when rates fall?
How far is Lyon from Paris if you drive? | How far is Lyon from Paris if you walk?
Which is larger, A or B, if rates rise? | Which is smaller, A or B, if rates rise?
How long is half an hour of parking? | How much is half an hour of parking?
Does the break last one hour and a quarter? | Does the break last one hour and a half?
Tell me the rooms that have a projector. | Tell me the rooms that have no projector.
List the suppliers that audit us. | List the suppliers that we audit.
List the suppliers who the bank can sue. | List the suppliers who can sue the bank.
State the date that the lease ends. | State the date that the lease starts.
Tell me which team the client must call. | Tell me which team must call the client.
Tell me which client a firm has to drop. | Tell me which client has to drop a firm.
What is the difference between onshore and offshore wind? | What is the difference between onshore wind and offshore oil?
What is the difference between private and public companies in Italy? | What is the difference between private and public companies in Spain?
Who is the team that runs the lab led by? | Who runs the lab that the team leads?
Is the form signed by the nurse if the doctor is away? | Is the form signed by the doctor if the nurse is away?
Is the form signed by the nurse before the doctor leaves? | Is the form signed by the nurse after the doctor leaves?
Has the form been signed by the nurse if the seal is broken? | Is the form signed by the nurse if the seal is broken?
Is the same form used by nurses? | Is the form used by the same nurses?
How public works in Rome are funded | How is public work in Rome funded?
Is the report sent to clients by Acme? | Is the report sent to Acme by clients?
Is the report sent to clients by Acme? | Is the report sent by Acme to vendors?
Was the letter sent to Brazil paid by Acme? | Was the letter paid to Brazil sent by Acme?
Was Kim asked to leave by Acme? | Was Acme asked to leave by Kim?
Is the tool used to measure heat by nurses? | Do nurses measure heat to use the tool?
Can a director be removed by the shareholders? | Can a director be added by the shareholders?
Was the price increased by Acme during the strike? | Was the price increased by Acme until the strike?
Was the price increased by Acme? | Was the price decreased by Acme?
Was the price increased by Acme? | Is the price increased by Acme?
Was the price increased by the firm during the strike? | Was the strike increased by the firm during the price?
Is the claim to damages waived by the tenant? | Are damages to the claim waived by the tenant?
"""  # noqa: E501 - two whole questions stand on a line


@pytest.mark.parametrize("pair", QUESTIONS.strip().splitlines())
def test_another_circumstance_or_doer_asks_something_else(pair: str) -> None:
    one, other = pair.split(" | ")
    assert read(one) != read(other)
