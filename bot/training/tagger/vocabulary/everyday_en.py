"""English words and clauses of every day, which stand around terms and are none."""

from __future__ import annotations

from bot.training.demo_model.vocabulary import phrases, words

WORDS = words(
    """
    I you he she it we they me him her us them my your his its our their mine yours ours myself
    somebody someone anybody anyone everybody everyone nobody who whom whose which what this that
    these those here there where when why how one two three four five six seven ten twelve twenty
    hundred thousand million first second third last next half twice once several many much few
    little more most less least some any no none all both each every either neither other another
    such same only own just even still yet already almost nearly about around over under above
    below between among through during before after since until while within without against
    across along behind beside beyond near off onto out outside inside toward upon up down away
    back again further ever never always often sometimes usually rarely soon later now then today
    tomorrow yesterday tonight Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
    March May July September December morning afternoon evening night week month quarter year
    spring summer autumn winter minute hour day am is are was were be been being do does did done
    have has had having can could will would shall should may might must ought need dare let lets
    make makes made take takes took taken get gets got give gives gave given go goes went gone
    come comes came see sees saw seen look looks looked know knows knew known think thinks thought
    say says said tell tells told ask asks asked asking answer explain explained explains mean
    means meant want wants wanted like likes liked help helps helped keep keeps kept find finds
    found use uses used using show shows showed shown try tries tried call calls called put puts
    set sets move moves moved run runs ran bring brings brought hold holds held turn turns turned
    start starts started stop stops stopped begin began end ends ended finish wait pay pays paid
    buy buys bought sell sells sold send sends sent receive received sign signed signs write wrote
    written read reads check checks checked count counts counted add adds added remove change
    changes changed rise rises rose fall falls fell fallen drop drops dropped grow grew grown
    raise raised lower lowered increase increased decrease decreased cause caused lead leads led
    happen happens happened seem seems seemed become becomes became remain remains stay stays
    leave leaves left agree agreed agrees refuse refused accept accepted suggest suggested
    suggests expect expected hope worry worried believe believes rely relies relied apply applies
    applied cover covers covered include includes included approve approves approved claim claimed
    warned warn hurried hurry served parked painted taught learned driven drove walk walked figure
    figured miss missed win won lose lost a an the and or but nor so because although though
    unless whether if as than like of to in on at by for from with into not also too very quite
    rather really perhaps maybe probably certainly please thanks thank sorry hello yes okay sure
    well good bad better best worse worst big small large high higher low lower long longer short
    early late new old easy hard difficult simple clear unclear right wrong true false same
    different similar normal important main possible impossible likely unlikely able ready busy
    free full empty whole certain enough due valid available cheap expensive serious safe
    dangerous common rare strange plain quick slow short-term people person man woman child mother
    father son daughter wife husband brother sister friend boss manager colleague nurse doctor
    patient patients lawyer lawyers judge bank court hospital clinic office company team side
    sides party parties supplier buyer seller customer landlord tenant owner board group committee
    counsel management auditor auditors investors staff member members branch plant site store
    shipment shipments email emails letter call chat log logs meeting note notes page pages table
    column line item list annex exactly roughly mostly mainly partly fully newly recently
    previously formerly originally finally suddenly slowly quickly strongly slightly sharply
    largely highly hardly barely merely simply clearly obviously apparently allegedly generally
    typically normally commonly frequently care cares cared concern concerned concerns interested
    matter matters measure measures measured review reviews reviewed assess assessed evaluate
    evaluated estimate estimated confirm confirmed verify verified disclose disclosed publish
    published release released track tracks tracked monitor monitored observe observed detect
    detected compare compared distinguish define defined describe described discuss discussed
    discusses consider considered considering understand understands understood misunderstand
    confuse confused forget forgot remember remind depend depends depended affect affects affected
    influence influenced improve improves improved reduce reduces reduced avoid avoids avoided
    prevent prevents prevented limit limits limited exceed exceeds exceeded trigger triggers
    triggered meet meets reach reached qualify qualifies subject according due owing regarding
    concerning despite except besides plus minus per via versus grant granted grants deny denied
    denies seek seeks sought enforce enforced violate violated violates comply complied waive
    waived exercise exercised assign assigned transferred terminate terminated renew renewed amend
    amended draft drafted negotiate negotiated sue sued argue argued argues plead ruled dismissed
    upheld awarded appealed settle settled diagnose diagnosed suffer suffers suffered develop
    developed develops treat treated treats prescribe prescribed admit admitted discharge
    discharged recover recovered worsen worsened relieve relieved undergo underwent complain
    complained suspect suspected suspects exclude excluded record recorded recording calculate
    calculated compute computed allocate allocated deduct deducted report reported reports restate
    classify classified issued issuing invest invested borrow borrowed repay repaid financed
    acquire acquired offer offered rank ranked outperform lagged column chapter section paragraph
    appendix slide chart footnote title heading sentence context symptoms history family side
    effect effects purpose kind kinds sort type types level levels amount amounts range total
    overall annual quarterly monthly weekly daily current former upcoming following relevant
    related regulator regulators investors analyst analysts peers competitor competitors insurer
    buyer's seller's patient's doctor's nurses surgeons radiology cardiology deadline plan plans
    policy rule rules reason reasons case cases way ways thing things part parts point points
    question questions word words number numbers figures idea example summary version copy pack
    panel monitor group dose drug surgery operation treatment visit stay room floor car house
    money price deposit payment bill city town country London Berlin Paris Singapore Texas
    California China Europe Germany France Anna Tom Peter Mia Maria John Li Chen
    """
)

BEFORE = phrases(
    """
    My boss wants to know by Friday:
    I read the report twice, but
    Sorry if this is a stupid question:
    As far as I know,
    In our last meeting we said that
    According to the latest email,
    The nurse told us that
    Our lawyer called this morning and said
    The other side now says that
    When I looked at the numbers,
    Before we sign anything,
    After the visit on Monday,
    Since March,
    Under the new rules,
    In the other team,
    If I understand it correctly,
    For the new building,
    Last night
    The owners asked again:
    The bank called because
    While she was in hospital,
    Because of the delay,
    At the moment
    To be honest,
    One of our customers asked:
    It turns out that
    I was told that
    The landlord wrote to us:
    """
)
AFTER = phrases(
    """
    before Friday
    since last March
    all day, must we wait?
    around midnight
    for the office in Oslo
    in the other team
    after the phone call
    yesterday
    if we are late
    to another page
    to enter our garden
    first
    next week
    for our shop in Rome
    than we thought
    again this morning
    in Denmark
    below one thousand
    when half of the parcels are lost
    and nobody knows why
    but I am not sure
    , is there a video?
    , is that bad?
    , should we be worried?
    , who can help?
    , which seems wrong
    , so please do not sign yet
    , and the family is worried
    , as we discussed on Monday
    because the goods arrived late
    while we wait for an answer
    """
)
