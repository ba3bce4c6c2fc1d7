"""Which questions have a feature: posting lists that are changed in place."""

from __future__ import annotations

from array import array
from bisect import bisect_left

import numpy as np
import numpy.typing as npt


class Postings:
    """For each feature the slots of the questions that have it, ascending.

    Most features belong to a single question; such a list is a bare number, which takes a fifth of
    the memory. A list never holds what was removed, so that its length is the feature's frequency.
    """

    def __init__(self) -> None:
        self._lists: dict[int, int | array[int]] = {}

    def add(self, code: int, slot: int) -> None:
        """Add a question that has a feature, and is not in its list."""
        held = self._lists.get(code)
        if held is None:
            self._lists[code] = slot
        elif isinstance(held, int):
            self._lists[code] = array("I", sorted((held, slot)))
        elif slot > held[-1]:
            held.append(slot)
        else:
            held.insert(bisect_left(held, slot), slot)

    def remove(self, code: int, slot: int) -> None:
        """Remove a question that is in a feature's list."""
        held = self._lists[code]
        if isinstance(held, int):
            del self._lists[code]
        elif len(held) > 2:
            del held[bisect_left(held, slot)]
        else:
            self._lists[code] = held[held[0] == slot]

    def frequency(self, code: int) -> int:
        """How many questions have a feature."""
        held = self._lists.get(code)
        if held is None:
            return 0
        return 1 if isinstance(held, int) else len(held)

    def slots(self, code: int) -> npt.NDArray[np.uint32]:
        """The questions that have a feature; to be dropped before the list is changed."""
        held = self._lists[code]
        return np.frombuffer(array("I", [held]) if isinstance(held, int) else held, np.uint32)
