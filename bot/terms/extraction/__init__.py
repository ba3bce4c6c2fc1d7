"""Candidate terms from documents: found, normalised and ranked; people decide.

The parts are well known: C-value (``c_value``), TF-IDF (``tf_idf``), abbreviations after Schwartz
and Hearst (``introductions``), optionally a tagger's spans, and reciprocal rank fusion
(``ranking``) to join their rankings.
"""

from bot.terms.extraction.pipeline import extract as extract
