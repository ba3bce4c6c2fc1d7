"""Near misses by the order and the frame: who does what to whom, and what is asked of it."""

from __future__ import annotations

import pytest

from bot.faq.english import read

QUESTIONS = """
Can we expense headphones? | Can you expense headphones?
Right, who pays the fee? | Who pays the right fee?
All employees, who pays? | Who pays?
If possible, who signs? | Who signs if impossible?
Is it possible to know the result before the audit? | What is the result before the audit?
I want to learn German | German
I want to check the invoice | What is the invoice?
I'd like to ask for leave | What is leave?
Would you mind the gap? | Gap?
Let us know the fee | Let them know the fee
Could you tell the team why the fee rose? | Why did the fee rise?
Can you let me know when the fee is not due? | When is the fee due?
Do you know if clients know who signs? | Who signs?
Does anyone know how to sign? | Does anyone know who signs?
How do I know who signs? | Who signs?
How does one know if the fee is due? | Is the fee due?
What if you know who signs? | Who signs?
Who can tell me who signs? | Who signs?
Who is telling us the truth? | What is the truth?
Explain why we buy gold. | Explain why we sell gold.
Explain how gold is bought. | Explain how gold is sold.
How is X made? | How is X made by Y?
How is X insured by Y? | How is Y insured by X?
How is X insured? | How is X uninsured?
How are employees paid? | How do employees pay?
How are funds managed? | How do funds manage?
How are claims settled? | How are claims not settled?
How is the fee paid for clients? | How is the fee paid by clients?
How is the fee paid to clients? | How is the fee paid by clients?
How was the fee paid? | How is the fee paid?
How will the fee be paid? | How is the fee paid?
How should the fee be paid? | How is the fee paid?
How can the fee be paid? | How is the fee paid?
How is the fee being paid? | How is the fee paid?
How do clients pay? | How do you pay clients?
How do we pay clients? | How do you pay clients?
How can clients pay? | How do clients pay?
How did you calculate X? | How do you calculate X?
How often do you calculate X? | How do you calculate X often?
Who is paid by Alpha? | Who pays Alpha?
Who was paid by Alpha? | Who is paid by Alpha?
Who was Alpha paid by? | Who pays Alpha?
Who paid Alpha? | Who was Alpha paid by before?
Can Alpha be sued by Beta? | Can Beta be sued by Alpha?
Can Alpha be sued by Beta? | Could Alpha be sued by Beta?
Can Alpha not be sued by Beta? | Can Alpha be sued by Beta?
Is Alpha not sued by Beta? | Does Beta sue Alpha?
Should Alpha be sued by Beta? | Should Beta be sued by Alpha?
Was Alpha told by Beta to pay Gamma? | Was Beta told by Alpha to pay Gamma?
Is the report written by Alpha reviewed? | Is the report reviewed by Alpha written?
Is the contract signed by Alpha valid? | Did Alpha sign the contract valid?
Is a contract signed by minors enforced? | Do minors enforce a contract signed?
Is the fee reduced by 5%? | Is the fee reduced to 5%?
Is the fee reduced by 5%? | Is the fee increased by 5%?
Why is the fee reduced by Alpha? | Why is the fee increased by Alpha?
Which team is the list maintained for? | Which team is the list maintained by?
What is the list maintained by? | What is the list maintained in?
What is used by Alpha? | What uses Alpha?
What is Alpha used by? | What does Alpha use?
Is X needed for Y? | Is Y needed for X?
Is X needed? | Is X not needed?
Is X needed if Y? | Is X needed unless Y?
Do I need X? | Do we need X?
Does X need Y? | Does Y need X?
What is the effect of X on Y? | What is the impact of X on Y?
What is the effect of tax? | What is tax?
What are the effects of X? | What are the effects on X?
What is the effect of X on Y in 2022? | What is the effect of X on Y in 2023?
What is a fee of 5%? | What is a fee of 6%?
What is the fee? | What is a fee?
What is the exercise price? | What does exercise price mean?
What does the fee mean for clients? | What does the fee mean for us?
What does the fee mean for clients? | What is the fee for clients?
What does fee mean? | What does fee include?
What does "net" mean? | What does "gross" mean?
What does it mean if X? | What does it mean when not X?
What does X mean by Y? | What does Y mean by X?
What is X in law? | What is X in medicine?
What is X under IFRS? | What is X under GAAP?
What is the X of Y? | What is the Y of X?
What is X's Y? | What is Y's X?
What is X for? | What is X?
Who is X? | What is X?
X | Is X?
X vs Y | X and Y
X vs Y | Is X better than Y?
A versus B versus C | A versus B
Difference between A, B and C | Difference between A and B
What is the difference between A and B and C? | What is the difference between A and C and B or?
What is the difference between 5% and 10%? | What is the difference between 5% and 15%?
What is the difference between A from B and C? | What is the difference between C from B and A?
How does A differ from B in tax? | How does A differ from B?
How does A differ from B for tax purposes? | How does B for tax purposes differ from A?
How does A compare to B? | How does A differ from B?
How did A differ from B? | How does A differ from B?
Why does A differ from B? | How does A differ from B?
Why is A different from B? | Why is B different from A?
How much does A differ from B? | How does A differ from B?
What distinguishes A from B? | Who distinguishes A from B?
Which is longer, A or B? | Is A longer or B?
Which is longer, A or B in winter? | Which is longer, B or A in winter?
Which of A and B is longer? | Which of A or B is shorter?
How correlated are A and B? | How correlated are A and C?
Are A and B the same? | Are A and B not the same?
Are A and B similar? | How are A and B similar?
Is there a difference between A and B? | Is there no difference between A and B?
When employees leave, who pays? | When do employees leave who pays?
If no visa is needed, who signs? | If a visa is needed, who signs?
While on leave, who pays? | After leave, who pays?
In 2022, who paid? | In 2023, who paid?
In Germany, is leave paid? | In France, is leave paid?
With a visa, can I work? | Without a visa, can I work?
After the audit, before the report, who signs? | Before the audit, after the report, who signs?
For clients, who pays suppliers? | For suppliers, who pays clients?
To whom does Alpha sell? | Who sells to Alpha?
Who sells to Alpha? | Who does Alpha sell to?
Which bank does Alpha lend to? | Which bank lends to Alpha?
What does Alpha sell? | What sells Alpha?
What do employees give managers? | What do managers give employees?
Who reports to whom? | Who reports to us?
Who do we report to? | Who reports to us?
Who do employees report? | Who reports employees?
Who do you not pay? | Who does not pay you?
Why don't we pay them? | Why don't they pay us?
Why do we not pay only clients? | Why do we pay only clients?
Why is it not only for clients? | Why is it only not for clients?
Why can't we pay? | Why can we pay?
Why must we not pay? | Why mustn't we pay late?
Why do people choose not to pay? | Why don't people choose to pay?
Why did the firm agree not to pay? | Why didn't the firm agree to pay?
Why is a firm that does not pay fined? | Why is a firm that pays not fined?
Why is paying not fined? | Why is not paying fined?
Why are those not insured paid? | Why are those insured not paid?
Why are employees not paid overtime taxed? | Why are employees paid overtime not taxed?
When is silence not consent? | When is not silence consent?
How is not paying punished? | How is paying not punished?
Where are clients not welcome taken? | Where are clients welcome not taken?
Who may not sign? | Who must not sign?
May we not sign? | Must we not sign?
Must we sign? | Should we sign?
Need we sign? | Can we sign?
Do we have to sign? | Did we have to sign?
Do we have to sign? | Will we have to sign?
Do we have contracts to sign? | Must we contracts sign?
Do we have two to sign? | Must we two sign?
What do we have to offer? | What must we offer?
Who has to pay? | Who has to be paid?
Who has money to pay? | Who must pay?
Are we required to sign? | Are we allowed to sign?
Are we allowed to sign? | Can we sign?
Is the client required to be told? | Is the client allowed to be told?
Does anyone need to know the password? | Does anyone know the password?
Does the bank need to know the client? | Does the client need to know the bank?
Who never signs? | Who always signs?
Who also signs? | Who signs?
Who else signs? | Who signs?
Who just signs? | Who signs?
Who actually signs? | Who usually signs?
Is it actually 5%? | Is it at least 5%?
Just 5 days? | 5 days?
Is the fee almost 5%? | Is the fee 5%?
Is the fee about 5%? | Is the fee 5%?
Is the fee exactly 5%? | Is the fee 5%?
Is it net 30? | Is it net 60?
Is X covered, or not? | Is X covered?
Is X covered in part? | Is X covered?
Is X included in Y? | Is Y included in X?
Is X part of Y? | Is Y part of X?
Is X a kind of Y? | Is Y a kind of X?
Tell me what clients owe | Tell me which clients owe
What do clients owe? | Which clients owe?
Which fund do managers trust? | Which fund managers trust?
How many clients do banks lend? | How many client banks lend?
How much do clients trust banks? | How much client trust do banks have?
Which drugs do patients take? | Which drug patients take?
What does the law firm fund? | What law firm does fund?
Which option costs more? | What does option cost more?
Who do fund managers trust? | Who do managers trust funds?
Tell me how much clients owe | Tell me how many clients owe
Tell me who clients owe | Tell me who owes clients
Tell me who the client is | Tell me who the client was
Tell me what the client is owed | Tell me what the client owes
Tell me where clients are not welcome | Tell me where clients are welcome
Tell me if clients who are late pay | Tell me if clients who pay are late
Tell me whether the fee is due or paid | Tell me whether the fee is due and paid
Tell me when the buyer must pay | Tell me when the buyer may pay
Tell me when the buyer has paid | Tell me when the buyer has to pay
Tell me why the buyer had paid | Tell me why the buyer has paid
"""


@pytest.mark.parametrize("pair", QUESTIONS.strip().splitlines())
def test_questions_with_different_answers_have_different_readings(pair: str) -> None:
    one, other = pair.split(" | ")
    assert read(one) != read(other)
