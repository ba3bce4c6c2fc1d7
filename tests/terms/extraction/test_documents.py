"""Documents from a folder: markup, encodings, and everything that is no document."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.terms.extraction.documents import Folder
from bot.terms.extraction.markdown_text import markdown_sections


def lines(markdown: str) -> list[str]:
    return [
        line for section in markdown_sections(markdown) for line in section.splitlines() if line
    ]


def test_documents_are_read_from_all_folders_below(tmp_path: Path) -> None:
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "deep" / "deeper" / "b.TXT").write_bytes(b"\xef\xbb\xbfsecond")
    (tmp_path / "a.md").write_text("# One\n\nfirst", encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF")
    folder = Folder(tmp_path, field="law")
    assert len(folder) == 2
    assert folder.skipped == 1
    first, second = folder
    assert (first.title, first.field) == ("a.md", "law")
    assert second.sections == ("second",)


def test_links_are_not_followed_so_circles_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "again.txt").symlink_to(tmp_path / "a.txt")
    folder = Folder(tmp_path)
    assert len(list(folder)) == 1
    assert folder.skipped == 2


def test_a_file_that_is_not_utf8_is_left_out_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    (tmp_path / "old.txt").write_bytes("好".encode() + "净资产".encode("gb18030"))
    folder = Folder(tmp_path)
    for _ in range(2):
        assert [document.title for document in folder] == ["a.txt"]
        assert folder.not_utf8 == [tmp_path / "old.txt"]


def test_a_file_over_twenty_megabytes_is_left_out_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    with (tmp_path / "log.txt").open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    folder = Folder(tmp_path)
    assert len(folder) == 1
    assert folder.too_large == [tmp_path / "log.txt"]


def test_a_folder_without_documents_says_what_it_wants(tmp_path: Path) -> None:
    (tmp_path / "c.pdf").write_bytes(b"%PDF")
    with pytest.raises(UserError, match=r"1 files of other kinds.*\.txt or \.md"):
        Folder(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nowhere cannot be read"):
        Folder(tmp_path / "nowhere")


def test_a_file_that_vanishes_meanwhile_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    folder = Folder(tmp_path)
    (tmp_path / "a.txt").unlink()
    with pytest.raises(UserError, match=r"a\.txt cannot be read"):
        list(folder)


def test_markup_is_taken_off_and_words_are_kept() -> None:
    text = "- **净资产**收益率见[年报](https://x.example/a)，`ROE` 为 _高_ &amp; <b>稳</b>[^1]"
    assert lines(text) == ["净资产收益率见年报，ROE 为 高 &  稳"]


def test_code_comments_front_matter_and_addresses_are_left_out() -> None:
    text = (
        "---\ntitle: x\n---\n<!-- no\nno -->kept\n\n```py\ncode\n```\n\n    code\n\n"
        "~~~\ncode\n~~~\nsee https://x.example/y here\n\n[1]: https://x.example\n"
    )
    assert " ".join(lines(text)).split() == ["kept", "see", "here"]


def test_the_cells_of_a_table_are_lines_of_their_own() -> None:
    assert lines("| 指标 | 值 |\n|---|:-:|\n| 不良贷款率 | 1% |") == [
        "指标",
        "值",
        "不良贷款率",
        "1%",
    ]


def test_headings_begin_sections_and_hard_line_breaks_are_undone() -> None:
    text = "intro\n# One\nfree cash\nflow yield\n## Two\n市盈率\n市净率"
    assert markdown_sections(text) == (
        "intro",
        "One\n\nfree cash flow yield",
        "Two\n\n市盈率\n市净率",
    )


@given(st.text(alphabet="ab `~#|-*_[]()<>!\n\t:1.", max_size=200))
def test_any_markdown_is_survived(text: str) -> None:
    assert all(section.strip() for section in markdown_sections(text))
