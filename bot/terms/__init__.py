"""The company's terms: the glossary and how its terms are found in a text."""
