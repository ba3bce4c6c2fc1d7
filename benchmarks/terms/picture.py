"""The figures that people compare, as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.terms.matching import MatchingFigures

_COLOURS = {"zh": "tab:red", "en": "tab:blue"}


def draw(matching: Sequence[MatchingFigures], path: Path) -> None:
    """Draw the speed of matching beside the bare automaton's, and what building costs.

    Args:
        matching: the figures of each size of glossary.
        path: the picture to write.
    """
    from matplotlib.figure import Figure  # of the extra ``training``

    sizes = [one.names for one in matching]
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    speed, cost = figure.subplots(1, 2)
    for language, colour in _COLOURS.items():
        ours = [one.characters_per_s[language] / 1e6 for one in matching]
        bare = [one.bare_characters_per_s[language] / 1e6 for one in matching]
        speed.plot(sizes, ours, "o-", color=colour, label=f"Termwise, {language}")
        speed.plot(sizes, bare, "x:", color=colour, label=f"bare automaton, {language}")
    speed.set(xscale="log", xlabel="names", ylabel="million characters/s", ylim=(0, None))
    speed.set_title("Finding terms in ordinary text")
    speed.legend(fontsize="small")
    cost.plot(sizes, [one.build_s for one in matching], "o-", label="seconds to build")
    cost.plot(sizes, [one.memory_mb / 100 for one in matching], "s--", label="memory, 100 MB")
    cost.set(xscale="log", yscale="log", xlabel="names")
    cost.set_title("Building the automaton")
    cost.legend(fontsize="small")
    figure.savefig(path, dpi=120)
