"""Finds terms that no dictionary has: a BiLSTM-CRF (Huang, Xu and Yu 2015, arXiv:1508.01991)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from bot.errors import UserError
from bot.terms.crf import CRF
from bot.terms.units import NOTHING, Unit, features, units

OUTSIDE, BEGIN, INSIDE = range(3)
SHIPPED = Path(__file__).with_name("model")

_WEIGHTS = "tagger.safetensors"
_SHAPE = "tagger.json"
_WINDOW = 200  # units read at once
_SENTENCE_ENDS = frozenset("。！？!?；;.")
_EXCLUDED = -1e4  # the score of a tag that is ruled out


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """A term at character offsets ``start`` to ``end`` (exclusive) of the original text.

    Attributes:
        score: the probability that the model gives to exactly this span: the share of all paths,
            weighted, that begin a term at its start and end it at its end.
    """

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of a network.

    Attributes:
        buckets: rows of the table that features are hashed into.
        width: numbers in each row.
        hidden: numbers that the LSTM keeps in each direction.
    """

    buckets: int = 8192
    width: int = 40
    hidden: int = 64


class Network(nn.Module):
    """Features to scores: summed vectors, a bidirectional LSTM, a linear layer, the CRF."""

    def __init__(self, shape: Shape, *, dropout: float = 0.0) -> None:
        """Make a network with random weights.

        Args:
            shape: its sizes.
            dropout: share of the numbers before and after the LSTM that training leaves out.
        """
        super().__init__()
        self.shape = shape
        self._table = nn.EmbeddingBag(shape.buckets, shape.width, mode="sum", padding_idx=NOTHING)
        nn.init.normal_(self._table.weight, std=0.1)
        self._lstm = nn.LSTM(shape.width, shape.hidden, batch_first=True, bidirectional=True)
        self._output = nn.Linear(2 * shape.hidden, 3)
        self._dropout = nn.Dropout(dropout)
        self.crf = CRF(3, forbidden=[(OUTSIDE, INSIDE)], no_start=[INSIDE])

    def forward(self, rows: Tensor, mask: Tensor | None = None) -> Tensor:
        """The scores of the tags at each unit.

        Args:
            rows: [batch, length, FEATURES] hashed features.
            mask: [batch, length], true where there is a unit; ``None`` for equal lengths.

        Returns:
            [batch, length, 3] scores of OUTSIDE, BEGIN, INSIDE.
        """
        batch, length, count = rows.shape
        vectors = self._table(rows.view(-1, count)).view(batch, length, -1)
        hidden = self._read(self._dropout(vectors), mask)
        scores: Tensor = self._output(self._dropout(hidden))
        return scores

    def _read(self, vectors: Tensor, mask: Tensor | None) -> Tensor:
        if mask is None:
            hidden: Tensor = self._lstm(vectors)[0]
            return hidden
        packed = nn.utils.rnn.pack_padded_sequence(
            vectors, mask.sum(1), batch_first=True, enforce_sorted=False
        )
        padded, _ = nn.utils.rnn.pad_packed_sequence(self._lstm(packed)[0], batch_first=True)
        return padded


class Tagger:
    """A trained network that reads texts; several threads may use one."""

    def __init__(self, network: Network) -> None:
        """Take a network; it must not be trained on afterwards."""
        self._network = network.eval()

    @classmethod
    def load(cls, folder: Path = SHIPPED) -> Tagger:
        """Load a trained tagger.

        Args:
            folder: where ``save`` wrote it.

        Raises:
            UserError: there is none, or it cannot be read.
        """
        try:
            shape = Shape(**json.loads((folder / _SHAPE).read_text("utf-8"))["shape"])
            network = Network(shape)
            weights = load_file(folder / _WEIGHTS)
            network.load_state_dict({name: value.float() for name, value in weights.items()})
        except (OSError, SafetensorError, ValueError, KeyError, TypeError, RuntimeError) as error:
            raise UserError(
                f"There is no tagger that can be read in {folder} ({type(error).__name__}): "
                "train one, or name another folder."
            ) from error
        return cls(network)

    def find(self, text: str) -> list[TaggedSpan]:
        """The terms in a text of any length, in its order.

        A long text is read in pieces, cut where sentences end if they do.
        """
        return [span for window in _windows(units(text)) for span in self._find(window)]

    @torch.inference_mode()
    def _find(self, window: Sequence[Unit]) -> Iterator[TaggedSpan]:
        rows = torch.tensor([features(window, self._network.shape.buckets)])
        emissions = self._network(rows)
        spans = spans_of(self._network.crf.decode(emissions)[0])
        scores = self._probabilities(emissions, spans) if spans else []
        return iter(
            [
                TaggedSpan(window[first].start, window[last - 1].end, score)
                for (first, last), score in zip(spans, scores, strict=True)
            ]
        )

    def _probabilities(self, emissions: Tensor, spans: list[tuple[int, int]]) -> list[float]:
        """The share of each span among all paths, by ruling out every path that lacks it."""
        ruled = emissions.repeat(1 + len(spans), 1, 1)
        for row, (first, last) in enumerate(spans, start=1):
            ruled[row, first, [OUTSIDE, INSIDE]] = _EXCLUDED
            ruled[row, first + 1 : last, :INSIDE] = _EXCLUDED
            ruled[row, last : last + 1, INSIDE] = _EXCLUDED
        sums = self._network.crf.log_partition(ruled)
        shares: list[float] = (sums[1:] - sums[0]).exp().clamp(0, 1).tolist()
        return shares


def save(network: Network, folder: Path, facts: dict[str, object]) -> None:
    """Write a network so that ``Tagger.load`` reads it.

    Args:
        network: what to save, in half precision.
        folder: an existing folder.
        facts: what is to be kept with it, such as how it was trained.
    """
    half = {name: value.half().contiguous() for name, value in network.state_dict().items()}
    save_file(half, folder / _WEIGHTS)
    shape = {"shape": asdict(network.shape), **facts}
    (folder / _SHAPE).write_text(json.dumps(shape, indent=2) + "\n", "utf-8")


def spans_of(tags: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches of BEGIN and the INSIDE after it, as first and end (exclusive) places."""
    starts = [place for place, tag in enumerate(tags) if tag == BEGIN]
    return [(start, _end(tags, start)) for start in starts]


def _end(tags: Sequence[int], start: int) -> int:
    end = start + 1
    while end < len(tags) and tags[end] == INSIDE:
        end += 1
    return end


def _windows(sequence: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
    """Pieces of at most ``_WINDOW`` units, each as long as whole sentences allow."""
    start = 0
    while start < len(sequence):
        end = min(start + _WINDOW, len(sequence))
        if end < len(sequence):
            ends = (p + 1 for p in range(end - 1, start, -1) if sequence[p].text in _SENTENCE_ENDS)
            end = next(ends, end)
        yield sequence[start:end]
        start = end
