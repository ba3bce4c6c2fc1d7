"""English sentences with places for terms, as employees write them."""

from __future__ import annotations

from bot.training.demo_model.vocabulary import phrases

QUESTIONS = phrases(
    """
    What is {t}?
    What's {t}?
    what does {t} mean
    What is meant by {t}?
    What exactly is a {t}?
    Please explain {t}.
    Please explain {t} in the contract
    Can you explain {t} in plain words?
    Could somebody tell me what {t} is?
    Define {t}
    How would you define {t}?
    How does {t} affect {t}?
    How does {t} work?
    How is {t} calculated?
    How do we calculate {t} for a new product?
    How is {t} different from {t}?
    What is the difference between {t} and {t}?
    What's the difference between {t}, {t} and {t}?
    Is {t} the same as {t}?
    Is {t} the same thing as a {t}?
    Why did our {t} fall this year?
    Why has {t} gone up since January?
    Why is {t} so high?
    Why do we look at {t} at all?
    When do we need a {t}?
    When should I use {t} instead of {t}?
    When does the {t} expire?
    Where can I find our {t}?
    Where in the report is {t} shown?
    Who is responsible for the {t}?
    Who signs off the {t}?
    Which {t} applies to us?
    Which team looks after {t}?
    Does {t} include {t}?
    Does a higher {t} mean a lower {t}?
    Do we have to disclose the {t}?
    Do I need a {t} for this?
    Can we waive the {t}?
    Can the supplier claim {t}?
    Can {t} be reversed later?
    Can {t} cause {t}?
    Could this be {t}?
    Are there any risks with {t}?
    Are {t} and {t} related?
    Is there a limit on {t}?
    Is {t} enforceable here?
    Is {t} dangerous?
    Is {t} contagious?
    Is {t} covered by the insurance?
    What are the symptoms of {t}?
    What are the side effects of {t}?
    What causes {t}?
    What can be done about {t}?
    What happens after a {t}?
    What happens if the {t} is too low?
    What is a normal {t}?
    What is a good {t} for a company like ours?
    What is the treatment for {t}?
    What is the formula for {t}?
    What is the purpose of {t}?
    What counts as {t}?
    What kinds of {t} are there?
    What would trigger the {t}?
    How long does {t} last?
    How long does a {t} take?
    How serious is {t}?
    How can we improve {t}?
    How can we reduce {t}?
    How do I read the {t}?
    How much is the {t}?
    How often should {t} be checked?
    Should a patient with {t} take this drug?
    Should we report {t} to the regulator?
    Any idea what {t} is about?
    anyone here who understands {t}?
    Has anybody worked with {t} before?
    My boss asked me about {t}, what should I say?
    A customer wants to know about {t}
    Where does the {t} on page three come from?
    What does the column {t} stand for?
    """
)

STATEMENTS = phrases(
    """
    The {t} fell by two points this quarter.
    Our {t} is below that of our peers.
    {t} is an important measure of {t}.
    {t} should not be confused with {t}.
    A high {t} usually means a low {t}.
    The higher the {t}, the lower the {t}.
    Management expects {t} to recover next year.
    The company reported {t} of four million.
    We need to review the {t} before the end of the month.
    Please send me the figures for {t} and {t}.
    Please update the {t} by noon.
    I added a slide about {t}.
    The bank asked for a {t}.
    The bank wants to see our {t} first.
    Investors care most about {t}.
    The auditors questioned the {t}.
    We excluded {t} from the {t}.
    The {t} is shown in the annual report.
    The {t} depends on the {t}.
    Apart from {t}, we also track {t}.
    The parties agreed on a {t}.
    The {t} shall survive the end of this agreement.
    The court held that there was {t}.
    The court rejected the {t}.
    The claimant seeks {t}.
    The defendant relied on {t}.
    The seller gives no {t}.
    Neither party may waive the {t}.
    Under the {t}, the buyer may refuse to pay.
    Subject to {t}, the supplier bears the cost.
    Our lawyers suggested adding a {t} to the contract.
    Legal says the {t} is not enforceable.
    The dispute is about {t}.
    The patient was admitted with {t}.
    The patient has a history of {t} and {t}.
    The patient denies {t}.
    The doctor suspects {t} and ordered a {t}.
    The scan showed {t}.
    The test was positive for {t}.
    This drug is used to treat {t}.
    {t} is a common complication of {t}.
    {t} may relieve {t}.
    She developed {t} after the operation.
    He was diagnosed with {t} last year.
    They started him on {t}.
    The primary endpoint of the trial was {t}.
    {t} was lower in the control group.
    Nurses record {t} every day.
    There is a risk of {t}.
    There is no evidence of {t}.
    I read something about {t} in the news.
    I am not sure whether this is {t} or {t}.
    I still do not understand {t}
    We had a long talk about {t} yesterday.
    We talked about {t} and {t} in the meeting
    They keep mentioning {t}.
    The training on {t} moves to Wednesday.
    {t} is out of scope for this meeting.
    If the {t} exceeds the limit, the {t} is triggered.
    Note that {t} and {t} are defined differently.
    The change has nothing to do with {t}.
    For {t}, see the annex.
    tell me about {t}
    more about {t} please
    {t} vs {t}
    {t}?
    {t}
    """
)
