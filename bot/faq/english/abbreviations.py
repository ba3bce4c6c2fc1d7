"""Abbreviations that stand for one thing in every company, in medicine and in law.

None is here that stands for another thing elsewhere: a GP prescribes, and is a gross profit.
"""

from __future__ import annotations

ABBREVIATIONS = """
chief executive officer, chief executive officers, ceos = ceo; chief financial officer, cfos = cfo
chief technology officer = cto; chief operating officer = coo; value added tax = vat
annual general meeting, annual general meetings, agms = agm
frequently asked questions, faqs = faq
general data protection regulation = gdpr; european union = eu; key performance indicator = kpi
key performance indicators, kpis = kpi; paid time off = pto; initial public offering, ipos = ipo
securities and exchange commission = sec; food and drug administration = fda
limited liability company, llcs = llc; limited liability companies = llc
chief information security officer = ciso
chief human resources officer = chro
minimum order quantity, minimum order quantities, moqs = moq; service level agreement = sla
service level agreements, slas = sla; request for proposal, requests for proposal, rfps = rfp
request for quotation, requests for quotation, rfqs = rfq; request for information = rfi
non disclosure agreement, nondisclosure agreement = nda
non disclosure agreements, nondisclosure agreements, ndas = nda; memorandum of understanding = mou
letter of intent, letters of intent, lois = loi; standard operating procedure, sops = sop
standard operating procedures = sop; objectives and key results, okrs = okr
virtual private network, vpns = vpn; single sign on = sso; multi factor authentication = mfa
multifactor authentication = mfa; 2 factor authentication, two factor authentication = 2fa
automated teller machine, atms = atm
enterprise resource planning = erp; customer relationship management = crm
gross domestic product = gdp; united nations = un
european central bank = ecb; international monetary fund = imf; world health organization = whorg
world trade organization = wto; international financial reporting standards = ifrs
generally accepted accounting principles = gaap; profit and loss statement = p & l statement
low density lipoprotein = ldl; high density lipoprotein = hdl; body mass index = bmi
magnetic resonance imaging = mri; electrocardiogram, ekg, ecgs, ekgs = ecg
intensive care units, intensive care unit = icu
over the counter = otc
nongovernmental organization, nongovernmental organizations = ngo; do it yourself = diy
research and development, research & development, r and d = r & d; business to business = b2b
mergers and acquisitions, m and a = m & a; human resources = hr
human resources department = hr department
information technology = infotech
estimated time of arrival = eta
terms and conditions, t & cs, t and cs, ts and cs = terms and conditions
question and answer, questions and answers, q and a = q & a
year on year, year over year = yoy; quarter on quarter, quarter over quarter = qoq
return on investment = roi; return on equity = roe
"""
"""Names with the short form that they share, as :func:`bot.faq.english.tokens.table` reads them."""
