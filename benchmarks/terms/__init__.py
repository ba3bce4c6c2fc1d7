"""How fast glossaries are read and terms are found."""
