"""Questions that lean on the asker, the day, the thread or a file; and those that do not."""

from __future__ import annotations

import pytest

from bot.faq.english import leaning
from bot.faq.parts import Leaning

LEANING: dict[Leaning, str] = {
    "person": """
        How much leave do I have left?
        What is my salary?
        Can I work from abroad?
        Am I covered by the dental plan?
        Who is my manager?
        Is my contract permanent?
        Which bonus will I get?
        Does the policy apply to me?
        Please tell me what my grade is
        Is the laptop mine?
        Who do I report to?
        Which insurance do I have?
        What do I owe the company?
        Where do I sit?
        List the members of my team
        Why was I charged twice?
        Who is our manager?
        What does our team do?
        Who is in our department?
    """,
    "date": """
        What is the exchange rate today?
        Who is on duty now?
        What is the latest version of the policy?
        What is the current interest rate?
        When is the next board meeting?
        How many people did we hire last year?
        Is the office closed on Friday?
        What did the board decide yesterday?
        Which drugs were added this week?
        What did the Fed decide in March?
        What was revenue in the first quarter?
        What was the rate two weeks ago?
        Is the June payroll closed?
        What is the deadline this week?
        opening hours of the canteen today
        What is the time?
        What is revenue at EOY?
        What is MTD revenue?
        What is the YTD figure?
        What happens in 3 days?
        Who signed 3 days ago?
        Which contract expires in two weeks?
    """,
    "thread": """
        What does this mean?
        Why is that?
        Who wrote it?
        And in 2023?
        What about contractors?
        Does it apply to interns?
        What are they?
        Can you explain the above?
        What did you say about bonds?
        Which one is cheaper?
        What else is covered?
        Why?
        Is that true?
        But who signs?
        Are these deductible?
        Someone asked in a meeting: what does it mean?
        I could not find it: what does that cost?
        The budget was approved. Who signed it?
        What is the process for this?
        Is it allowed?
        What happens then?
        What is the second one?
    """,
    "file": """
        What does the attached contract say?
        Summarise this file
        Who signed this document?
        What is in the attachment?
        Explain the screenshot
        What does this chart show?
        Which attachment did you mean?
        What does the attachment say?
        What does page 3 say?
    """,
}
STANDALONE = """
    What is EBITDA?
    How is overtime calculated?
    Please tell me how to reset a badge PIN.
    How do I file an expense claim?
    How do I reset my password?
    Which form do I use for parental leave?
    What should I do if I lose my badge?
    Give me the definition of goodwill.
    Who does our company bank with?
    Do we have to keep invoices for ten years?
    Is it legal to record a call?
    How long does it take to register a patent?
    Do employees have to return their laptops?
    Who supports IT?
    What was Apple's revenue in 2022?
    What was Apple's revenue in Q1 2022?
    Is the office closed on December 24, 2023?
    Who approves purchases above 10,000 euros?
    What does it mean that a stock is oversold?
    Does the rule that applies to banks apply to insurers?
    I would like to know what a bond is.
    Does the gateway block zip attachments?
    What is the maximum attachment size?
    Who can cancel a meeting that somebody else set up?
    When the forklift battery runs flat, who do I call?
    If the hotel overcharges me, what do I do?
    By what date do I have to submit the claim?
    Where do I hand in my expense receipts?
    The spare keys to the archive, where are they kept?
    Someone asked me in a meeting: what is a covenant?
    I forgot, who approves leave?
    What is the next step after onboarding?
    Is it allowed to smoke?
    Who manages our legal department?
    Must invoices be paid in 30 days?
    What is the time limit?
In the Dublin office, where can I find the printer?
Is a stock option the same as a warrant?
Why is it that invoices from abroad take longer?
Find out which bank issues our letters of credit and tell me.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (line.strip(), kind)
        for kind, block in LEANING.items()
        for line in block.strip().splitlines()
    ],
)
def test_a_question_that_leans_on_something_is_told(text: str, expected: Leaning) -> None:
    assert leaning(text) == expected


@pytest.mark.parametrize("text", [line.strip() for line in STANDALONE.strip().splitlines()])
def test_a_question_that_stands_alone_leans_on_nothing(text: str) -> None:
    assert leaning(text) is None
