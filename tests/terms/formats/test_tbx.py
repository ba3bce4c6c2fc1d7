"""TBX of every age and style becomes the same terms."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.terms.formats import Defaults
from tests.terms.formats.glossaries import by_id, read, refusal, written

EXAMPLES = Path(__file__).parents[3] / "examples" / "formats"


def tbx(folder: Path, entries: str, root: str = '<tbx xml:lang="en">') -> Path:
    tag = root[1:].split()[0].rstrip(">")
    return written(folder, "a.tbx", f"{root}\n<text><body>\n{entries}\n</body></text></{tag}>")


def section(inner: str, language: str = "en") -> str:
    return (
        f'<langSec xml:lang="{language}"><descrip type="definition">a thing.</descrip>'
        f"{inner}</langSec>"
    )


def term(name: str, **notes: str) -> str:
    said = "".join(f'<termNote type="{kind}">{value}</termNote>' for kind, value in notes.items())
    return f"<termSec><term>{name}</term>{said}</termSec>"


@pytest.mark.parametrize("name", ["glossary-dct.tbx", "glossary-2008.tbx"])
def test_every_style_gives_the_same(name: str) -> None:
    defaults = Defaults(owner="Finance department", licence="Apache-2.0")
    terms, skipped = read(EXAMPLES / name, defaults=defaults)
    assert terms == read(EXAMPLES / "glossary.tbx")[0] == read(EXAMPLES / "glossary.csv")[0]
    assert not skipped


@pytest.mark.parametrize("tag", ["zh", "zh-CN", "zh-Hans", "zh_CN", "ZH-hans-cn"])
def test_simplified_chinese_by_any_tag_is_read(tmp_path: Path, tag: str) -> None:
    path = tbx(tmp_path, f'<conceptEntry id="c">{section(term("词"), tag)}</conceptEntry>')
    assert [one.language for one in read(path)[0]] == ["zh"]


def test_other_languages_are_counted(tmp_path: Path) -> None:
    sections = section(term("x"), "es") + section(term("x"), "zh-TW") + section(term("x"), "en-US")
    terms, skipped = read(tbx(tmp_path, f'<conceptEntry id="c">{sections}</conceptEntry>'))
    assert [one.language for one in terms] == ["en"]
    assert skipped == {"language es": 1, "language zh-TW": 1}


def test_a_term_without_a_definition_is_counted(tmp_path: Path) -> None:
    entry = f'<conceptEntry id="c"><langSec xml:lang="en">{term("x")}</langSec></conceptEntry>'
    assert read(tbx(tmp_path, entry)) == ([], {"no definition": 1})


def test_the_preferred_term_is_the_name_wherever_it_stands(tmp_path: Path) -> None:
    names = (
        term("old", administrativeStatus="deprecatedTerm-admn-sts")
        + term("ROE", termType="acronym")
        + term("other")
        + term("best", administrativeStatus="preferredTerm-admn-sts")
    )
    (one,) = read(tbx(tmp_path, f'<conceptEntry id="c">{section(names)}</conceptEntry>'))[0]
    assert (one.name, one.abbreviation, one.aliases) == ("best", "ROE", ("old", "other"))


def test_without_a_preferred_term_neither_the_short_nor_the_old_one_is_the_name(
    tmp_path: Path,
) -> None:
    names = (
        term("old", administrativeStatus="supersededTerm-admn-sts")
        + term("ROE", termType="acronym")
        + term("plain")
    )
    (one,) = read(tbx(tmp_path, f'<conceptEntry id="c">{section(names)}</conceptEntry>'))[0]
    assert one.name == "plain"
    assert one.status == "approved"


def test_a_name_that_is_out_of_use_makes_the_term_deprecated(tmp_path: Path) -> None:
    names = term("old", administrativeStatus="deprecatedTerm-admn-sts")
    (one,) = read(tbx(tmp_path, f'<conceptEntry id="c">{section(names)}</conceptEntry>'))[0]
    assert one.status == "deprecated"


def test_two_sections_of_one_language_are_one_term(tmp_path: Path) -> None:
    sections = section(term("colour"), "en-GB") + section(term("color"), "en-US")
    (one,) = read(tbx(tmp_path, f'<conceptEntry id="c">{sections}</conceptEntry>'))[0]
    assert (one.name, one.aliases) == ("colour", ("color",))


def test_a_definition_of_the_whole_concept_counts_for_its_language(tmp_path: Path) -> None:
    sections = "".join(
        f'<langSet xml:lang="{code}"><ntig><termGrp><term>{name}</term></termGrp></ntig></langSet>'
        for code, name in (("en", "thing"), ("zh", "物"))
    )
    entry = (
        '<termEntry id="c"><descripGrp><descrip type="definition">a <hi>good</hi>\n thing.'
        f"</descrip><admin type='source'>us</admin></descripGrp>{sections}</termEntry>"
    )
    terms, skipped = read(tbx(tmp_path, entry, '<martif xml:lang="en-US">'))
    (one,) = terms
    assert (one.language, one.definition, one.source) == ("en", "a good thing.", "us")
    assert skipped == {"no definition": 1}


def test_what_the_file_leaves_open_is_filled_in(tmp_path: Path) -> None:
    path = tbx(tmp_path, f'<conceptEntry id="c">{section(term("x"))}</conceptEntry>')
    (one,) = read(path, defaults=Defaults("law", "the Act", "U1", "CC0", "proposed"))[0]
    assert (one.field, one.source, one.owner) == ("law", "the Act", "U1")
    assert (one.licence, one.status) == ("CC0", "proposed")


def test_a_concept_is_not_related_to_itself(tmp_path: Path) -> None:
    refs = "".join(f'<ref type="crossReference" target="{to}"/>' for to in ("c", "d", "#e", "d"))
    path = tbx(tmp_path, f'<conceptEntry id="c">{section(refs + term("x"))}</conceptEntry>')
    assert by_id(read(path)[0], "c").related == ("d", "e")


def test_an_entry_without_an_id_is_named_with_its_line(tmp_path: Path) -> None:
    said = refusal(tbx(tmp_path, f"\n<conceptEntry>{section(term('x'))}</conceptEntry>"))
    assert "line 4" in said
    assert "no id" in said


def test_a_long_name_is_named_with_its_line(tmp_path: Path) -> None:
    entry = f'<conceptEntry id="c">\n{section(term("x" * 201))}</conceptEntry>'
    said = refusal(tbx(tmp_path, entry))
    assert "line 4" in said
    assert "field name" in said


def test_a_concept_defined_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    entry = f'<conceptEntry id="c">{section(term("x"))}</conceptEntry>'
    said = refusal(tbx(tmp_path, f"{entry}\n{entry}"))
    assert "line 4" in said
    assert "line 3" in said


def test_a_concept_defined_twice_on_one_line_is_found(tmp_path: Path) -> None:
    entry = f'<conceptEntry id="c">{section(term("x"))}</conceptEntry>'
    assert "already" in refusal(tbx(tmp_path, entry + entry))


def test_an_entry_without_a_language_is_counted(tmp_path: Path) -> None:
    entry = '<conceptEntry id="c"><descrip type="subjectField">law</descrip></conceptEntry>'
    assert read(tbx(tmp_path, entry)) == ([], {"no term in it": 1})
