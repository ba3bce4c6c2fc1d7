"""Near misses by a capital letter, an article, a picture; by who may know, and by who does it."""

from __future__ import annotations

import pytest

from bot.faq.english import read

QUESTIONS = """
What is Visa? | What is a visa?
How do I apply for Visa? | How do I apply for a visa?
What does Apple cost? | What do apples cost?
What is Gap? | What is a gap?
What are TIPS? | What are tips?
What is a CAT bond? | What is a cat bond?
What is the COLA policy? | What is the cola policy?
Is Dr. No safe? | Is dr. no safe?
Is Turkey safe? | Is turkey safe?
Is Polish required? | Is polish required?
Are PINs safe? | Are pins safe?
How do I call May? | How do I call may?
Who insures Lowe? | Who insures Lowes?
Define: Visa | Define: visa
Are NO donors safe? | Are no donors safe?
Is ALL curable? | Is all curable?
Who treats MS? | Who treats ms?
What are the Big Four? | What are the large four?
What is the ERM policy? | What is the policy?
How long is the ER wait? | How long is the wait?
What is UM coverage? | What is coverage?
Is 5 mM enough? | Is 5 mm enough?
Is 5 Mg enough? | Is 5 mg enough?
Is 10 Pa enough? | Is 10 pA enough?
Is 10 mA enough? | Is 10 MA enough?
Is 100MB enough? | Is 100Mb enough?
What is the dose in Mg? | What is the dose in mg?
Is 2.5m enough? | Is 2.5 million enough?
Is a count above 10³ dangerous? | Is a count above 103 dangerous?
What is 5!? | What is 5?
Is (5%) possible? | Is 5% possible?
What does 👍 mean in a chat? | What does 👎 mean in a chat?
What does 📈 mean? | What does 📉 mean?
What does 😀 mean? | What does 😭 mean?
What is a lead? | What is lead?
What is a security? | What is security?
Where are leads used? | Where is lead used?
Who holds a security? | Who holds security?
What are wugs? | What is wug?
Do the most investors lose money? | Do most investors lose money?
Which product do the most people buy? | Which product do most people buy?
Are the few approved? | Are few approved?
How do I sort data? | How do I type data?
Is the manager kind? | Is the manager type?
Who is chief of staff? | Who is chief of employees?
Should patients fast? | Should patients quickly?
What happens after a year? | What happens per year?
How is HIV transmitted? | How do you transmit HIV?
How is the manager paid? | How do you pay the manager?
How is an identity stolen? | How do you steal an identity?
How is fraud committed? | How do you commit fraud?
Was the tax paid by cheque? | Did the cheque pay the tax?
Is rent paid by bank transfer? | Does bank transfer pay rent?
Can I find out the salary of a colleague? | What is the salary of a colleague?
Can I know the salary of the CEO? | What is the salary of the CEO?
May I know the salary of the CEO? | What is the salary of the CEO?
Can anyone look up the address of a customer? | What is the address of a customer?
Can I see what colleagues earn? | What do colleagues earn?
Can anyone check who has access? | Who has access?
Smith versus Jones | Jones versus Smith
USD vs CNY | CNY vs USD
How is Alice related to Bob? | How is Bob related to Alice?
May prices fall? | Are prices allowed to fall?
Who may be affected? | Who is allowed to be affected?
Which drugs may interact? | Which drugs are allowed to interact?
How long do I have to file? | How long must I file?
What does the board mean? | What is a board?
What does the party stand for? | What is the party short for?
Sorry for the late payment, what is the fee? | What is the fee?
I've worked here for ten years, how much leave is there? | How much leave is there?
We just joined the company, when is the bonus paid? | When is the bonus paid?
"""

SAME = """
What is the kpi? | What is the KPI?
Who is the D.P.O.? | Who is the DPO?
Who Signs the Supply Contracts? | Who signs the supply contracts?
WHO SIGNS CONTRACTS | WHO SIGNS CONTRACTS?
Who approves it in May 2023? | Who approves it in may 2023?
Who is the Chief Executive Officer? | Who is the CEO?
When was Form 10-K filed? | When was form 10K filed?
Is 5 kW enough? | Is 5kW enough?
Is $5M enough? | Is $5m enough?
Hi 👋, who signs contracts? 🙂 | Who signs contracts?
Who, um, signs contracts? | Who signs contracts?
How is the fee calculated? | How do you calculate the fee?
What kind of lease is it? | What type of lease is it?
May I ask who signs contracts? | Who signs contracts?
What is a wug? | What are wugs?
Give me a definition of wug | What is wug?
"""


@pytest.mark.parametrize("pair", QUESTIONS.strip().splitlines())
def test_questions_with_different_answers_have_different_readings(pair: str) -> None:
    one, other = pair.split(" | ")
    assert read(one) != read(other)


@pytest.mark.parametrize("pair", SAME.strip().splitlines())
def test_a_capital_that_names_nothing_is_no_difference(pair: str) -> None:
    one, other = pair.split(" | ")
    assert read(one) == read(other)


@pytest.mark.parametrize(
    "text",
    ["Who heads the \ue000 department?", "How do I call the \ue000 team?", "Can you \ue000 it?"],
)
def test_a_term_that_may_be_another_word_here_is_not_read(text: str) -> None:
    parts = read(text)
    assert not parts.content
    assert not parts.sides
