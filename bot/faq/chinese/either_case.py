"""Latin words typed in small letters as well as in capitals, which name one thing in both."""

from __future__ import annotations

from bot.faq.chinese.lexicon import words

EITHER_CASE = frozenset(
    words(
        "acca android api app asc bmi bps bug capm cas ceo cfa cfo chatgpt com coo copd covid "
        "cpa cpi crm css cto dcf dna docker ebit ebitda ecg email emm emmm emmmm eps erp esg "
        "etf eur excel faq frm gbp gcp gdp gdpr git github gitlab gmp gsp hallo hello hey hiv "
        "hkd hmm html http https ias ich icu iec ifrs ios ipad iphone ipo iso java javascript "
        "jira jpy kpi latex leader leads linux lof lpr mac markdown mcg mmhg mmol mri mvp mysql "
        "nda okr outlook paas pdf photoshop pmi pmp poc ppe ppi ppt python redis reit reits rna "
        "roa roe saas sla slack sop sql thanks thx usb usd vpn wacc wifi wiki windows word www "
        "zoom"
    )
)
"""Abbreviations, programs, units and greetings: no other word is written with these letters."""
