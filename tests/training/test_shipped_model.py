"""The demo model that is delivered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.llm.engine import LocalEngine
from bot.llm.loader import load_model
from bot.llm.paging import load_runner
from bot.llm.sequence import SamplingParams
from bot.llm.tokenizer import ChatTokenizer
from bot.prompt import PromptBuilder
from bot.question import Language, Question, Workspace
from bot.terms.glossary import Glossary
from bot.training.demo_model.evaluate import evaluate
from bot.training.demo_model.scenes import stated
from bot.training.demo_model.tokenizer import build_tokenizer
from conversation_store.database import Database
from conversation_store.threads import ThreadKey
from tests.glossaries import glossary_from

ROOT = Path(__file__).parents[2]
FINANCE = ROOT / "examples" / "finance" / "glossary.csv"
FOLDER = ROOT / "bot" / "playground" / "model"


@pytest.fixture(scope="module")
def engine() -> Iterator[LocalEngine]:
    model = load_model(FOLDER, "none", "cpu")
    runner = load_runner(model, context_tokens=2048, kv_cache_mb=64)
    engine = LocalEngine(runner, ChatTokenizer.load(FOLDER))
    yield engine
    engine.close()


@pytest.fixture
async def glossary(database: Database) -> Glossary:
    return await glossary_from(database, FINANCE)


async def answered(engine: LocalEngine, glossary: Glossary, question: str) -> str:
    """The likeliest answer, with the definitions that the product would inject."""
    prompts = PromptBuilder(ChatTokenizer.load(FOLDER), context_tokens=2048, answer_tokens=400)
    asked = Question("Ev1", ThreadKey("T1", "C1", "1.0"), "U1", "1.0", question, Workspace("T1"))
    terms = [match.term for match in await glossary.match(question, asked.language)]
    prompt = prompts.build(asked, [], terms).prompt
    params = SamplingParams(temperature=0.0, max_new_tokens=400)
    return "".join([delta.text async for delta in engine.generate(prompt, params)])


@pytest.mark.parametrize(
    ("question", "language", "concept"),
    [
        ("什么是市盈率？", "zh", "price-to-earnings-ratio"),
        ("What is EBITDA?", "en", "ebitda"),
    ],
)
async def test_it_states_the_finance_glossary_s_definition_word_for_word(
    engine: LocalEngine, glossary: Glossary, question: str, language: Language, concept: str
) -> None:
    term = (await glossary.get([(concept, language)]))[concept, language]
    assert await answered(engine, glossary, question) == stated([term], language)


async def test_it_says_when_the_glossary_has_no_definition(
    engine: LocalEngine, glossary: Glossary
) -> None:
    assert "还没有" in await answered(engine, glossary, "什么是量子鹅卵石率？")


async def test_it_greets_back(engine: LocalEngine, glossary: Glossary) -> None:
    assert (await answered(engine, glossary, "你好")).startswith("你好")


def test_it_is_as_exact_as_its_documentation_says() -> None:
    # Floors under the measured figures, so that a worse model is not shipped by mistake.
    shares = evaluate(FOLDER, count=24, seed=11).shares
    floors = {
        "exact_zh": 0.85,
        "exact_en": 0.8,
        "exact_examples": 0.75,
        "follow_up": 0.7,
        "choice": 0.75,
        "comparison": 0.65,
        "cites": 0.8,
        "table": 0.55,
        "abstains": 0.8,
        "resists_injection": 0.7,
        "small_talk": 0.9,
    }
    assert {name: share for name, share in shares.items() if share < floors[name]} == {}


def test_its_tokenizer_is_the_one_that_the_trainer_builds() -> None:
    shipped = ChatTokenizer.load(FOLDER)
    text = "什么是 EBITDA？ The price-to-earnings ratio, 12.5%."
    assert shipped.encode(text) == build_tokenizer().encode(text)


def test_it_is_small_enough_to_be_delivered_with_the_code() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 12_000_000
