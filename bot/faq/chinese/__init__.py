"""How questions are read in Chinese."""

from bot.faq.chinese.reading import leaning, read

__all__ = ["leaning", "read"]
