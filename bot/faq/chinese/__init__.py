"""How questions are read in Chinese."""

from bot.faq.chinese.leanings import leaning
from bot.faq.chinese.reading import read

__all__ = ["leaning", "read"]
