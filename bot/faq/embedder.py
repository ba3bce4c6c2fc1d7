"""Questions as vectors, by a sentence-transformers model from a folder; optional."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from bot.errors import SettingsError
from bot.faq.vectors import Embed

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_MOST_UNKNOWN = 0.2  # of a text's tokens
_LONGEST = 1_000  # characters, as with the features
_PACKAGE = "sentence_transformers."
_MODULES = frozenset({"Transformer", "Pooling", "Normalize", "Dense"})


def load_embed(folder: Path, device: str = "cpu") -> Embed:
    """Load a model that turns texts into unit vectors; never touches the network.

    Args:
        folder: as sentence-transformers saves it, with ``modules.json`` and safetensors.
        device: as in PyTorch: ``cpu``, ``cuda``, ``cuda:1``.

    Returns:
        A function for threads. A text of which the model's tokenizer does not know a fifth gets
        zeros: to an English model all Chinese questions look alike.

    Raises:
        SettingsError: sentence-transformers is not installed, or the folder holds no such model.
    """
    _check(folder)
    try:
        # Here, not above: it takes seconds, and is installed only by who wants it.
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise SettingsError(
            "Similar questions by meaning need sentence-transformers: "
            "pip install 'termwise[embeddings]'."
        ) from error
    try:
        model = SentenceTransformer(
            str(folder),
            device=device,
            trust_remote_code=False,
            local_files_only=True,
            model_kwargs={"use_safetensors": True},
        )
        embed = _Embedder(model)
        embed(["EBITDA"])
    except Exception as error:  # whatever damaged files make of other people's code
        reason = str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__
        raise SettingsError(
            f"The embedding model in {folder} cannot be used on {device} ({reason}): copy its "
            "folder anew, or choose another one."
        ) from error
    return embed


class _Embedder:
    """Calls the model for one thread at a time: its tokenizer changes as it works."""

    def __init__(self, model: SentenceTransformer) -> None:
        self._model = model
        self._tokenizer: Any = model.tokenizer
        self._lock = Lock()

    def __call__(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        texts = [text[:_LONGEST] for text in texts]
        with self._lock:
            known = np.array([self._knows(text) for text in texts], np.bool_)
            encoded = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        vectors = np.asarray(encoded, np.float32)
        if not np.isfinite(vectors).all():
            raise ValueError("it gives numbers that are none")
        vectors[~known] = 0
        return vectors

    def _knows(self, text: str) -> bool:
        unknown = self._tokenizer.unk_token_id  # None where every byte is a token
        tokens: list[int] = self._tokenizer(
            text,
            add_special_tokens=False,
            truncation=True,
            max_length=self._model.max_seq_length,
        )["input_ids"]
        return bool(tokens) and tokens.count(unknown) <= _MOST_UNKNOWN * len(tokens)


def _check(folder: Path) -> None:
    """Refuse what is no such model, and what would run code or unpickle weights."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        parts = [(str(each["type"]), folder / str(each["path"])) for each in modules]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise SettingsError(
            f"{folder} holds no sentence-transformers model (its modules.json cannot be read): "
            "name the folder that such a model was saved to."
        ) from error
    for kind, path in parts:
        if not kind.startswith(_PACKAGE) or kind.rpartition(".")[2] not in _MODULES:
            raise SettingsError(
                f"The embedding model in {folder} has a module {kind}, which is not supported: "
                f"choose one made of {', '.join(sorted(_MODULES))} only."
            )
        if any(path.glob("*.bin")) and not any(path.glob("*.safetensors")):
            raise SettingsError(
                f"The embedding model in {folder} has pickled weights in {path}: choose one that "
                "is saved as safetensors."
            )
