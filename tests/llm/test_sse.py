"""The reader of server-sent events, over every way in which a stream can be cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.llm.sse import EventReader

LINES = [
    "data: 市盈率 😀",
    "data:no space",
    "data",
    ": ping",
    "event: token",
    "id: 7",
    "",
    "nonsense",
]


def read(*chunks: bytes) -> list[str]:
    reader = EventReader()
    return [data for chunk in chunks for data in reader.step(chunk)]


@given(
    lines=st.lists(st.sampled_from(LINES), max_size=12),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    places=st.lists(st.integers(0, 300)),
)
def test_any_chunking_of_a_stream_gives_the_same_events(
    lines: list[str], newline: str, places: list[int]
) -> None:
    stream = newline.join([*lines, "", "", ""]).encode()
    cuts = sorted({0, len(stream), *(place for place in places if place < len(stream))})
    assert read(*(stream[start:end] for start, end in pairwise(cuts))) == read(stream)


@given(
    sent=st.lists(st.sampled_from(["{}", "市盈率 😀", "two\nlines", "a: b", " indented"])),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_sent_is_what_is_read_byte_by_byte(sent: list[str], newline: str) -> None:
    events = ["".join(f"data: {line}\n" for line in data.split("\n")) for data in sent]
    stream = ": ping\n\n" + "".join(f"{event}\n" for event in events)
    each = [bytes([byte]) for byte in stream.replace("\n", newline).encode()]
    assert read(*each) == sent


@pytest.mark.parametrize(
    ("stream", "events"),
    [
        (b"data: whole\n\ndata: half\n", ["whole"]),
        (b"\xef\xbb\xbfdata: after a byte order mark\n\n", ["after a byte order mark"]),
        (b"data: one\n: ping\ndata: two\n\n", ["one\ntwo"]),
        (b"event: end\n\n: ping\n\n", []),
        (b"data:\n\n", [""]),
        (b"data: \xff\n\n", ["\ufffd"]),
    ],
)
def test_the_corners_of_the_format(stream: bytes, events: list[str]) -> None:
    assert read(stream) == events
