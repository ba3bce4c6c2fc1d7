"""People own the glossary: suggestions, decisions, and answers that are recalled."""
