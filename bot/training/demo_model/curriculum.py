"""What is learned when: short copies first, then the product's own prompts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.training.demo_model.dialogues import Mixture

COMPLETE = Mixture(
    kinds=(
        ("definition", 0.46),
        ("two_terms", 0.13),
        ("again", 0.10),
        ("compared", 0.12),
        ("next", 0.10),
        ("missing", 0.13),
        ("small_talk", 0.07),
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


CURRICULUM = (
    Stage(
        0.03,
        Mixture(
            kinds=(("definition", 0.9), ("missing", 0.1)),
            size="short",
            terms=2,
            history=0.0,
            system_prompt=0.0,
        ),
    ),
    Stage(0.12, Mixture(kinds=COMPLETE.kinds, terms=3, history=0.2, system_prompt=0.3)),
    Stage(1.0, COMPLETE),
)


def stage_at(step: int, steps: int) -> Stage:
    """The stage of the curriculum that a step belongs to, counting steps from 0."""
    return next(stage for stage in CURRICULUM if step < stage.until * steps)
