"""Markdown and mrkdwn as the page shows them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.playground.page.conftest import Draw

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("**市盈率**是指", "<p><strong>市盈率</strong>是指</p>"),
        ("**“市盈率”**是指", "<p><strong>“市盈率”</strong>是指</p>"),
        ("*a* _b_ ***c***", "<p><em>a</em> <em>b</em> <em><strong>c</strong></em></p>"),
        ("**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>"),
        ("~~old~~ 10~20 and 30~40", "<p><s>old</s> 10~20 and 30~40</p>"),
        ("net_profit_margin 2 * 3 * 4", "<p>net_profit_margin 2 * 3 * 4</p>"),
        ("**open", "<p>**open</p>"),
        (r"\*literal\*", "<p>*literal*</p>"),
        ("one\ntwo", "<p>one<br>two</p>"),
        ("one\n\ntwo", "<p>one</p><p>two</p>"),
        ("# A", '<h3 class="heading-1">A</h3>'),
        ("### A ###", '<h5 class="heading-3">A</h5>'),
        ("#hashtag", "<p>#hashtag</p>"),
        ("a\n\n---\nb", "<p>a</p><hr><p>b</p>"),
        ("> a\n> > b", "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>"),
        ("`a &lt; b`", "<p><code>a &lt; b</code></p>"),
        ("`` a`b ``", "<p><code>a`b</code></p>"),
        ("hi :tada: :nope: :thinking_face:", "<p>hi 🎉 :nope: 🤔</p>"),
    ],
)
def test_markdown_becomes_elements(markdown: Draw, source: str, html: str) -> None:
    assert markdown(source) == html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("3. a", '<ol start="3"><li>a</li></ol>'),
        (
            "- a\n  - b\n    - c",
            "<ul><li><p>a</p><ul><li><p>b</p><ul><li>c</li></ul></li></ul></li></ul>",
        ),
        ("1. a\n   - b\n2. c", "<ol><li><p>a</p><ul><li>b</li></ul></li><li>c</li></ol>"),
        ("- a\n\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n\ntext", "<ul><li>a</li></ul><p>text</p>"),
        ("- a\n1. b", "<ul><li>a</li></ul><ol><li>b</li></ol>"),
        ("- [ ] a\n- [x] b", "<ul><li>☐ a</li><li>☑ b</li></ul>"),
        ("-5 % is a loss", "<p>-5 % is a loss</p>"),
    ],
)
def test_lists_nest_by_their_indentation(markdown: Draw, source: str, html: str) -> None:
    assert markdown(source) == html


def test_a_list_item_may_hold_code(page: Page, markdown: Draw) -> None:
    markdown("1. run\n   ```sh\n   ls\n   ```\n2. look")
    assert page.locator("li pre").inner_text() == "ls"
    assert page.locator("ol > li").count() == 2


def test_a_table_keeps_its_cells_and_alignment(page: Page, markdown: Draw) -> None:
    markdown("| 年度 | 净利润 |\n|:--|--:|\n| 2023 | **1.5** |\n| a \\| b |\n\nafter")
    cells = page.locator("th, td").all_inner_texts()
    assert cells == ["年度", "净利润", "2023", "1.5", "a | b", ""]
    assert page.locator("td strong").inner_text() == "1.5"
    assert page.locator("td.align-right").count() == 2
    assert page.locator("p").inner_text() == "after"


def test_fenced_code_is_literal_and_names_its_language(page: Page, markdown: Draw) -> None:
    markdown("```python\nif a &lt; 1:  # **not bold** :tada:\n```\nafter")
    assert page.locator("pre").inner_text() == "if a < 1:  # **not bold** :tada:"
    assert page.locator(".code-language").inner_text() == "python"
    assert page.locator("body > p").inner_text() == "after"


def test_a_fence_that_is_still_being_written_is_code_already(page: Page, markdown: Draw) -> None:
    markdown("```\nhalf")
    assert page.locator("pre").inner_text() == "half"


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("&lt;b&gt; &amp; &amp;lt;", "<b> & &lt;"),
        ("&lt;!channel&gt; &lt;@U1&gt;", "<!channel> <@U1>"),
        ("&amp;amp;", "&amp;"),
        ("&#60; &quot;", "&#60; &quot;"),
    ],
)
def test_entities_are_unescaped_once_and_to_text(
    page: Page, text: Draw, stored: str, read: str
) -> None:
    text(stored)
    assert page.locator("body").inner_text() == read
    assert page.locator(".mention, b").count() == 0


@pytest.mark.parametrize("around", ["{}", "`{}`", "```\n{}\n```", "> {}", "a {} b"])
@pytest.mark.parametrize(
    ("sequence", "kind", "shown"),
    [
        ("<!channel>", "broadcast", "@channel"),
        ("<!here|here>", "broadcast", "@here"),
        ("<!subteam^S1|@desk>", "broadcast", "@desk"),
        ("<@U1>", "mention-me", "@李雷"),
        ("<@U2>", "person-mention", "@Alice"),
        ("<#C1>", "channel-mention", "#finance"),
    ],
)
def test_an_active_mention_is_highlighted_wherever_it_leaks(
    page: Page, text: Draw, around: str, sequence: str, kind: str, shown: str
) -> None:
    text(around.format(sequence))
    assert page.locator(f".mention.{kind}").all_inner_texts() == [shown]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (
            "*bold* _it_ ~gone~ `code`",
            "<p><strong>bold</strong> <em>it</em> <s>gone</s> <code>code</code></p>",
        ),
        ("a*b*c 市*盈*率", "<p>a*b*c 市*盈*率</p>"),
        ("**not** slack", "<p>**not** slack</p>"),
        ("# no heading\n- no list", "<p># no heading<br>- no list</p>"),
        ("&gt; quoted\nafter", "<blockquote>quoted</blockquote><p>after</p>"),
        ("<!date^1700000000^{date}|3 November>", "<p>3 November</p>"),
        ("<mailto:a@b.example|write>", "<p>write</p>"),
    ],
)
def test_mrkdwn_follows_slack_and_not_markdown(mrkdwn: Draw, source: str, html: str) -> None:
    assert mrkdwn(source) == html


@pytest.mark.parametrize(
    ("source", "address", "label"),
    [
        ("[a](https://a.example/x_(y)?p=1&amp;q=2)", "https://a.example/x_(y)?p=1&q=2", "a"),
        ("[**bold**](https://a.example)", "https://a.example/", "bold"),
        ("![chart](https://a.example/c.png)", "https://a.example/c.png", "chart"),
        ("见 https://a.example/x，好", "https://a.example/x", "https://a.example/x"),
        ("(https://a.example/x).", "https://a.example/x", "https://a.example/x"),
    ],
)
def test_a_markdown_address_becomes_a_link(
    page: Page, markdown: Draw, source: str, address: str, label: str
) -> None:
    markdown(source)
    assert page.locator("a").evaluate("(a) => [a.href, a.textContent]") == [address, label]


@pytest.mark.parametrize(
    ("source", "address", "label"),
    [
        ("<https://a.example/?a=1&amp;b=2|label>", "https://a.example/?a=1&b=2", "label"),
        ("<https://a.example>", "https://a.example/", "https://a.example"),
        ("see https://a.example/x.", "https://a.example/x", "https://a.example/x"),
    ],
)
def test_slacks_own_addresses_become_links_that_tell_the_other_side_nothing(
    page: Page, text: Draw, source: str, address: str, label: str
) -> None:
    text(source)
    link = page.locator("a").evaluate("(a) => [a.href, a.textContent, a.rel, a.target]")
    assert link == [address, label, "noopener noreferrer", "_blank"]


UNITS = ["[", "*", "**a", "*a ", "_", "`", "``a", "> ", "- ", "<", "<@", "&amp;", "|", "\n- "]
UNITS += ["![", "https://", "😀", "a\u0301", "  - a\n", "```", "a`b``c", ":a"]


@pytest.mark.parametrize("unit", UNITS)
def test_the_longest_message_is_drawn_at_once_whatever_it_holds(
    page: Page, text: Draw, unit: str
) -> None:
    started = float(page.evaluate("performance.now()"))
    text(unit * (12_000 // len(unit)))
    assert float(page.evaluate("performance.now()")) - started < 2_000
