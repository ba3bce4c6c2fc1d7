"""SKOS in any of its notations becomes terms; nothing is fetched on its behalf."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph

from bot.terms.formats import Defaults
from tests.terms.formats.glossaries import by_id, read, refusal, written

EXAMPLES = Path(__file__).parents[3] / "examples" / "formats"
PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix : <https://example.com/t#> .
"""
DEFINED = 'skos:definition "a thing."@en'


def turtle(folder: Path, statements: str) -> Path:
    return written(folder, "a.ttl", PREFIXES + statements)


def test_the_example_is_read_as_the_csv_file_beside_it() -> None:
    terms, skipped = read(EXAMPLES / "glossary.ttl")
    expected = read(EXAMPLES / "glossary.csv")[0]
    assert [(t.concept, t.name, t.definition) for t in sorted(terms, key=str)] == [
        (t.concept, t.name, t.definition) for t in sorted(expected, key=str)
    ]
    assert by_id(terms, "ebitda").source == "General knowledge of accounting"
    assert by_id(terms, "ebitda", "zh").source == "通用会计知识"
    assert by_id(terms, "ebitda").licence == "https://www.apache.org/licenses/LICENSE-2.0"
    assert not skipped


@pytest.mark.parametrize(
    ("kind", "name"), [("xml", "a.rdf"), ("nt", "a.nt"), ("json-ld", "a.jsonld")]
)
def test_every_notation_gives_the_same(tmp_path: Path, kind: str, name: str) -> None:
    graph = Graph().parse(EXAMPLES / "glossary.ttl")
    path = written(tmp_path, name, graph.serialize(format=kind))
    assert read(path) == read(EXAMPLES / "glossary.ttl")


def test_labels_become_names_and_neighbours_become_related(tmp_path: Path) -> None:
    path = turtle(
        tmp_path,
        f""":c a skos:Concept ; skos:prefLabel "car"@en-GB, "auto"@en ; skos:altLabel "motor"@en ;
            skos:hiddenLabel "carr"@en ; skos:broader :b ; skos:related :c, :gone ; {DEFINED} ;
            dct:source "us" ; owl:deprecated true .
        :b a skos:Concept ; skos:prefLabel "vehicle"@en ; skos:broader :c ; {DEFINED} .""",
    )
    terms, _ = read(path, defaults=Defaults(field="traffic"))
    one = by_id(terms, "c")
    assert (one.name, set(one.aliases)) == ("auto", {"car", "motor", "carr"})
    assert one.related == ("b",)
    assert (one.source, one.status, one.field) == ("us", "deprecated", "traffic")
    assert by_id(terms, "b").related == ("c",)  # a circle


def test_definitions_and_labels_may_be_resources(tmp_path: Path) -> None:
    path = turtle(
        tmp_path,
        """:c a skos:Concept ; xl:prefLabel [ xl:literalForm "car"@en ] ;
            skos:definition [ rdf:value "a thing."@en ; dct:source "the book" ] .""",
    )
    (one,) = read(path)[0]
    assert (one.name, one.definition, one.source) == ("car", "a thing.", "the book")


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    path = turtle(
        tmp_path,
        f""":a a skos:Concept ; skos:prefLabel "car"@en, "coche"@es ; {DEFINED} .
        :b a skos:Concept ; skos:prefLabel "bus"@en .""",
    )
    assert read(path)[1] == {"language es": 1, "no definition": 1}


def test_addresses_that_end_alike_stay_apart(tmp_path: Path) -> None:
    concept = f'a skos:Concept ; skos:prefLabel "car"@en ; {DEFINED} .'
    path = turtle(
        tmp_path, f"<https://a.com/x/c> {concept} <https://a.com/y/c> {concept} :d {concept}"
    )
    ids = [term.concept for term in read(path)[0]]
    assert sorted(ids) == ["d", "https://a.com/x/c", "https://a.com/y/c"]


def test_a_top_concept_keeps_some_of_its_thousand_neighbours(tmp_path: Path) -> None:
    narrower = "".join(
        f":n{n} a skos:Concept ; skos:broader :c . :c skos:narrower :n{n} .\n" for n in range(250)
    )
    path = turtle(tmp_path, f':c a skos:Concept ; skos:prefLabel "car"@en ; {DEFINED} .' + narrower)
    terms, skipped = read(path)
    assert len(terms[0].related) == 200
    assert skipped["related concept beyond the first 200"] == 50


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ttl", PREFIXES + "\n\n:c a skos:Concept ;;; [", "line"),
        ("a.ttl", PREFIXES + ":a :b :c .", "no skos:Concept"),
        ("a.ttl", "", "no skos:Concept"),
        ("a.ttl", b"# \n# \xff", "line 2"),
        ("a.ttl", PREFIXES + ":a :b " + "[ :b " * 50_000, "nested"),
        ("a.nt", "<a> <b> c .\n", "not valid RDF"),
        ("a.rdf", "<RDF><", "not well-formed"),
        ("a.rdf", "<html/>", "<html>"),
        ("a.jsonld", '{"a":\n 1,,}', "line 2"),
        ("a.jsonld", "[" * 100_000, "nested"),
        ("a.jsonld", '{"@context": 3, "@id": "a"}', "not valid RDF"),
    ],
)
def test_what_is_no_skos_is_refused(
    tmp_path: Path, name: str, content: str | bytes, said: str
) -> None:
    assert said in refusal(written(tmp_path, name, content))


@pytest.mark.parametrize(
    "context",
    [
        "http://127.0.0.1:1/context.jsonld",
        [{"a": "http://a"}, "context.jsonld"],
        {"@import": "http://127.0.0.1:1/context.jsonld"},
    ],
)
def test_a_context_kept_elsewhere_is_not_fetched(tmp_path: Path, context: object) -> None:
    content = json.dumps({"@graph": [{"@context": context, "@id": "http://a"}]})
    assert "@context" in refusal(written(tmp_path, "a.jsonld", content))


def test_named_graphs_of_json_are_read_too(tmp_path: Path) -> None:
    graph = json.loads(Graph().parse(EXAMPLES / "glossary.ttl").serialize(format="json-ld"))
    content = json.dumps([{"@id": "http://a.com/g", "@graph": graph}])
    assert read(written(tmp_path, "a.jsonld", content)) == read(EXAMPLES / "glossary.ttl")


def test_half_a_surrogate_pair_is_named(tmp_path: Path) -> None:
    skos = "http://www.w3.org/2004/02/skos/core#"
    concept = {
        "@id": "http://a.com/c",
        "@type": f"{skos}Concept",
        f"{skos}prefLabel": {"@value": "a\ud800", "@language": "en"},
        f"{skos}definition": {"@value": "a thing.", "@language": "en"},
    }
    assert "U+D800" in refusal(written(tmp_path, "a.jsonld", json.dumps(concept)))


def test_a_missing_library_is_named_with_its_installation() -> None:
    program = (
        "import sys; sys.modules['rdflib'] = None\n"
        "from pathlib import Path\n"
        "from bot.terms.formats import open_glossary\n"
        "open_glossary(Path(sys.argv[1])).__enter__()"
    )
    command = [sys.executable, "-c", program, str(EXAMPLES / "glossary.ttl")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "SettingsError" in run.stderr
    assert "termwise[terms]" in run.stderr


def test_a_second_preferred_label_becomes_an_alias_and_is_counted(tmp_path: Path) -> None:
    labels = 'skos:prefLabel "car"@en, "auto"@en ; xl:prefLabel [ xl:literalForm "car"@en ]'
    terms, skipped = read(turtle(tmp_path, f":c a skos:Concept ; {labels} ; {DEFINED} ."))
    assert (terms[0].name, terms[0].aliases) == ("auto", ("car",))
    assert skipped == {"second prefLabel of a language (taken as an alias)": 1}


def test_a_concept_without_labels_is_counted(tmp_path: Path) -> None:
    assert read(turtle(tmp_path, ":c a skos:Concept .")) == ([], {"no term in it": 1})


def test_the_title_of_the_scheme_comes_before_what_is_given_for_the_import(tmp_path: Path) -> None:
    concept = f':c a skos:Concept ; skos:prefLabel "car"@en ; {DEFINED} .'
    titled = ':s a skos:ConceptScheme ; dct:title "The book" .'
    given = Defaults(source="them")
    assert read(turtle(tmp_path, concept + titled), defaults=given)[0][0].source == "The book"
    assert read(turtle(tmp_path, concept), defaults=given)[0][0].source == "them"


RDF_XML = """<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [
  <!ENTITY skos "http://www.w3.org/2004/02/skos/core#" >
  <!ENTITY rdf "http://www.w3.org/1999/02/22-rdf-syntax-ns#" >{more}
]>
<rdf:RDF xmlns:skos="&skos;" xmlns:rdf="&rdf;">
  <rdf:Description rdf:about="http://a.com/car">
    <rdf:type rdf:resource="&skos;Concept"/>
    <skos:prefLabel xml:lang="en">car</skos:prefLabel>
    <skos:definition xml:lang="en">a thing{text}.</skos:definition>
  </rdf:Description>
</rdf:RDF>
"""


def test_short_entities_for_namespaces_are_read(tmp_path: Path) -> None:
    (one,) = read(written(tmp_path, "a.rdf", RDF_XML.format(more="", text="")))[0]
    assert (one.concept, one.name, one.definition) == ("car", "car", "a thing.")


@pytest.mark.parametrize(
    "more",
    [
        '<!ENTITY a "b"><!ENTITY c "&a;&a;">',
        f'<!ENTITY a "{"x" * 201}">',
        '<!ENTITY a "&#60;b/>">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a "b">',
        "".join(f'<!ENTITY a{number} "b">' for number in range(99)),
    ],
    ids=["nested", "long", "markup", "external", "parameter", "many"],
)
def test_other_entities_are_refused_with_a_cure(tmp_path: Path, more: str) -> None:
    said = refusal(written(tmp_path, "a.rdf", RDF_XML.format(more=more, text="")))
    assert "entities" in said
    assert "save the file as Turtle" in said


def test_what_entities_unfold_to_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.terms.formats.xml_entries._UNFOLDED", 100_000)
    long = RDF_XML.format(more=f'<!ENTITY a "{"x" * 200}">', text="&a;" * 1_000)
    assert "256 MB" in refusal(written(tmp_path, "a.rdf", long))
