"""What the demo model says of a term is what was put into the glossary a moment before."""

from __future__ import annotations

from benchmarks.terms.injection import measure_injection


async def test_an_injected_definition_becomes_the_answer_for_nineteen_unseen_terms_in_twenty() -> (
    None
):
    found = await measure_injection(20, seed=1)
    assert found.known_before == 0
    assert found.changed == sum(found.terms.values())
    assert found.share >= 0.95
