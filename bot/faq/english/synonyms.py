"""Everyday words that mean the same in every company, in medicine and in law.

No term of a field is here: a gross margin is no net margin, and the glossary knows which names one
concept has.
"""

from __future__ import annotations

from bot.faq.english.abbreviations import ABBREVIATIONS
from bot.faq.english.tokens import table

SYNONYMS = table(
    ABBREVIATIONS
    + """
invalid = not valid; ineligible = not eligible; unenforceable = not enforceable
inadmissible = not admissible; nondeductible = not deductible; nonrefundable = not refundable
nontaxable = not taxable; nonbinding = not binding; unavailable = not available
with no, without any, without a = without; not have any = not have
at what time, at which time = what time; for how long = how long; noon = 12:00; midnight = 0:00
except for, with the exception of, with exception of = except; in accordance with = according to
in the course of, in course of = during; shut, shuts = close; costly = expensive; kids = child
kid = child; trash, garbage = rubbish
is = is; are = is; am = is; were = was; has = have; does = do; whom = who
prior to = before; till, til, up until = until; whilst = while; amongst = among
regarding, concerning, with regard to, with respect to, in relation to, in regard to = about
in order to, so as to = to; on account of = because of
in the event that, in case that, in the case that = if; in the event of = in case of
for instance, eg = for example; per annum, every year, each year = per year
annually, yearly = per year
each = every
obtain = get; obtains = gets; obtained = got
to purchase = to buy; i purchase = i buy; you purchase = you buy; we purchase = we buy
can purchase = can buy; may purchase = may buy; must purchase = must buy
purchased = bought; commence, commences = start; commenced = started; begin, begins = start
began = started; starts = start; assist = help; assists = help
occur, occurs, take place, takes place = happen; occurred, took place = happened
permitted = allowed; side effects = side effect; login = log in; logins = log in
logon = log in; signup = sign up; twice = 2 times; thrice = 3 times; half a dozen = 6
a dozen, dozen = 12
unnecessary = not necessary; compulsory, mandatory, obligatory = mandatory
prohibited, forbidden = forbidden; obliged to, obligated to = obliged to
in charge of = responsible for; hand in, turn in, send in = submit
handing in, turning in = submitting; handed in, turned in = submitted
fill out = fill in; filling out = filling in; log on, log on to = log in
log off = log out;
chief of staff = chief of staff
staff members, staff member, members of staff, member of staff, staff = employee
employees = employee; vacation, vacation leave = annual leave; boss = manager; bosses = manager
attorneys, lawyers = lawyer; physician, physicians, doctors = doctor
restroom, restrooms, washroom, washrooms, lavatory, toilets = toilet
telephone, telephones = phone; cell phone, cellphone, mobile phone = mobile
colleagues, coworker, coworkers = colleague; info = information; e mail = email
approx, roughly = approximately; maximum, max, maximal = maximum; minimal = minimum
kind of, sort of, kinds of, sorts of, types of = type of
what kind, what sort, what kinds, what sorts = what type
which kind, which sort, which kinds, which sorts = which type
big = large; bigger = larger; biggest = largest
rises, rise, go up, goes up = increase; rose, risen, went up, gone up = increased
decreases, reduce, reduces, diminish, go down, goes down = decrease
reduced, went down, gone down, diminished = decreased; reducing, going down = decreasing
rising, going up = increasing; give rise to = cause; gives rise to = cause
how frequently = how often; how come, for what reason, for which reason = why
in what way, in which way, in what manner, by what means = how
where about, whereabouts = where; at which place, in what place = where
on what day, on which day, on what date, on which date = when
how much time = how long; what length of time = how long
who all = who; what exactly, what precisely = what; how exactly, how precisely = how
why exactly = why; who exactly = who; when exactly = when; where exactly = where
no 1, no one = nobody; anyone, anybody = anyone; someone, somebody = someone
everyone, everybody = everyone; not any more, not anymore = no longer
no less than, not less than = at least; no more than, not more than = at most
maximum of, up to = at most; minimum of = at least; in excess of = more than
as soon as possible, asap = asap; set up, setup = set up
attorney in fact = attorney-in-fact; power of attorney = power of attorney
powers of attorney = power of attorney; attorney general = attorney general
attorney client = attorney client; attorney = lawyer; district attorney = district attorney
days off = day off
per capita = per person; per head = per person
carry out = perform; carries out = perform; carried out = performed
get in touch with, reach out to = contact
is there any, are there any = is there; are there = is there
how long in advance, how early in advance = how far in advance
if so = if so; whether or not = whether; a lot of, lots of = many
ask for, asks for, asking for = request; alter, alters, modify, modifies = change
altering, modifying = changing; choose, chooses, select, selects, pick, picks = choose
pick up = pick up
picks up = pick up; cafeteria = canteen
cafeterias = canteen; canteens = canteen; bicycle, bicycles, bikes = bike
refrigerator, refrigerators, fridges = fridge; television, televisions, tvs = tv
laboratory, laboratories, labs = lab; photographs, photograph, photos = photo
elevator, elevators, lifts = lift; lorry, lorries, trucks = truck; parking lot, car parks = car park
parking lots = car park; zip code, zip codes, postal code, postal codes, postcodes = postcode
zipcode = postcode; zipcodes = postcode; curriculum vitae, résumé, résumés, cvs = cv
hq, head office = headquarters; pay raise, pay raises, salary raise, pay rises = pay rise
pay stub, pay stubs, pay slip, pay slips, salary slip, salary slips, payslips = payslip
sign in to, log on to, log into, log onto, sign into = log in to
sign out of, log off of = log out of
sign up for, signs up for, enroll in, enrol in, enroll for, enrol for, enroll on = register for
signing up for, enrolling in, enrolling for, enrolling on = registering for
sign off on, signs off on = approve; signing off on = approving; signed off on = approved
free of charge, for free, at no cost, at no charge, without charge, at no extra cost = free
cease, ceases = stop; ceased = stopped; pay back, pays back = repay; paying back = repaying
send back, sends back, give back, gives back, bring back = return; throw away, throw out = discard
giving back, sending back, bringing back = returning; call off, calls off = cancel
called off = canceled; put off, puts off = postpone; looking into = investigating
look into, looks into = investigate; search for, look for = look for; searching for = looking for
deal with, deals with, handles = handle; dealing with = handling; respond to = reply to
responds to = replies to; notify, notifies = inform; notifying = informing; notified = informed
jab, jabs, shots = shot; entire = whole; movies, film, films, movie = movie
personnel = employee; workmate, workmates, work colleague, work colleagues = colleague
get hold of = get; turn up for, turn up at = show up for; show up at = show up for
against law, against the law = illegal
at what intervals, at which intervals, with what frequency, with which frequency = how often
how many times per = how often per; how quickly = how fast; by what date, by which date = by when
by what day, by which day = by when; until what date, until which date = until when
as a result of = because of
is shut, are shut, is closed, are closed = is closed; gets shut = closes
opening times = opening hours
business hours = opening hours; work from home, telework, telecommute = work from home
working from home, teleworking, telecommuting = working from home; web meeting = online meeting
mobile number, cell number = mobile number; phone number, telephone number = phone number
pic, pics = picture; apartments, flats, apartment = flat
advertisement, advertisements, advert, adverts, ads = ad; examination, examinations, exams = exam
bank accounts = bank account; user accounts = user account
savings accounts = savings account; email accounts = email account
customer accounts = customer account; guest accounts = guest account; specs = specification
specifications = specification
anaesthetist = anesthetist; advice about = advice on; enquire = inquire
"""
)
"""Phrases with the form that they share, in small letters and American spelling."""
