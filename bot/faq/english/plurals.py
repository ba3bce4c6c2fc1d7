"""Singulars of plural words, and the verbs in "-s" that look like them."""

from __future__ import annotations

from bot.faq.english.tokens import TWO_SENSES

_KEPT_WORDS = """
arms customs damages earnings futures goods greeks headquarters means minutes news premises proceeds
savings series species thanks works securities equities liabilities utilities authorities
facilities interests contents returns sales operations affairs relations communications effects
accounts papers grounds quarters seconds times terms benefits provisions proceedings holdings
remains statistics economics politics physics ethics logistics analytics basics mathematics
glasses spirits forces spectacles clothes brains looks manners pains troops states charges funds
resources rights services controls aids sars has was does this yes always perhaps besides towards
sometimes afterwards overseas alias bias gas lens atlas canvas texas us plus minus versus thus
bonus status virus campus census corpus focus previous various diabetes rabies herpes measles mumps
shingles scabies ascites sepsis basis analysis thesis crisis oasis hypothesis synthesis diagnosis
prognosis dialysis paralysis ellipsis emphasis process access excess success address business
mess less unless express press class mass pass cross loss boss dress gross illness wireless
necessities commons humanities antitrust christmas paris wales netherlands philippines
honduras cyprus maldives bahamas emirates barclays siemens mercedes moodys williams james jones
davis harris wells roberts peters adams stevens rogers edwards phillips richards daniels andrews
matthews evans collins myers brooks banks lewis thomas charles nicholas lucas marcus douglas
francis dennis parsons simmons hughes reynolds perkins hopkins jenkins watkins higgins wilkins
sanders saunders rivers waters fields woods stones walters ross rolls windows teams slides
hermes lazards johns marks hicks gates jobs accenture directs adidas jeans nas odds whereas
dues pros cons corps mores bearings mains talks arrears contacts briefs dress odds
hers ours yours theirs its his 's
"""
_KEPT = frozenset(_KEPT_WORDS.split())
_NO_PLURAL = ("ss", "us", "is", "ics", "as", "os", "'s")
_ACHES = ("headaches", "toothaches", "stomachaches", "caches", "niches", "creches")
_IRREGULAR = {
    "analyses": "analysis", "bases": "bases", "theses": "thesis", "crises": "crisis",
    "diagnoses": "diagnosis", "hypotheses": "hypothesis", "matrices": "matrix",
    "indices": "index", "appendices": "appendix", "vertices": "vertex", "criteria": "criterion",
    "phenomena": "phenomenon", "bacteria": "bacterium", "men": "man", "women": "woman",
    "children": "child", "feet": "foot", "teeth": "tooth", "mice": "mouse", "lives": "life",
    "wives": "wife", "knives": "knife", "halves": "half", "selves": "self", "shelves": "shelf",
    "thieves": "thief", "leaves": "leave", "buses": "bus", "gases": "gas", "viruses": "virus",
    "bonuses": "bonus", "statuses": "status", "campuses": "campus", "biases": "bias",
    "lenses": "lens", "premiums": "premium", "memos": "memo", "photos": "photo",
    "videos": "video", "logos": "logo", "ceos": "ceo", "cfos": "cfo", "ctos": "cto",
    "ngos": "ngo", "ipos": "ipo", "ids": "id", "purposes": "purpose", "causes": "cause",
    "uses": "use", "focuses": "focus", "censuses": "census", "kpis": "kpi", "apis": "api",
    "mris": "mri", "rois": "roi", "etas": "eta", "ndas": "nda", "visas": "visa", "areas": "area",
    "quotas": "quota", "formulas": "formula", "formulae": "formula", "agendas": "agenda",
    "pizzas": "pizza", "cameras": "camera", "taxis": "taxi", "antennas": "antenna",
    "pays": "pay", "goes": "go", "heroes": "hero", "echoes": "echo", "potatoes": "potato",
    "tomatoes": "tomato", "vetoes": "veto", "lies": "lie", "dies": "die", "ties": "tie",
    "pies": "pie", "movies": "movie", "cookies": "cookie", "calories": "calorie",
    "series": "series", "axes": "axes", "taxes": "tax",
}  # fmt: skip


def singular(word: str) -> str:
    """The word without its plural ending; a plural that is another word stays.

    The "-s" of a verb goes as well ("lasts", "last"), so that both numbers of a subject read alike.
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word[:-1] in TWO_SENSES:
        return word
    if len(word) < 4 or not word.endswith("s") or word in _KEPT or not word.isalpha():
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y" if len(word) > 4 else word
    if word.endswith(("sses", "xes", "zzes", "ches", "shes")) and len(word) > 4:
        return word[:-1] if word.endswith(_ACHES) else word[:-2]
    return word if word.endswith(_NO_PLURAL) else word[:-1]
