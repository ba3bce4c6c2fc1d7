"""Questions put with a noun, with a story or in another order: one answer for both."""

from __future__ import annotations

import pytest

from bot.faq.english import read

QUESTIONS = """
What's meant by "earnout"? | What does "earnout" mean?
Can you explain what a covenant is? | What is a covenant?
What is vesting? | Explain vesting.
What is vesting? | vesting: definition
What is vesting? | What exactly is vesting?
What is vesting? | vesting, what is that?
What does MTTR mean? | What is MTTR?
How do I request a new laptop? | How can I ask for a new laptop?
How do I request a new laptop? | What is the procedure to request a new laptop?
How do I request a new laptop? | What's the process for requesting a new laptop?
How do I request a new laptop? | What steps do I follow to request a new laptop?
How do I request a new laptop? | I need to know how to request a new laptop.
How do I request a new laptop? | how to request new laptop
How do I request a new laptop? | Instructions for requesting a new laptop
Who approves travel expenses? | Travel expenses: who approves them?
Who approves travel expenses? | Who signs off on travel expenses?
Who approves travel expenses? | Who is it that approves travel expenses?
Who is the head of legal? | Who heads legal?
Who is the head of legal? | Name the head of legal.
Who is the head of legal? | head of legal?
Who is the head of legal? | What is the name of the head of legal?
Where is the first aid kit? | Where can I find the first aid kit?
Where is the first aid kit? | Location of the first aid kit
When does the warranty expire? | What is the expiry date of the warranty?
When is the annual audit? | When does the annual audit take place?
When is the annual audit? | What's the date of the annual audit?
How long is the probation period? | What is the length of the probation period?
How long is the probation period? | How long does the probation period last?
How long is the probation period? | duration of the probation period
How much does parking cost? | What is the cost of parking?
How many employees does Acme have? | What is the number of employees at Acme?
Why did sales fall in 2022? | In 2022, why did sales fall?
Are pets allowed in the office? | Are pets permitted in the office?
Do contractors need a badge? | Is a badge required for contractors?
Is there a gym in the building? | Does the building have a gym?
Which systems does IT support? | Which systems are supported by IT?
What documents are needed for onboarding? | Which documents do I need for onboarding?
What documents are needed for onboarding? | Which documents are required for onboarding?
What documents are needed for onboarding? | documents needed for onboarding
What documents are needed for onboarding? | List the documents needed for onboarding.
What are the side effects of statins? | Which side effects do statins have?
What are the side effects of statins? | side effects of statins
What are the side effects of statins? | Statin side effects?
What are the risks of surgery? | What risks does surgery have?
What are the risks of surgery? | What risks are involved in surgery?
What are the risks of surgery? | Which risks are associated with surgery?
What causes anemia? | What are the causes of anemia?
What causes anemia? | What is anemia caused by?
Which is cheaper, leasing or buying? | Is buying or leasing cheaper?
Which is cheaper, leasing or buying? | Which is cheaper: buying or leasing?
Which is cheaper, leasing or buying? | What is cheaper, buying or leasing?
How does a trust compare with a fund? | How does a fund compare to a trust?
What do a trust and a fund have in common? | What do a fund and a trust have in common?
Do I have to file a return if I am a resident? | If I am a resident, do I have to file a return?
Under French law, is a verbal contract valid? | Is a verbal contract valid under French law?
Is a verbal contract valid? | Are verbal contracts valid?
Is a verbal contract valid? | Is it true that a verbal contract is valid?
What time does the canteen open? | At what time does the canteen open?
What time does the canteen open? | When does the canteen open?
Can someone explain why the server is down? | Why is the server down?
Would anyone happen to know who runs payroll? | Who runs payroll?
Who runs payroll? Thank you so much! | Who runs payroll?
Hey team! Hope all is well. Who runs payroll? | Who runs payroll?
Quick q: who runs payroll? | Who runs payroll?
Sorry to bother you all, who runs payroll? | Who runs payroll?
I was just wondering, who runs payroll? | Who runs payroll?
Does anybody have any idea who runs payroll? | Who runs payroll?
Can I ask who runs payroll? | Who runs payroll?
Could you let me know who runs payroll, please? | Who runs payroll?
I have a question: who runs payroll? | Who runs payroll?
Looking for the person who runs payroll | Who runs payroll?
We were discussing this at lunch and nobody knew: who runs payroll? | Who runs payroll?
My new boss asked me this morning and I had no answer: who runs payroll? | Who runs payroll?
Is the fee 2.5 million dollars? | Is the fee $2,500,000?
Is the deposit two months' rent? | Is the deposit 2 months' rent?
Is the fee one and a half percent? | Is the fee 1.5%?
Is it due on the 3rd of May 2024? | Is it due on May 3, 2024?
Is the limit a dozen boxes? | Is the limit 12 boxes?
Is the dose 500mg twice a day? | Is the dose 500 mg two times per day?
Who's eligible? | Who is eligible?
What's covered? | What is covered?
Why won't the printer print? | Why will the printer not print?
Who hasn't signed the code? | Who has not signed the code?
Why aren't interns paid? | Why are interns not paid?
Which countries are not covered by the plan? | Which countries does the plan not cover?
Which countries aren't covered by the plan? | Which countries are not covered by the plan?
Isn't VAT included? | Is VAT not included?
What is not covered by the warranty? | What doesn't the warranty cover?
Is a permit unnecessary? | Is a permit not necessary?
What is the follow-up procedure? | What is the followup procedure?
Where's the co-working space? | Where is the coworking space?
What is the cut-off date for invoices? | What is the cutoff date for invoices?
Does ISO27001 apply to vendors? | Does ISO 27001 apply to vendors?
Is paying by card possible? | Is it possible to pay by card?
Is it necessary to keep receipts? | Do you have to keep receipts?
How long does it take to process a refund? | How long does processing a refund take?
How much does it cost to file a patent? | What is the cost of filing a patent?
What is the procedure for filing a claim? | How do I file a claim?
What is the process of applying for a patent? | How do I apply for a patent?
What do I need to do to file a claim? | How do I file a claim?
By when do I have to submit the report? | What is the deadline for submitting the report?
When is the report due? | What is the deadline for the report?
What is the report deadline? | What is the deadline for the report?
What is the number of desks in the hall? | How many desks are there in the hall?
How many desks does the hall have? | How many desks are there in the hall?
Which permits do new drivers need? | Tell me which permits new drivers need.
Is there no printer in building B? | Doesn't building B have a printer?
Which people shouldn't drive? | Who shouldn't drive?
How does IFRS 16 define a lease? | What is the definition of a lease under IFRS 16?
Tell me what a covenant means. | What is a covenant?
Why has nobody signed? | Why hasn't anybody signed?
Is a fax not binding? | Isn't a fax binding?
Was the offer refused by the bank in 2023? | Did the bank refuse the offer in 2023?
The spare badges, where are they kept? | Where are the spare badges kept?
How similar are a lease and a loan? | How similar are a loan and a lease?
Lease vs loan, what is the difference in tax? | Loan vs lease, what is the difference in tax?
I looked in the wiki twice and could not find it: who approves leave? | Who approves leave?
My boss asked me this morning and I had no idea, so: who approves leave? | Who approves leave?
For some reason I always forget this: who approves leave? | Who approves leave?
Could you be so kind as to tell me who approves leave? | Who approves leave?
It would be great if someone could tell me who approves leave. | Who approves leave?
Hmm, who actually approves leave? | Who approves leave?
Asking for a friend: who approves leave? | Who approves leave?
Just out of curiosity, who approves leave? | Who approves leave?
How can I obtain a replacement badge? | How do I get a replacement badge?
Who should I contact about payroll errors? | Whom should I contact regarding payroll errors?
Which team maintains the website? | By which team is the website maintained?
Does the warranty cover water damage? | Is water damage covered by the warranty?
Can employees bring guests? | Are employees able to bring guests?
How do you pronounce "fiduciary"? | How is "fiduciary" pronounced?
What are examples of trade secrets? | Give me some examples of trade secrets.
What is an example of a trade secret? | Example of a trade secret?
Why do we use double-entry bookkeeping? | What is the reason we use double-entry bookkeeping?
What happens if a tenant doesn't pay? | What are the consequences if a tenant does not pay?
How do I connect to the VPN? | How do I connect to the virtual private network?
What year was the company founded? | In which year was the company founded?
How does compound interest work? | Can you explain how compound interest works?
How does compound interest work? | Explain how compound interest works.
How do I export a report to Excel? | How to export reports to Excel?
Is there a limit on carry-over? | Is there any limit on carry-over?
Are there any exceptions to the rule? | Are there exceptions to the rule?
Do interns get paid? | Are interns paid?
What's the max file size? | What is the maximum file size?
How many hours a week do part-timers work? | How many hours per week do part-timers work?
How far in advance must leave be requested? | How long in advance must leave be requested?
Who is authorised to sign contracts? | Who is authorized to sign contracts?
What should we do after a data breach? | After a data breach, what should we do?
What do the letters SLA stand for? | What does SLA stand for?
What is the full form of SLA? | What does SLA stand for?
What is SLA an abbreviation of? | What does SLA stand for?
How do I contact support? | How can I get in touch with support?
What's the phone number of reception? | What is the telephone number for reception?
Which floor is HR on? | On which floor is HR?
What floor is HR on? | Which floor is HR on?
Does anyone know whether the gym is open on Sundays? | Is the gym open on Sundays?
Can you please check if the gym is open on Sundays? | Is the gym open on Sundays?
Any chance you know who chairs the board? | Who chairs the board?
May I know who chairs the board? | Who chairs the board?
Who, by the way, chairs the board? | Who chairs the board?
Who chairs the board, if you don't mind me asking? | Who chairs the board?
Who chairs the board? Asking for a friend. | Who chairs the board?
Who chairs the board? I can't find it anywhere. | Who chairs the board?
Who chairs the board?? Thanks a million | Who chairs the board?
"""


@pytest.mark.parametrize("pair", QUESTIONS.strip().splitlines())
def test_a_question_put_with_a_noun_or_a_story_has_the_reading_of_the_plain_one(pair: str) -> None:
    one, other = pair.split(" | ")
    assert read(one) == read(other)
