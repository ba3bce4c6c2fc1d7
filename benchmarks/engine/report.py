"""Figures as they come: tables for people at once, a picture and the JSON at the end."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

_console = Console(stderr=True)


class Report:
    """What one run measured.

    Attributes:
        figures: what goes into the JSON.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.figures: dict[str, object] = {}
        self._tables: list[tuple[str, str, Mapping[str, float]]] = []

    def add(self, name: str, value: object) -> None:
        """Note a figure."""
        self.figures[name] = round(value, 3) if isinstance(value, float) else value
        _console.print(f"[bold]{name}[/] {self.figures[name]}")

    def table(self, title: str, unit: str, medians: Mapping[str, float]) -> None:
        """Show what each contender got."""
        self._tables.append((title, unit, medians))
        table = Table("", unit, title=title)
        for name, value in medians.items():
            table.add_row(name, f"{value:.3f}")
        _console.print(table)

    def draw(self, path: Path) -> None:
        """Draw the tables as bars, one below the other."""
        from matplotlib.figure import Figure  # only who draws has it installed

        figure = Figure(figsize=(8, 1.9 * len(self._tables)), layout="constrained")
        for axes, (title, unit, medians) in zip(
            figure.subplots(len(self._tables), squeeze=False).flat, self._tables, strict=True
        ):
            colours = ["C0" if name.startswith("Termwise") else "0.7" for name in medians]
            bars = axes.barh(list(medians), list(medians.values()), color=colours)
            axes.bar_label(bars, fmt="%.3g", padding=3)
            axes.set_title(f"{title} ({unit})", loc="left", fontsize="medium")
            axes.invert_yaxis()
            axes.margins(x=0.15)
            axes.spines[["top", "right"]].set_visible(False)
        figure.savefig(path, dpi=110)
