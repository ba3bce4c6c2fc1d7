"""Near misses by a word: a number, a unit, a negation, a name, a plural of another sense."""

from __future__ import annotations

import pytest

from bot.faq.english import read

QUESTIONS = """
What is a future? | What are futures?
What is damage? | What are damages?
Who needs a hepatitis A vaccine? | Who needs a hepatitis vaccine?
How do I buy A shares? | How do I buy shares?
What does section 7.2(a) say? | What does section 7.2 say?
What does section 7.2(a) say? | What does section 7.2(b) say?
What does section 7.20 say? | What does section 7.2 say?
Which taxes apply to US? | Which taxes apply to us?
Who supports IT? | Who supports it?
What did the Fed decide in May? | What may the Fed decide?
Who does Alpha sue? | Who sues Alpha?
Who did Alpha pay? | Who paid Alpha?
Is Alpha owned by Beta? | Is Beta owned by Alpha?
Was Alpha acquired by Beta? | Did Alpha acquire Beta?
Who is Alpha audited by? | Who does Alpha audit?
Can a nurse be overruled by a doctor? | Can a nurse overrule a doctor?
How is insulin stored? | How was insulin stored?
Did the board approve it? | Does the board approve it?
Has the fund paid a dividend? | Did the fund pay a dividend?
Who has approved the logo? | Who is approved by the logo?
When is the invoice paid? | When was the invoice paid?
When will the invoice be paid? | When would the invoice be paid?
Is a few euros fine? | Is few euros fine?
Do a few clients pay? | Do few clients pay?
What is a hedge fund's fee? | What is a hedge fund?
What is the fee of a hedge fund? | What is a hedge fund fee difference?
Why is X not safe? | Why is X safe?
Why can the firm choose not to pay? | Why can't the firm choose to pay?
Is it true that verbal offers are not binding? | Isn't it true that verbal offers are binding?
Do you not only pay overtime? | Do you only pay overtime?
Must I report? | Must I not report?
Is it mandatory? | Is it recommended?
Do employees have to sign? | Do employees not have to sign?
Are employees not required to sign? | Must employees not sign?
Who must not sign? | Who need not sign?
Who doesn't have to sign? | Who is not allowed to sign?
How long is leave? | How often is leave?
How much leave is there? | How many leaves are there?
How often do we pay rent? | How do we often pay rent?
What is the price per unit? | What is the price for units?
Is the drug given from 5 to 10 days? | Is the drug given from 10 to 5 days?
Is a 10-20% discount ok? | Is a 10 to 30% discount ok?
Is a -5% return ok? | Is a 5% return ok?
Is the A100 supported? | Is the A10 supported?
Is A or B required? | Is A and B required?
Can clients and suppliers sign? | Can clients or suppliers sign?
Is a referral needed with insurance? | Is a referral needed without insurance?
Which shares does A own? | Which shares own A?
Who can sign except the CFO? | Who can sign including the CFO?
Who can only sign contracts? | Who can sign only contracts?
Only managers can sign what? | Managers can only sign what?
Are all contracts signed? | Are some contracts signed?
Are not all contracts signed? | Are all contracts not signed?
Is everything but the fee refundable? | Is everything and the fee refundable?
What is the fee above 10 kg? | What is the fee below 10 kg?
What is a dose of 5 mg? | What is a dose of 5 g?
What is a dose of 5 mg? | What is a dose of 5 µg?
What is a dose of 0.5 g? | What is a dose of 50 mg?
Is 5 MW enough? | Is 5 mW enough?
Is 5 MB enough? | Is 5 Mb enough?
Is the deadline 72 hours? | Is the deadline 3 days?
Is the fee 5 bps? | Is the fee 5%?
Is the fee 5 percent? | Is the fee 5 percentage points?
Is the fee $5? | Is the fee €5?
Is the fee US$5? | Is the fee $5?
Is the fee 5 pounds? | Is the fee 5 dollars?
Is two hundred and five ok? | Is two hundred or five ok?
Is it between one hundred and two? | Is it 102?
Is a two or three year lease ok? | Is a 23 year lease ok?
Is it twenty two? | Is it twenty or two?
What happened in Q1 2022? | What happened in Q1 2023?
What happened in the first quarter? | What happened in the first half?
What happened in FY2022? | What happened in 2022?
Is the office closed on 1/2/2023? | Is the office closed on 2/1/2023?
Is the office closed on 1 May? | Is the office closed on 1 March?
What is article 5? | What is section 5?
What does clause 5 say? | What does clause 5 mean?
What is GDPR? | What does GDPR stand for?
What is GDPR? | What is GDPR for?
What is GDPR used for? | What is GDPR?
What is the effect of X on Y? | What is the effect of Y on X?
How does X affect Y? | How does Y affect X?
How much higher is A than B? | How much higher is B than A?
Is A bigger than B? | Is B bigger than A?
What is the ratio of A to B? | What is the ratio of B to A?
What is the difference between A and B? | What is the difference between A and C?
What is the difference between A and B? | Is there a difference between A and B?
What is the difference between A and B? | What do A and B have in common?
Compare A and B | What is the difference between A and B?
Which is cheaper, A or B? | Which is better, A or B?
Which is cheaper, A or B? | Which is more expensive, A or B?
Which is more expensive, A or B? | Which is less expensive, A or B?
How is X calculated? | What is X?
How is X calculated? | Why is X calculated?
How is X calculated? | Who calculates X?
How is X calculated? | When is X calculated?
How do you calculate X? | How do we calculate X?
How do you report fraud? | How do you commit fraud?
How to buy shares? | How to sell shares?
What are the steps of X? | What are the requirements of X?
What is the formula for X? | What is an example of X?
What are the symptoms of X? | What are the causes of X?
What are the advantages of X? | What are the disadvantages of X?
What are the rights of a tenant? | What are the duties of a tenant?
What rights does a tenant have? | What rights does a tenant not have?
Who may see the tenant's data? | Who may see the data's tenant?
What is the bank's claim? | What is the claim against the bank?
Who pays rent to the landlord? | Who pays rent for the landlord?
Who buys from Alpha? | Who buys for Alpha?
From whom do we buy? | To whom do we sell?
From whom do we buy? | For whom do we buy?
By whom was Alpha sued? | Who did Alpha sue?
By whom was the note signed? | For whom was the note signed?
Was the note signed by Friday? | Was the note signed on Friday?
Was the note signed by email? | Was the note signed by fax?
Was the report sent to Bob by Alice? | Was the report sent to Alice by Bob?
Is the drug stored in the fridge by the nurse? | Is the nurse stored in the fridge by the drug?
Before surgery, may patients eat? | After surgery, may patients eat?
If the buyer pays, may the seller leave? | If the seller leaves, may the buyer pay?
If not insured, can I drive? | If insured, can I drive?
Unless insured, may employees drive? | If insured, may employees drive?
Who signs when the CFO is away? | When the CFO signs who is away?
No dogs are allowed, right? | No, dogs are allowed, right?
Is interest paid? | Are interests paid?
What is security? | What are securities?
What is liability? | What are liabilities?
What is custom? | What are customs?
Who is James? | Who is Jame?
What is equity? | What are equities?
Is revenue recognised? | Is revenue recognised early?
Who is responsible for payroll? | Who is not responsible for payroll?
Are part-time staff insured? | Are full-time staff insured?
Is the contract signed? | Is the contract unsigned?
Is the contract legal? | Is the contract illegal?
Is the employee paid? | Is the employee unpaid?
When is the fee due? | When is the fee overdue?
Who can sign in Legal? | Who can sign for Legal?
Who can log in? | Who can log out?
How do I turn on the alarm? | How do I turn off the alarm?
How do I check in? | How do I check out?
Do I need a visa? | Do I need the visa number?
Is a notary required? | Is a notary recommended?
Is a visa needed for Chile? | Is a visa needed in Chile?
How much does X cost? | How much did X cost?
How much does X cost? | What does X include?
How long does X take? | How long did X take?
How long does X last? | How long does X take?
Can you tell the client that the fee is due? | Is the fee due?
Can you explain the fee to the client? | What is the fee?
Tell me about bonds | What are bonds?
Could we tell clients what the fee is? | What is the fee?
Do you know who signs? | Who knows who signs?
Does the client know who signs? | Who signs?
May I know my salary? | May I know the salary?
I would like to know how to file a claim | I would like to file a claim
May I ask for a refund? | What is a refund?
May I ask the auditor what the fee is? | What is the fee?
Can I check if the invoice is paid? | Can I check the invoice is paid?
Check the invoice | Is the invoice paid?
Let me know when the invoice is paid | When is the invoice not paid?
Who said the fee is waived? | Is the fee waived?
What is the deadline, excluding weekends? | What is the deadline, including weekends?
When is 10 am in Tokyo? | When is 10 pm in Tokyo?
When is 12 am in Tokyo? | When is 12 pm in Tokyo?
Is an 8 hour day legal? | Is an 8 day hour legal?
Is 1.000 euros the fee? | Is 1,000 euros the fee?
Is 1.5 million the fee? | Is 15 million the fee?
Is $5k the fee? | Is $5m the fee?
Where do I file form 10K? | Where do I file form 10Q?
What is a 10-K? | What is a $10k?
Is the loan secured? | Is the loan unsecured?
What is preferred stock? | What is common stock?
Does X increase Y? | Does X decrease Y?
Why did X rise? | Why did X fall?
Did rates go up? | Did rates go down?
What if the price goes up? | What if the price goes down?
Is it possible to extend? | Is it not possible to extend?
Is it impossible to extend? | Is it possible to extend?
Are we able to file? | Must we file?
Can the tenant leave? | Could the tenant leave?
Should the tenant leave? | Would the tenant leave?
Would the tenant leave? | Will the tenant leave?
Who shall pay? | Who should pay?
What is Alpha's stake in Beta? | What is Beta's stake in Alpha?
Why did Alpha leave Beta? | Why did Beta leave Alpha?
Does Alpha own Beta's shares? | Does Beta own Alpha's shares?
Who was hired by Alpha? | Who did hire Alpha?
Which bank lends to Alpha? | Which bank borrows from Alpha?
Which bank is lent to by Alpha? | Which bank lends to Alpha?
How are dogs treated? | How are dogs treated by vets?
How do vets treat dogs? | How do dogs treat vets?
What does a vet do? | What is a vet?
What do vets charge? | What do we charge vets?
What does Alpha do for Beta? | What does Beta do for Alpha?
Who does the payroll? | Who is the payroll?
Who does payroll report to? | Who reports to payroll?
What did Alpha pay Beta? | What did Beta pay Alpha?
What does it mean to be insured? | What does it mean to be uninsured?
What is meant by bond? | What is bond used for?
Why is the sky blue? | Why is the sky not blue?
Where is the notary? | Who is the notary?
Is two thirds ok? | Is one third ok?
Is 2/3 ok? | Is 3/2 ok?
Is half of the fee paid? | Is the fee paid?
How is the fee halved? | How is the fee doubled?
Is a single signature enough? | Is a double signature enough?
Do both parents sign? | Do parents sign?
Is either parent liable? | Is neither parent liable?
Are at least 3 needed? | Are at most 3 needed?
Are more than 3 needed? | Are no more than 3 needed?
Are 3 or more needed? | Are more than 3 needed?
Are fewer than 3 needed? | Are more than 3 needed?
Are up to 3 needed? | Are over 3 needed?
Is overtime paid on holidays? | Is overtime paid during holidays?
Is the annual leave carried over? | Is the parental leave carried over?
Do doctors earn more than nurses? | Do nurses earn more than doctors?
Is a stay of execution granted? | Is an execution of stay granted?
Is the policy for employees? | Is the policy by employees?
What is the highest fee? | What is the lowest fee?
What is the maximum dose? | What is the minimum dose?
Which is the first step? | Which is the last step?
Is the second floor open? | Is the third floor open?
Is the twenty-first floor open? | Is the 20th floor open?
Who sits on the 21st floor? | Who sits on the 1st floor?
Is pay weekly? | Is pay monthly?
Is it $5 a day? | Is it $5 a week?
Is it paid twice a year? | Is it paid twice?
How many times a year is it paid? | How many times is it paid?
"""


@pytest.mark.parametrize("pair", QUESTIONS.strip().splitlines())
def test_questions_with_different_answers_have_different_readings(pair: str) -> None:
    one, other = pair.split(" | ")
    assert read(one) != read(other)
