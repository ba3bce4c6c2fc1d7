import asyncio
from collections.abc import Awaitable, Callable

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.handlers.limiter import Limiter, RateLimited


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


class Slack:
    """Answers each call as told, and notes when it came."""

    def __init__(self, time: Time, *answers: dict[str, str] | str) -> None:
        self._time = time
        self._answers = list(answers)
        self.calls: list[float] = []

    async def send(self) -> str:
        self.calls.append(self._time.now)
        answer = self._answers.pop(0) if self._answers else "ok"
        if isinstance(answer, str):
            return answer
        raise refusal(429, answer)


def refusal(status: int, headers: dict[str, str]) -> SlackApiError:
    response = AsyncSlackResponse(
        client=AsyncWebClient(),
        http_verb="POST",
        api_url="chat.update",
        req_args={},
        data={"ok": False, "error": "ratelimited"},
        headers=headers,
        status_code=status,
    )
    return SlackApiError("refused", response)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def limiter(time: Time) -> Limiter:
    return Limiter(time.clock, time.sleep, spacing={"chat.postMessage": 1.0})


async def test_retry_after_is_waited_for_and_the_call_repeated(
    time: Time, limiter: Limiter
) -> None:
    slack = Slack(time, {"Retry-After": "30"})
    assert await limiter.call("chat.update", "C1", slack.send) == "ok"
    assert slack.calls == [100.0, 130.0]


async def test_nobody_else_calls_that_method_in_that_channel_meanwhile(
    time: Time, limiter: Limiter
) -> None:
    slack = Slack(time, {"Retry-After": "30"})
    with pytest.raises(RateLimited) as limited:
        await limiter.call("chat.update", "C1", slack.send, patience=0.0)
    assert limited.value.retry_after == 30.0
    await limiter.call("chat.update", "C2", slack.send)
    await limiter.call("chat.appendStream", "C1", slack.send)
    assert slack.calls == [100.0] * 3
    await limiter.call("chat.update", "C1", slack.send)
    assert slack.calls[-1] == 130.0


@pytest.mark.parametrize(
    "headers",
    [{}, *({"Retry-After": value} for value in ("", "soon", "-5", "9" * 5_000, "nan", "٣"))],
)
async def test_without_a_sound_header_the_back_off_grows_up_to_its_cap(
    time: Time, limiter: Limiter, headers: dict[str, str]
) -> None:
    slack = Slack(time, *[headers] * 8)
    await limiter.call("chat.update", "C1", slack.send)
    waits = [b - a for a, b in zip(slack.calls, slack.calls[1:], strict=False)]
    bounds = [min(30.0, 2.0**n) for n in range(1, 9)]
    assert all(b / 2 <= wait <= b for wait, b in zip(waits, bounds, strict=True))


async def test_a_success_starts_the_back_off_anew(time: Time, limiter: Limiter) -> None:
    slack = Slack(time, {}, {}, {}, {}, "ok", {})
    await limiter.call("chat.update", "C1", slack.send)
    await limiter.call("chat.update", "C1", slack.send)
    assert slack.calls[-1] - slack.calls[-2] <= 2.0


async def test_posts_in_one_channel_are_a_second_apart_after_a_short_burst(
    time: Time, limiter: Limiter
) -> None:
    slack = Slack(time)
    calls: list[Callable[[], Awaitable[str]]] = [slack.send] * 7
    await asyncio.gather(*(limiter.call("chat.postMessage", "C1", send) for send in calls))
    await limiter.call("chat.postMessage", "C2", slack.send)
    assert slack.calls == [*[100.0] * 5, 101.0, 102.0, 102.0]


async def test_a_quiet_while_allows_the_next_burst(time: Time, limiter: Limiter) -> None:
    slack = Slack(time)
    for _ in range(5):
        await limiter.call("chat.postMessage", "C1", slack.send)
    time.now += 3.0
    for _ in range(4):
        await limiter.call("chat.postMessage", "C1", slack.send)
    assert slack.calls[5:] == [103.0, 103.0, 103.0, 104.0]


async def test_another_error_is_the_callers_own(time: Time, limiter: Limiter) -> None:
    async def send() -> None:
        raise refusal(500, {"Retry-After": "30"})

    with pytest.raises(SlackApiError):
        await limiter.call("chat.update", "C1", send)


async def test_limits_in_the_past_are_forgotten(time: Time, limiter: Limiter) -> None:
    slack = Slack(time)
    for n in range(3_000):
        await limiter.call("chat.postMessage", f"C{n}", slack.send)
        time.now += 0.1
    assert len(limiter._free_at) <= 1_001


async def test_a_method_that_is_refused_is_used_less_often_everywhere_for_a_while() -> None:
    time = Time()
    slack = Slack(time, {"Retry-After": "1"}, {"Retry-After": "1"})
    limiter = Limiter(clock=time.clock, sleep=time.sleep, spacing={})
    await limiter.call("chat.appendStream", "C1", slack.send)
    assert limiter.slowed("chat.appendStream") > 3
    assert limiter.slowed("chat.update") == 1
    time.now += 60
    assert limiter.slowed("chat.appendStream") == 1
