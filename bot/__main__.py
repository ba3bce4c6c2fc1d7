"""``python -m bot`` is ``termwise``."""

from bot.cli import main

main()
