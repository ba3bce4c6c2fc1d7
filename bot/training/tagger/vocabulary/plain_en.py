"""English sentences and nouns that hold no term: what the tagger must leave alone."""

from __future__ import annotations

from bot.training.demo_model.vocabulary import phrases
from bot.training.tagger.vocabulary import listed

PLAIN = phrases(
    """
    Hi, are you there?
    Thanks, got it.
    thank you so much for your help!
    Good morning, do you have a minute?
    No problem, give me two minutes
    Sorry, I was in a meeting
    Could you say that again?
    I did not understand the last part.
    What can you do?
    Who made you?
    Tell me a joke
    Write a birthday card for my colleague
    What's the weather like today?
    Will it rain tomorrow?
    Any good place for lunch nearby?
    Shall we have lunch together?
    coffee at three?
    What time is your train?
    How was your weekend?
    Happy holidays everyone!
    My laptop does not start
    I forgot my password, how do I reset it?
    I can't log in to my mailbox
    The network is down again, is it just me?
    The printer is out of paper
    How do I connect to the printer?
    My screen keeps flickering
    One key on my keyboard is stuck
    How do I share a file with somebody outside?
    Who can give me access to the shared folder?
    The installer stops halfway
    The system will be updated tonight after eight
    There is no sound in the video call
    The camera does not work
    How do I connect my phone to the wifi?
    My account is locked
    Please create a new account for our intern
    The page never finishes loading
    Nothing happens when I click the button
    I sent you a screenshot
    Is the meeting room booked?
    The meeting moves to four o'clock
    Room three is taken, let's use another one
    Today's stand-up is cancelled
    Who takes the minutes?
    Please send your weekly report by Friday
    I will be on leave next Tuesday
    Where do I submit my holiday request?
    Is the roster for next month ready?
    The deadline for the party is Thursday
    I am on my way, ten minutes late
    The bus did not come, I will take a taxi
    Please book a hotel for my trip
    Can you change my flight to the day after tomorrow?
    Your parcel is at the front desk
    Whose bag is this?
    Are there any parking spaces left?
    It is too cold in here, can we turn the heating up?
    The coffee machine is broken
    The lights in the office keep blinking
    My chair is broken, who can replace it?
    I forgot my keys at home
    A new colleague starts on Monday
    Where does the new intern sit?
    Welcome to the team, Anna!
    Congratulations on your promotion!
    Tom is out today, please ask me instead
    Which folder did you put the document in?
    I can't open this file
    Which version is the latest?
    Please make the title shorter
    The picture on page two is blurry
    The font is too small
    Does this paragraph read well?
    Translate this sentence into French
    Summarise the thread above
    What did you mean by the second point?
    You have not answered my question yet
    That is wrong, think again
    Can you give me an example?
    Is there another way to do it?
    Why is that?
    Who said so?
    When will it be done?
    How far are we?
    Let's put this aside for now
    I agree with you
    Let me think about it, I'll answer tomorrow
    Does anyone have comments?
    Who leads the project?
    How many people are in our team?
    The customer arrives at three, please pick her up
    Customers are happy with our service
    The supplier says the goods arrive tomorrow
    Which floor is the warehouse on?
    When will the lift be repaired?
    When does the canteen open?
    I feel tired, I am going home
    My son is sick, so I work from home today
    He has been in a bad mood lately
    There is a new bakery around the corner
    Can you recommend a book?
    Is it better to run in the morning or in the evening?
    Did you watch the game last night?
    What is this song called?
    Has anybody ordered the cake?
    Please resize the photos
    I exported the data, it is on the desktop
    The third column has the wrong format
    Please send the attachment again
    The link is dead, can you send another?
    The two numbers do not match, please check
    This month was much busier than the last one
    We have fewer people than last year
    Our goal this year is better quality
    We plan to move to a new building next spring
    We are still looking for the reason
    She calls them, and I prepare the slides
    Click on submit in the upper right corner
    I need your signature, it is on your desk
    Has she ever told you why they left the city?
    The team asked whether it should wait until Monday
    """
)

NOUNS = listed(
    """
    meeting room, printer, laptop, keyboard, mouse, screen, phone, headphones, charger, projector,
    camera, badge, key, umbrella, lunch, dinner, breakfast, coffee, kitchen, canteen, menu, fruit,
    cake, snacks, restaurant, car park, lift, front desk, warehouse, office, desk, chair, heating,
    window, train, flight, ticket, hotel, luggage, passport, holiday, weekend, birthday, party,
    team outing, game, movie, music, photo, video, picture, poster, file, document, folder,
    attachment, email, mailbox, link, website, page, button, spreadsheet, font, title, screenshot,
    password, account name, wifi, software, plugin, version, system, database, server, log file,
    backup, update, source code, template, slide deck, weekly report, minutes, calendar, schedule,
    stand-up, meeting, training, interview, taxi, parcel, gift, shirt, book, notebook, whiteboard,
    colleague, boss, manager, customer, supplier, intern, neighbour, friend, family, teacher,
    student, department, team, company, headquarters, factory, shop, school, city, weather, time,
    date, place, address, phone number, name, colour, size, length, height, weight of the box,
    temperature outside, speed, headcount, number of people, order, progress, plan, proposal,
    target, task, project, problem, reason, result, idea, opinion, experience, message, notice,
    content, detail, background, step, process, method, tool, sample, goods, product, machine,
    spare part, car, bicycle, rubbish, quality, service, mood, sound, taste, news, story,
    activity, trip, sport, running, hiking, swimming, sleep, move, room, garden, cat, dog, flower,
    tree, river, road, bridge, door, wall, microphone, speaker, battery, socket, cable, hard disk,
    paper, pen, scissors, cup, towel, last month, last year, tomorrow, next week, this sentence,
    user manual, login page, test environment, office supplies, new joiner, contact list,
    seating plan, notice board, search box
    """
)
