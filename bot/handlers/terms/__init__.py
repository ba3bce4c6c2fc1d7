"""``/term``: cards, lists and the buttons on them; which sense of a word is meant."""
