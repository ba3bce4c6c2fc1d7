"""What is said after an import, or instead of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.cli.differences import called, differences
from bot.cli.import_effects import Effects
from bot.cli.import_names import NoticedNames
from conversation_store.term import Term
from conversation_store.term_changes import Difference

_SHOWN = 5  # of each kind
_REASONS = 10

_Example = tuple[Term | None, Term]


def report(difference: Difference, skipped: Counter[str], effects: Effects) -> Iterator[str]:
    """The lines of the summary.

    Args:
        difference: what the import changed, or would change.
        skipped: why something was left out, and how often.
        effects: has followed the import to its end.
    """
    yield f"{difference.new:,} new, {difference.changed:,} changed, {difference.same:,} the same."
    yield from _left_out(skipped)
    yield from _new([after for before, after in difference.examples if before is None], difference)
    yield from _changed(difference)
    yield from _ambiguous(effects)
    yield from _moved(effects)
    yield from _noticed(effects.names)


def _left_out(skipped: Counter[str]) -> Iterator[str]:
    if skipped:
        yield f"Skipped, {skipped.total():,} in all:"
        yield from (f"  {reason}: {count:,}" for reason, count in skipped.most_common(_REASONS))
    if len(skipped) > _REASONS:
        yield f"  and {len(skipped) - _REASONS} more reasons"


def _new(examples: Sequence[Term], difference: Difference) -> Iterator[str]:
    if examples:
        yield _heading("New", difference.new, len(examples))
        yield from (f"  {called(term)}" for term in examples[:_SHOWN])


def _changed(difference: Difference) -> Iterator[str]:
    examples = [(before, after) for before, after in difference.examples if before]
    if examples:
        yield _heading("Changed", difference.changed, len(examples))
    for before, after in examples[:_SHOWN]:
        yield f"  {called(after)}"
        yield from (f"    {line}" for line in differences(before, after))


def _ambiguous(effects: Effects) -> Iterator[str]:
    grown = effects.ambiguities
    if grown:
        yield _heading("Names with more senses than before", effects.ambiguity_count, len(grown))
    for one in grown:
        more = ", …" if one.senses > len(one.concepts) else ""
        yield f"  {one.name} now has {one.senses} senses: {', '.join(one.concepts)}{more}"


def _noticed(names: NoticedNames) -> Iterator[str]:
    for what, count, examples in (
        ("Names never found in running text (common words or signs)", names.lost_count, names.lost),
        ("Names that match very much (one digit or letter)", names.broad_count, names.broad),
    ):
        if examples:
            yield _heading(what, count, len(examples))
        yield from (f"  {name}: {called(term)}" for name, term in examples)


def _moved(effects: Effects) -> Iterator[str]:
    if effects.moved:
        yield _heading("Terms in another field than before", effects.moved_count, _SHOWN)
    yield from (
        f"  {called(after)}: {before} -> {after.field}" for before, after in effects.moved[:_SHOWN]
    )


def _heading(what: str, count: int, known: int) -> str:
    shown = min(_SHOWN, known)
    return f"{what}:" if count <= shown else f"{what}, the first {shown} of {count:,}:"
