"""From documents to ranked candidates, in one pass over the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass

from bot.question import language_of
from bot.terms.extraction.documents import Document
from bot.terms.extraction.introductions import Introduction, defined, introduced
from bot.terms.extraction.phrases import Phrase, phrases_of
from bot.terms.extraction.ranking import rank
from bot.terms.extraction.sentences import around, sentences_of
from bot.terms.extraction.tally import Found, Tally
from bot.terms.extraction.words import words_of
from bot.terms.matcher import normalize
from conversation_store.candidates import Candidate

Tag = Callable[[str], Sequence[tuple[int, int]]]

_MOST_PLACES = 100_000  # introductions that are remembered
_LEAST = 2  # occurrences of what nothing else speaks for
_LONGEST_TAGGED = 40  # characters


def extract(
    documents: Iterable[Document],
    known: Callable[[str], bool],
    tag: Tag | None = None,
    *,
    count: int = 200,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Candidate]:
    """Find names that may be terms and that the glossary does not know.

    Args:
        documents: are read one at a time and not kept.
        known: whether the glossary has a term by this (normalised) name.
        tag: where in a sentence a trained tagger sees terms, as offsets from and to (exclusive).
        count: how many candidates are wanted at most.
        progress: is told after each document how many are done and how many there are, 0 where
            that is not known.

    Returns:
        The candidates, the likeliest first. Each was found twice, or is tagged, defined or
        abbreviated somewhere.

    Raises:
        UserError: a document cannot be read.
        SettingsError: a library of the extra ``terms`` is not installed.
    """
    reading = _Reading(tag)
    total = len(documents) if isinstance(documents, Sized) else 0
    for number, document in enumerate(documents):
        reading.read(number, document)
        progress(number + 1, total)
    reading.introduce(known)
    return _best(reading, known, count)


@dataclass(slots=True)
class _Place:
    """Where something is introduced, first and how often."""

    sentence: str
    introduction: Introduction
    times: int = 0


class _Reading:
    """What the documents hold."""

    def __init__(self, tag: Tag | None) -> None:
        self.tally = Tally()
        self.documents = 0
        self._tag = tag
        self._places: dict[tuple[str, str], _Place] = {}

    def read(self, number: int, document: Document) -> None:
        """Count the phrases of a document and note what it introduces."""
        for section in document.sections:
            for sentence in sentences_of(section):
                self._read_sentence(sentence)
            self.tally.end_section(number, document.field)
        self.documents = number + 1

    def _read_sentence(self, sentence: str) -> None:
        phrases = list(phrases_of(words_of(sentence)))
        for phrase in phrases:
            self.tally.see(sentence, phrase)
        for introduction in (*defined(sentence, phrases), *introduced(sentence, phrases)):
            self._note(sentence, introduction, phrases)
        if self._tag is not None:
            places = {(phrase.start, phrase.end): phrase for phrase in phrases}
            for tagged in _tagged(sentence, self._tag(sentence)):
                # A phrase by itself may be cut into other words than in its sentence.
                phrase = places.get((tagged.start, tagged.end), tagged)
                self._see_once(sentence, phrase, phrases)
                self.tally.get(phrase).tagged += 1

    def _note(self, sentence: str, introduction: Introduction, phrases: list[Phrase]) -> None:
        for phrase in introduction.phrases:
            self._see_once(sentence, phrase, phrases)
            self.tally.get(phrase).is_held = True
        key = (normalize(introduction.short), introduction.phrases[0].key)
        if key in self._places or len(self._places) < _MOST_PLACES:
            self._places.setdefault(key, _Place(sentence, introduction)).times += 1

    def _see_once(self, sentence: str, phrase: Phrase, phrases: list[Phrase]) -> None:
        """Count what the filter for phrases had not let through."""
        if all((phrase.start, phrase.end) != (other.start, other.end) for other in phrases):
            self.tally.see(sentence, phrase)

    def introduce(self, known: Callable[[str], bool]) -> None:
        """Decide what each introduction means, and let abbreviations count for it.

        Where the glossary knows the long form it is the abbreviation that is news, so it stays,
        with the sentence that introduces it.
        """
        found = self.tally.found
        merged: set[str] = set()
        places = sorted(self._places.items(), key=lambda item: (-item[1].times, item[0]))
        for (short, _), place in places:
            phrase = self._meant(place.introduction.phrases)
            long = found[phrase.key]
            long.introduce(place.sentence, phrase)
            if short not in found or short == phrase.key:
                continue
            if _is_known(long, phrase.key, known):
                start = max(0, place.sentence.find(place.introduction.short))
                found[short].introduce(place.sentence, Phrase(start, start + len(short), (short,)))
            elif short not in merged:
                long.occurrences += found[short].occurrences
                merged.add(short)
        for short in merged:
            del found[short]

    def _meant(self, phrases: tuple[Phrase, ...]) -> Phrase:
        """The longest that is found again or is no clause; "发行|可转换公司债券" is one."""
        for phrase in phrases:
            if self.tally.get(phrase).occurrences >= _LEAST or not phrase.is_verbal:
                return phrase
        return phrases[-1]


def _tagged(sentence: str, spans: Sequence[tuple[int, int]]) -> Iterator[Phrase]:
    for start, end in spans:
        words = [word for word in words_of(sentence[start:end]) if word.key]
        if words and end - start <= _LONGEST_TAGGED and any(w.begins or w.ends for w in words):
            yield Phrase(start, end, tuple(word.key for word in words))


def _best(reading: _Reading, known: Callable[[str], bool], count: int) -> list[Candidate]:
    found = {
        key: one
        for key, one in reading.tally.found.items()
        if one.occurrences >= _LEAST or one.introduced or one.tagged
    }
    scores = rank(found, reading.tally.counts(), reading.documents)
    unknown: dict[str, Candidate] = {}
    for key in sorted(found, key=lambda key: (-scores[key], key)):
        if len(unknown) >= count:
            break
        if not _is_known(found[key], key, known):
            candidate = _candidate(found[key], scores[key])
            unknown.setdefault(candidate.name_key, candidate)
    return list(unknown.values())


def _is_known(found: Found, key: str, known: Callable[[str], bool]) -> bool:
    names = {key, f"{key}s", key.replace("-", " "), *map(normalize, found.spellings)}
    return any(known(name) for name in sorted(names))


def _candidate(found: Found, score: float) -> Candidate:
    name = found.name
    return Candidate(
        name_key=normalize(name),
        name=name,
        language=language_of(name),
        field=found.fields.most_common(1)[0][0] if found.fields else "",
        score=score,
        occurrences=found.occurrences,
        contexts=tuple(around(*place) for place in found.sentences),
    )
