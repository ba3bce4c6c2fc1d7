"""Training of the tagger: sentences whose terms the glossaries label, and what came of it."""
