from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.typed_text import as_stored, escape
from bot.playground.workspace import Workspace


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("@termwise什么是市盈率？", "<@U0TERMWISE>什么是市盈率？"),
        ("@Termwise, hi", "<@U0TERMWISE>, hi"),
        ("ask @李雷 and @alice", "ask <@U0LILEI> and <@U0ALICE>"),
        ("see #finance and #deal-room", "see <#C0FINANCE|finance> and <#G0DEALROOM|deal-room>"),
        ("@channel @here", "<!channel> <!here>"),
        ("me@termwise.example @termwisest", "me@termwise.example @termwisest"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<@U0ALICE> <!channel>", "&lt;@U0ALICE&gt; &lt;!channel&gt;"),
        ("见 https://a.example/?x=1&y=2。", "见 <https://a.example/?x=1&amp;y=2>。"),
        ("see https://a.example/x, or ask", "see <https://a.example/x>, or ask"),
        ("#1 &#finance", "#1 &amp;<#C0FINANCE|finance>"),
    ],
)
def test_typed_text_becomes(typed: str, stored: str) -> None:
    assert as_stored(typed, Workspace()) == stored


@given(st.text(st.sampled_from("<>&!@#U0| a"), max_size=30))
def test_without_names_everything_special_is_escaped(typed: str) -> None:
    assert as_stored(typed, Workspace()) == escape(typed)
    assert not set("<>") & set(escape(typed))
