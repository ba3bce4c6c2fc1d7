from __future__ import annotations

from tests.chaos.plan import Kill, Pause, make_plan


def test_equal_seeds_plan_the_same_and_others_do_not() -> None:
    assert make_plan(30, 5, 2, seed=1) == make_plan(30, 5, 2, seed=1)
    assert make_plan(30, 5, 2, seed=1) != make_plan(30, 5, 2, seed=2)


def test_every_question_is_asked_once_and_every_kill_planned() -> None:
    plan = make_plan(31, 5, 2, seed=3)
    words = [ask.word for part in plan for ask in part.asks]
    assert len(set(words)) == len(words) == 31
    assert sum(part.blow is not None for part in plan) == 5
    assert {part.blow.replica for part in plan if part.blow} == {0, 1}


def test_kills_and_pauses_come_mixed() -> None:
    blows = [type(part.blow) for part in make_plan(30, 5, 2, seed=1, pauses=6) if part.blow]
    assert (blows.count(Kill), blows.count(Pause)) == (5, 6)
    assert blows[:5] != [Kill] * 5


def test_a_follow_up_goes_where_its_thread_was_opened() -> None:
    asks = {ask.word: ask for part in make_plan(60, 5, 1, seed=1) for ask in part.asks}
    follow_ups = [ask for ask in asks.values() if ask.follows]
    assert follow_ups
    for ask in follow_ups:
        opening = asks[str(ask.follows)]
        assert opening.follows is None
        assert (opening.channel, opening.word < ask.word) == (ask.channel, True)
