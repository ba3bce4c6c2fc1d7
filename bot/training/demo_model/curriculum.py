"""What is learned when: first to choose, on short texts, then the product's own prompts.

An answer's first words decide which definition is said; all the rest is copying. So definitions
are short at first: most of what is learned then is the choice. Long threads come last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.training.demo_model.scenes import Mixture

COMPLETE = Mixture(
    kinds=(
        ("definition", 0.35),
        ("two_terms", 0.40),
        ("again", 0.20),
        ("compared", 0.40),
        ("next", 0.25),
        ("fact", 0.45),
        ("figure", 0.85),
        ("missing", 0.12),
        ("missing_fact", 0.10),
        ("small_talk", 0.06),
    )
)


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the training.

    Attributes:
        until: the share of all steps at which it ends.
        mixture: what is learned in it.
    """

    until: float
    mixture: Mixture


_CHOICE = replace(COMPLETE, size="tiny", system_prompt=0.0)
CURRICULUM = (
    Stage(0.06, replace(_CHOICE, terms=2, history=0.0, passages=0.0)),
    Stage(0.30, _CHOICE),
    Stage(0.45, replace(_CHOICE, size="short", system_prompt=0.2)),
    Stage(0.60, replace(COMPLETE, terms=3, system_prompt=0.5)),
    Stage(0.80, COMPLETE),
    Stage(1.0, replace(COMPLETE, turns_before=12)),
)


def stage_at(step: int, steps: int) -> Stage:
    """The stage of the curriculum that a step belongs to, counting steps from 0."""
    return next(stage for stage in CURRICULUM if step < stage.until * steps)
