"""Near misses by the voice: a passive that was turned the wrong way round would be found here."""

from __future__ import annotations

import pytest

from bot.faq.english import read

QUESTIONS = """
What is covered by the plan? | What covers the plan?
Which contracts are reviewed by Legal? | Which contracts review Legal?
Who is paid by Alpha? | Who pays Alpha?
What was decided by the board? | What does the board decide?
Has the board approved the budget? | Had the board approved the budget?
Has the budget been approved by the board? | Has the board been approved by the budget?
Is the budget approved by the board? | Has the budget been approved by the board?
Where can I find the travel form? | Where can I find out about the travel form?
Where can Bob find the form? | Where is the form?
Who has no badge? | Who has a badge?
Who does not have to badge? | Who has no badge?
Who does not have all badges? | Who has no badges?
Who does not have enough staff? | Who has no staff?
Is the will valid? | Is the will invalid?
Is the will not invalid? | Is the will invalid?
Is the will not invalid? | Is the will not valid?
Why is not paying invalid? | Why is paying invalid?
Are not all wills valid? | Are all wills invalid?
Are all wills not valid? | Are not all wills valid?
When is the deadline for claims? | When was the deadline for claims?
When is the due date for claims? | When is the deadline for claims?
When is the deadline extended? | What is the deadline?
What is needed for a visa? | What is a visa needed for?
What do I need to do? | What do I need to know?
What do I need a visa for? | What do I need for a visa?
Who needs a visa? | Who needs no visa?
By when must we file? | Since when must we file?
Between gold and silver, which is safer? | Between gold and silver, which is riskier?
Is gold or silver safer? | Is gold or oil safer?
Is gold safer or silver cheaper? | Is silver safer or gold cheaper?
Is Alpha or Beta the lender? | Is Beta or Alpha the borrower?
Is a user or admin paper needed? | Is an admin or user number needed?
Is this email or letter number? | Is this letter or email number?
Is X to Y or Y to X safer? | Is Y to X or X to Z safer?
Who may sign except the CFO? | Who may sign with the CFO?
Is the fee €5,000? | Is the fee £5,000?
Is the fee 5k? | Is the fee 5,000?
Is the fee 1.5k? | Is the fee 1.5m?
Does anyone know the CEO? | What is a CEO?
Do you know the CEO? | Who is the CEO?
What makes A different from B? | What makes A similar to B?
How is A different from B? | How much is A different from B?
Which of the two is safer, gold or silver? | Which of the two is riskier, gold or silver?
When is the fund closed? | Where is the fund closed?
Where can I get a badge? | Where can we get a badge?
Is it binding? | Is it nonbinding?
Who is eligible? | Who is ineligible?
Which claims are admissible? | Which claims are inadmissible?
What does the plan cover? | What does the plan not cover?
What isn't covered by the plan? | What is covered by the plan?
What is not covered by the plan? | What is covered not by the plan?
Why is leave covered by the plan? | Why is leave not covered by the plan?
What is the plan covered by? | What does the plan cover?
What does the law say is paid by Bob? | What does the law say pays Bob?
Which reports by Bob are reviewed? | Which reports are reviewed by Bob?
Which funds are managed by Bob or Ann? | Which funds are managed by Bob and Ann?
Which funds managed by Bob are closed? | Which funds are managed by Bob closed?
How do I get paid by Bob? | How do I pay Bob?
How many funds are managed by Bob? | How many Bobs are managed by funds?
How much is owed by Bob to Ann? | How much is owed by Ann to Bob?
How much is owed to Bob by Ann? | How much is owed to Ann by Bob?
How much is paid by Bob? | How much does it cost Bob?
How much does Bob pay? | How much is Bob paid?
How long is Bob paid? | How long does Bob pay?
Who did Bob say was paid by Ann? | Who did Ann say was paid by Bob?
Was Bob, not Ann, paid by us? | Was Ann, not Bob, paid by us?
Is Bob paid by Ann weekly? | Is Ann paid by Bob weekly?
Is Bob paid monthly by Ann? | Is Bob paid weekly by Ann?
Has Bob not been paid by Ann? | Has Bob been paid by Ann?
Has Bob been paid by Ann? | Has Ann been paid by Bob?
Will Bob be paid by Ann? | Has Bob been paid by Ann?
Would Bob be paid by Ann? | Will Bob be paid by Ann?
Is data used by apps stored? | Is data stored by apps used?
"""


@pytest.mark.parametrize("pair", QUESTIONS.strip().splitlines())
def test_questions_with_different_answers_have_different_readings(pair: str) -> None:
    one, other = pair.split(" | ")
    assert read(one) != read(other)
