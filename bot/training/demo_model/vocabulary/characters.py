"""The Chinese characters that the tokenizer and the made-up words cover evenly."""

from __future__ import annotations


def gb2312_level_1() -> str:
    """The 3,755 most common characters: GB 2312, rows 16 to 55, in the order of their sound."""
    cells = ((row, cell) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return "".join(bytes(place).decode("gb2312") for place in cells if place <= (0xD7, 0xF9))
