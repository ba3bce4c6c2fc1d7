"""What is learned when: short copies, then the product's own prompts, last the shipped terms."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.training.demo_model.dialogues import Mixture

COMPLETE = Mixture(
    kinds=(
        ("definition", 0.56),
        ("two_terms", 0.10),
        ("again", 0.06),
        ("compared", 0.06),
        ("next", 0.06),
        ("missing", 0.09),
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
            terms=1,
            history=0.0,
            system_prompt=0.0,
        ),
    ),
    Stage(0.15, Mixture(kinds=COMPLETE.kinds, terms=3, history=0.1, system_prompt=0.3)),
    Stage(0.8, COMPLETE),
    Stage(1.0, replace(COMPLETE, known=0.6)),
)


def stage_at(step: int, steps: int) -> Stage:
    """The stage of the curriculum that a step belongs to, counting steps from 0."""
    return next(stage for stage in CURRICULUM if step < stage.until * steps)
