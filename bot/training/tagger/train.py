"""Train the tagger on sentences that the glossaries label."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch
from rich.console import Console
from rich.progress import Progress
from torch.nn.utils import clip_grad_norm_
from torch.optim import AdamW

from bot.errors import UserError
from bot.terms.formats import read_csv
from bot.terms.tagger import Network, Shape, save
from bot.terms.units import units
from bot.training.tagger.batches import collate
from bot.training.tagger.lexicon import Lexicon
from bot.training.tagger.material import training_material
from bot.training.tagger.sentences import Sentence, read_sentences
from bot.training.tagger.writer import SentenceWriter

STEPS = 4000
_BATCH = 48  # sentences
_POOL = 16  # batches written at once and parted by length: padding would take most of the time
_LEARNING_RATE = 3e-3
_WARM_UP = 50  # steps, or a tenth of them all
_DROPOUT = 0.3


def train(
    glossaries: Sequence[Path],
    output: Path,
    *,
    reviewed: Path | None,
    seed: int,
    steps: int = STEPS,
    threads: int = 1,
) -> None:
    """Train a tagger and save it as ``Tagger.load`` reads it.

    Args:
        glossaries: CSV files; a fifth of their concepts is held out for ``evaluate``.
        output: the folder to write.
        reviewed: sentences labelled by people, as ``read_sentences`` takes them.
        seed: equal seeds give equal weights on one machine with one thread.
        steps: updates of the weights; 4,000 take about ten minutes, 60 show that it learns.
        threads: processor threads to use.

    Raises:
        UserError: a file is wrong, or the folder cannot be written.
    """
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311 - it must be repeatable
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{output} cannot be written ({error.strerror}): name another.") from error
    lexicon = Lexicon([term for path in glossaries for term in read_csv(path)], seed)
    labelled = read_sentences(reviewed) if reviewed else []
    writer = SentenceWriter(rng, training_material(lexicon), lexicon, labelled)
    network = Network(Shape(), dropout=_DROPOUT)
    _run(network, writer.write, rng, steps)
    facts = {
        "seed": seed,
        "steps": steps,
        "names": len(lexicon.training),
        "reviewed": len(labelled),
    }
    save(network, output, {"training": facts})


def _run(network: Network, write: Callable[[], Sentence], rng: random.Random, steps: int) -> None:
    optimizer = AdamW(network.parameters(), lr=_LEARNING_RATE, weight_decay=0.01)
    network.train()
    smooth = 0.0
    with Progress(console=Console(stderr=True)) as progress:
        bar = progress.add_task("training", total=steps)
        for step, sentences in zip(range(steps), _batches(write, rng), strict=False):
            for group in optimizer.param_groups:
                group["lr"] = _rate(step, steps)
            batch = collate(sentences, network.shape.buckets, rng)
            loss = network.crf(network(batch.rows, batch.mask), batch.tags, batch.mask).mean()
            optimizer.zero_grad()
            loss.backward()
            clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            smooth = loss.item() if step == 0 else 0.98 * smooth + 0.02 * loss.item()
            progress.update(bar, advance=1, description=f"loss {smooth:.3f}")


def _batches(write: Callable[[], Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    while True:
        pool = sorted(
            (write() for _ in range(_BATCH * _POOL)), key=lambda one: len(units(one.text))
        )
        parts = [pool[start : start + _BATCH] for start in range(0, len(pool), _BATCH)]
        yield from rng.sample(parts, len(parts))


def _rate(step: int, steps: int) -> float:
    """Linear warm-up, then a cosine to zero."""
    warm_up = min(_WARM_UP, steps // 10)
    if step < warm_up:
        return _LEARNING_RATE * (step + 1) / warm_up
    done = (step - warm_up) / max(steps - warm_up, 1)
    return _LEARNING_RATE * (1 + math.cos(math.pi * done)) / 2
