"""The sentences that the tagger learns from: their labels, and what must not be in them."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.question import Term
from bot.terms.crf import UNLABELLED
from bot.terms.formats import read_csv
from bot.terms.matcher import normalize
from bot.terms.units import units
from bot.training.tagger.batches import collate, tags_of
from bot.training.tagger.inventions import compositions
from bot.training.tagger.lexicon import Lexicon
from bot.training.tagger.material import LANGUAGES, held_out_material, training_material
from bot.training.tagger.sentences import Sentence, read_sentences
from bot.training.tagger.trials import trials, without_terms
from bot.training.tagger.vocabulary import (
    everyday_en,
    everyday_zh,
    frames_en,
    frames_zh,
    plain_en,
    plain_zh,
)
from bot.training.tagger.writer import SentenceWriter

GLOSSARIES = sorted(Path("examples").glob("*/glossary.csv"))
WRITTEN = Path(__file__).with_name("tagger_written.jsonl")
FRAMES = {
    "zh": (*frames_zh.QUESTIONS, *frames_zh.STATEMENTS),
    "en": (*frames_en.QUESTIONS, *frames_en.STATEMENTS),
}
CLAUSES = {
    "zh": (*plain_zh.PLAIN, *everyday_zh.BEFORE, *everyday_zh.AFTER),
    "en": (*plain_en.PLAIN, *everyday_en.BEFORE, *everyday_en.AFTER),
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon([term for path in GLOSSARIES for term in read_csv(path)], seed=1)


def repeatable(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - no secret, and it must be repeatable


def writer(lexicon: Lexicon, seed: int = 1, **more: list[Sentence]) -> SentenceWriter:
    return SentenceWriter(repeatable(seed), training_material(lexicon), lexicon, **more)


def term(concept: str, name: str, *aliases: str, definition: str = "一个词。") -> Term:
    return Term(concept, "zh", name, definition, "我们", "finance", aliases)


def test_no_training_sentence_holds_a_held_out_name(lexicon: Lexicon) -> None:
    write = writer(lexicon).write
    held = {normalize(name.text) for name in lexicon.held_out}
    for _ in range(1_500):
        text = normalize(write().text)
        padded = f" {''.join(c if c.isalnum() else ' ' for c in text)} "
        assert not lexicon.reveals(text)
        assert not [n for n in held if (f" {n} " in padded if n.isascii() else n in text)]


def test_about_a_fifth_of_the_names_is_held_out_in_both_languages(lexicon: Lexicon) -> None:
    for language in LANGUAGES:
        seen, held = (
            sum(name.language == language for name in names)
            for names in (lexicon.training, lexicon.held_out)
        )
        assert 0.15 < held / (seen + held) < 0.35


def test_what_contains_a_held_out_name_goes_with_it() -> None:
    terms = [term(str(number), f"甲{number}乙") for number in range(40)]
    alone = Lexicon(terms, seed=1)
    held = alone.held_out[0].text
    more = [
        *terms,
        term("0x", f"大{held}率"),
        term("1x", "普通", definition=f"一种{held}。"),
        *(term(f"{number}y", f"丁{number}") for number in range(5)),
    ]
    lexicon = Lexicon(more, seed=1)
    assert f"大{held}率" not in {name.text for name in lexicon.training}
    assert "普通" not in {kept.name for kept in lexicon.definitions}


def test_measuring_and_training_share_no_frame_noun_or_plain_sentence(lexicon: Lexicon) -> None:
    seen, held = training_material(lexicon), held_out_material(lexicon)
    for language in LANGUAGES:
        for kind in ("frames", "nouns", "plain"):
            ours, theirs = getattr(seen, kind)[language], getattr(held, kind)[language]
            assert theirs
            assert not set(ours) & set(theirs)


def test_there_are_a_hundred_and_fifty_frames_in_each_language() -> None:
    for language in LANGUAGES:
        assert len(set(FRAMES[language] + CLAUSES[language])) >= 150
        assert all("{t}" in frame for frame in FRAMES[language])


def test_labels_cover_whole_units(lexicon: Lexicon) -> None:
    write = writer(lexicon, seed=2).write
    for _ in range(500):
        sentence = write()
        starts = {unit.start for unit in units(sentence.text)}
        ends = {unit.end for unit in units(sentence.text)}
        assert all(start in starts and end in ends for start, end in sentence.spans)


def test_equal_seeds_write_equal_sentences(lexicon: Lexicon) -> None:
    first, second = writer(lexicon, seed=3), writer(lexicon, seed=3)
    assert [first.write() for _ in range(50)] == [second.write() for _ in range(50)]


def test_words_of_definitions_that_no_glossary_has_are_labelled_nothing() -> None:
    lexicon = Lexicon([term("0a", "毛利率", definition="毛利率是某种丙。")], seed=1)
    assert lexicon.training, "the seed must not hold this one out"
    write = writer(lexicon).write
    definition = next(
        one for one in (write() for _ in range(2_000)) if one.text == "毛利率是某种丙。"
    )
    tags = tags_of(definition, units(definition.text))
    assert tags == [1, 2, 2, 0, UNLABELLED, UNLABELLED, UNLABELLED, 0]


def test_trials_hold_held_out_names_only(lexicon: Lexicon) -> None:
    material = held_out_material(lexicon)
    names = {name.text for name in lexicon.held_out}
    for sentence in trials(material, repeatable(1), 20):
        assert sentence.spans
        assert {sentence.text[start:end] for start, end in sentence.spans} <= names
    assert not any(one.spans for one in without_terms(material, repeatable(1), 20))


def test_hidden_features_leave_shape_and_labels(lexicon: Lexicon) -> None:
    sentences = [writer(lexicon).write() for _ in range(8)]
    whole, hidden = (collate(sentences, 512, rng) for rng in (None, repeatable(1)))
    assert (hidden.rows != whole.rows).any()
    assert ((hidden.rows == whole.rows) | (hidden.rows == 0)).all()
    assert (hidden.tags == whole.tags).all()
    assert (hidden.mask == whole.mask).all()


def test_reviewed_sentences_are_learned_from_as_they_are(lexicon: Lexicon, tmp_path: Path) -> None:
    file = tmp_path / "reviewed.jsonl"
    rows = [{"text": "问问甲乙丙丁的事", "spans": [[2, 6]]}, {"text": "没有词", "spans": []}]
    file.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", "utf-8")
    sentences = read_sentences(file)
    assert sentences == [Sentence("问问甲乙丙丁的事", ((2, 6),)), Sentence("没有词")]
    write = writer(lexicon, reviewed=sentences).write
    assert set(sentences) <= {write() for _ in range(100)}


def test_a_reviewed_sentence_with_a_held_out_name_is_not_learned_from(lexicon: Lexicon) -> None:
    name = lexicon.held_out[0].text
    sentence = Sentence(f"问问 {name} 的事", ((3, 3 + len(name)),))
    write = writer(lexicon, reviewed=[sentence]).write
    assert sentence not in [write() for _ in range(100)]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("no JSON", "must be"),
        ("[1]", "must be"),
        ('{"text": "一"}', "must be"),
        ('{"text": "一二", "spans": [[0]]}', "must be"),
        ('{"text": "一二", "spans": [[0, 3]]}', "outside"),
        ('{"text": "一二", "spans": [[-1, 1]]}', "outside"),
        ('{"text": "一二", "spans": [[1, 1]]}', "empty"),
        ('{"text": "一二三", "spans": [[0, 2], [1, 3]]}', "overlaps"),
    ],
)
def test_a_wrong_line_is_named_with_its_number(tmp_path: Path, line: str, says: str) -> None:
    file = tmp_path / "reviewed.jsonl"
    file.write_text('{"text": "好", "spans": []}\n' + line, "utf-8")
    with pytest.raises(UserError, match=rf"line 2: .*{says}"):
        read_sentences(file)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nothing"):
        read_sentences(tmp_path / "nothing")
    (tmp_path / "latin").write_bytes(b"\xff")
    with pytest.raises(UserError, match="UTF-8"):
        read_sentences(tmp_path / "latin")


def test_the_terms_written_by_hand_are_in_no_glossary_and_cannot_be_composed(
    lexicon: Lexicon,
) -> None:
    written = {
        normalize(sentence.text[start:end])
        for sentence in read_sentences(WRITTEN)
        for start, end in sentence.spans
    }
    names = {normalize(name.text) for name in (*lexicon.training, *lexicon.held_out)}
    assert len(written) > 60
    assert not written & names
    assert not written & {normalize(text) for text in compositions()}


def test_the_sentences_written_by_hand_were_made_from_no_frame() -> None:
    def runs(text: str, length: int) -> set[tuple[str, ...]]:
        texts = [unit.text for unit in units(text) if unit.shape != "sign"]
        return {tuple(texts[p : p + length]) for p in range(len(texts) - length + 1)}

    for language, length in (("zh", 6), ("en", 4)):
        pieces = [part for frame in FRAMES[language] for part in frame.split("{t}")]
        known = set().union(*(runs(text, length) for text in (*pieces, *CLAUSES[language])))
        for sentence in read_sentences(WRITTEN):
            if sentence.language == language:
                assert not runs(sentence.text, length) & known, sentence.text
