"""How questions are read in English."""

from bot.faq.english.reading import leaning, read

__all__ = ["leaning", "read"]
