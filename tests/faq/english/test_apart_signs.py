"""Near misses by a sign: a symbol, a unit, a date, a letter, a small word."""

from __future__ import annotations

import pytest

from bot.faq.english import read

QUESTIONS = """
Which plan is best? | Which plan is?
What is a buy order? | What is a purchase order?
Is the fee due to the bank? | Is the fee because of the bank?
What is infant formula? | What is the formula for infants?
Is Alpha rated A-? | Is Alpha rated A?
Is Alpha rated A+? | Is Alpha rated A-?
Is .5% the fee? | Is 5% the fee?
.5% fee? | 5% fee?
Is 5' enough? | Is 5" enough?
Is "Alpha v Beta" settled? | Is "Beta v Alpha" settled?
Who won Alpha v. Beta? | Who won Beta v. Alpha?
Hi-tech stocks, what are they? | Tech stocks, what are they?
Do we trade with anyone? | Do we trade with?
What is the difference of 5 and 3? | What is the difference between 5 and 3?
How do we second an employee? | How do we first an employee?
What is C++? | What is C#?
What is C++? | What is C?
Is x > 5? | Is x < 5?
Is x >= 5? | Is x > 5?
Is a 2x leveraged fund allowed? | Is a 3x leveraged fund allowed?
What is 5 + 3? | What is 5 - 3?
What is 5*3? | What is 5/3?
What is 10^3? | What is 10^6?
Is version 1.2 supported? | Is version 1.20 supported?
Is version 1.2.3 supported? | Is version 1.2.4 supported?
What is port 80? | What is port 8080?
Who is on 10.0.0.1? | Who is on 10.0.0.2?
What is IFRS 9? | What is IFRS 16?
What is SOC 1? | What is SOC 2?
What is a type I error? | What is a type II error?
What is a type 1 error? | What is a type 2 error?
What is Schedule A? | What is Schedule B?
What is vitamin A? | What is vitamin?
What is plan a? | What is a plan?
Is group A paid? | Is a group paid?
Is hepatitis A and B vaccine free? | Is hepatitis B vaccine free?
Can I carry over leave to 2024? | Can I carry over leave from 2024?
Is the fee waived until March? | Is the fee waived from March?
Is the report due by Monday? | Is the report due after Monday?
Is the drug taken with food? | Is the drug taken before food?
Is the drug safe in pregnancy? | Is the drug safe after pregnancy?
Is the drug safe for children over 12? | Is the drug safe for children under 12?
Is the drug safe for children aged 12? | Is the drug safe for children aged 2?
Is the drug taken once daily? | Is the drug taken twice daily?
Is the drug taken every 4 hours? | Is the drug taken every 6 hours?
Is the drug taken every day? | Is the drug taken every other day?
Is the drug used to treat asthma? | Is the drug used to prevent asthma?
Can the drug be used? | Can the drug be misused?
What treats asthma? | What causes asthma?
What does asthma cause? | What causes asthma?
What is caused by asthma? | What causes asthma?
What is asthma caused by? | What does asthma cause?
Is hypertension treated? | Is hypotension treated?
What is hyperthyroidism? | What is hypothyroidism?
Who insures the insurer? | Who insures the insured?
Does the lessor pay the lessee? | Does the lessee pay the lessor?
Who is the employer of Bob? | Who is the employee of Bob?
Who is Bob's employer? | Who employs Bob's employer?
Who does Bob employ? | Who employs Bob?
Is the payer the payee? | Is the payee the payer?
Does the mortgagor pay? | Does the mortgagee pay?
Who is the licensor? | Who is the licensee?
Is interest income taxed? | Is interest expense taxed?
Is gross pay taxed? | Is net pay taxed?
Is the loss realised? | Is the loss unrealised?
Is inbound travel insured? | Is outbound travel insured?
Does Bob report to Ann? | Does Ann report to Bob?
Why did Bob sue Ann? | Why was Bob sued by Ann?
Why was Ann sued by Bob? | Why was Ann not sued by Bob?
When did Ann hire Bob? | When was Ann hired by Bob?
When was Bob hired by Ann? | When is Bob hired by Ann?
When must Bob be paid by Ann? | When may Bob be paid by Ann?
How often is Bob paid by Ann? | How often is Ann paid by Bob?
How is Bob paid by Ann? | How does Bob pay Ann?
Is Bob taught by Ann? | Is Ann taught by Bob?
Which bank is Alpha funded by? | Which bank does Alpha fund?
Which bank funds Alpha? | Which bank does Alpha fund?
Which bank did Alpha fund? | Which bank funded Alpha?
Whose bank funds Alpha? | Which bank funds Alpha?
Who may approve? | Who may be approved?
Who must approve the budget? | Who must the budget approve?
Who approves of the budget? | Who approves the budget?
Who signs for the CEO? | Who signs with the CEO?
Who signs the CEO's contract? | Who signs the contract's CEO?
Is consent needed before or after surgery? | Is consent needed after surgery?
Is consent needed for surgery? | Is surgery needed for consent?
Is a permit needed to build? | Is a permit needed to sell?
Is a permit necessary? | Is a permit sufficient?
Do you need a permit? | Do you want a permit?
Do we need a permit? | Do you need a permit?
How do I join? | How do I leave?
How can we join? | How can you join?
How can Bob join? | How can you join?
How come we pay? | How do we pay?
How come Bob pays Ann? | How come Ann pays Bob?
Why pay? | Why not pay?
Why is Bob paid? | Why isn't Bob paid?
What if Bob pays? | What if Bob doesn't pay?
What happens if Bob fails to pay? | What happens if Bob pays?
What happens when Bob pays? | What happens if Bob pays?
What happened if Bob paid? | What happens if Bob pays?
What will happen if Bob pays? | What happens if Bob pays?
What steps are there in a merger? | What risks are there in a merger?
What are the main risks of a merger? | What are the minor risks of a merger?
What are the first steps of a merger? | What are the last steps of a merger?
What are the steps of a merger? | What are the steps after a merger?
List the risks of a merger | List the merger of risks
List the risks | Are there risks?
Which types of leave are there? | Which types of leave are paid?
What types of leave does Bob have? | What types of leave has Bob taken?
What rights does Bob have? | What rights did Bob have?
What duties does Bob have to Ann? | What duties does Ann have to Bob?
Give an example of a bond | Give two examples of a bond
Is 5 the maximum? | Is 5 the minimum?
Is the max 5? | Is the min 5?
Is at least one director needed? | Is at most one director needed?
Is no director needed? | Is one director needed?
Is a director needed? | Is one director needed?
Is not less than 5 fine? | Is less than 5 fine?
Is not more than 5 fine? | Is more than 5 fine?
Is more than 5 not fine? | Is not more than 5 fine?
Is it not unlawful? | Is it unlawful?
Is it not unlawful? | Is it not lawful?
Nobody signs, right? | Somebody signs, right?
Which employees never resign? | Which employees resign?
Which employees have not yet signed? | Which employees have already signed?
Which employees have signed? | Which employees have been signed?
Which employees had signed? | Which employees have signed?
Which employees will sign? | Which employees sign?
Which employees are signing? | Which employees sign?
Which employees signed? | Which employees sign?
Is a former employee insured? | Is an employee insured?
Is an ex-employee insured? | Is an employee insured?
Is a non-employee insured? | Is an employee insured?
Is a co-owner liable? | Is an owner liable?
Is pre-tax income taxed? | Is post-tax income taxed?
Do we re-sign the contract? | Do we resign the contract?
Is the co-op open? | Is the coop open?
What is over time? | What is overtime?
Is it a black out? | Is it a blackened out?
Where do we store it? | Where is our store?
Is 1/2 a tablet fine? | Is 1 or 2 tablets fine?
Is 1-2 tablets fine? | Is 1/2 tablets fine?
Is one and a half fine? | Is one half fine?
Is 1,5 fine? | Is 15 fine?
Is 2.5 million fine? | Is 2.5 billion fine?
Is $2.5m fine? | Is $2.5bn fine?
Is HK$5 fine? | Is $5 fine?
Is A$5 fine? | Is C$5 fine?
Is 5 kg fine? | Is 5 lb fine?
Is 5 km fine? | Is 5 miles fine?
Is 5°C fine? | Is 5°F fine?
Is 37 degrees Celsius fine? | Is 37 degrees Fahrenheit fine?
Is 5 mmol/L fine? | Is 5 mg/dL fine?
Is 5 mg/kg fine? | Is 5 mg fine?
Is 5 mg per day fine? | Is 5 mg per week fine?
Is 5 ml fine? | Is 5 l fine?
Is 9:30 fine? | Is 9:03 fine?
Is 9 fine? | Is 9 am fine?
Is the meeting at 3 pm London time? | Is the meeting at 3 pm Paris time?
Is Q1 2023 closed? | Is Q1 2022 closed?
Is H1 2023 closed? | Is H2 2023 closed?
Is FY23 closed? | Is FY24 closed?
Is 5 April 2023 a holiday? | Is 4 May 2023 a holiday?
Is the 1st of March 2023 a holiday? | Is the 2nd of March 2023 a holiday?
Is the third quarter closed? | Is a third of the quarter closed?
Is two thirds of the board needed? | Is a third of the board needed?
"""


@pytest.mark.parametrize("pair", QUESTIONS.strip().splitlines())
def test_questions_with_different_answers_have_different_readings(pair: str) -> None:
    one, other = pair.split(" | ")
    assert read(one) != read(other)
