"""Weights: downloaded once at a pinned revision, safetensors only, quantized as they load."""

from __future__ import annotations

import hashlib
import logging
import re
from pathlib import Path
from typing import Any, Literal

import torch
from huggingface_hub import snapshot_download
from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError
from safetensors import SafetensorError
from transformers import AutoConfig, AutoModelForCausalLM, BitsAndBytesConfig, PreTrainedModel

from bot.errors import SettingsError, UserError
from bot.llm.linear_cpu import quantize_int8
from bot.llm.tokenizer import ChatTokenizer

Quantization = Literal["none", "nf4", "int8", "int8_weight_only"]

# Nothing else is fetched or read: no pickled weights, no code.
_WITHOUT_WEIGHTS = ("*.json", "*.jinja", "*.txt")
_FILES = ("*.safetensors", *_WITHOUT_WEIGHTS)
_REMEDY = "run `termwise model download` again, or set TERMWISE_MODEL to another folder"
# What transformers raises for damaged weights, and for a config.json that contradicts itself.
_LOADING = (
    AssertionError,
    ImportError,
    KeyError,
    OSError,
    RuntimeError,
    SafetensorError,
    TypeError,
    ValueError,
)
_NOISY = (
    "bitsandbytes.autograd._functions",  # thousands of times an answer: int8 goes by float16
    "bitsandbytes.backends.cpu.ops",  # advises a package that fetches code from the hub
)
_LAYER = re.compile(r"\.layers\.\d+\.")


def download(model: str, revision: str, *, weights: bool = True) -> Path:
    """Download a model from the hub (or from the mirror that ``HF_ENDPOINT`` names).

    A folder with a model in it is taken as it is. Progress bars are shown by the hub's client; a
    download that was cut off goes on.

    Args:
        model: the hub's name, such as ``Qwen/Qwen2.5-7B-Instruct``, or a folder.
        revision: the commit to take, so that the weights never change under us.
        weights: without them a cluster is to run the model, and its tokenizer is all we need.

    Returns:
        The folder the files lie in.

    Raises:
        UserError: the hub cannot be reached or does not have it.
    """
    if folder := _own_folder(model):
        return folder
    try:
        patterns = list(_FILES if weights else _WITHOUT_WEIGHTS)
        return Path(snapshot_download(model, revision=revision, allow_patterns=patterns))
    except (HfHubHTTPError, LocalEntryNotFoundError, ValueError, OSError) as error:
        raise UserError(
            f"{model} at revision {revision} could not be downloaded ({_first_line(error)}). "
            "Check the network and TERMWISE_MODEL; a mirror can be named with HF_ENDPOINT."
        ) from error


def locate(model: str, revision: str) -> Path:
    """The folder of a model that is already here; never touches the network.

    Args:
        model: a folder, or a hub name downloaded before.
        revision: the commit, for a hub name.

    Raises:
        SettingsError: it is not here.
    """
    if folder := _own_folder(model):
        return folder
    try:
        return Path(
            snapshot_download(
                model, revision=revision, allow_patterns=list(_FILES), local_files_only=True
            )
        )
    except (LocalEntryNotFoundError, ValueError, OSError) as error:
        raise SettingsError(
            f"TERMWISE_MODEL is {model}, which is not on this machine: run "
            "`termwise model download` first, or set it to a folder with a model in it."
        ) from error


def _own_folder(model: str) -> Path | None:
    folder = Path(model).expanduser()
    return folder if (folder / "config.json").is_file() else None


def fingerprint(folder: Path) -> str:
    """A short name for exactly these weights, which changes when any of them does."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.safetensors")) + sorted(folder.glob("*.json")):
        status = file.stat()
        digest.update(f"{file.name} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()[:12]


def resolve(quantization: Quantization | Literal["auto"]) -> Quantization:
    """The quantization that is meant: ``auto`` is NF4 where CUDA is, else none."""
    if quantization == "auto":
        return "nf4" if torch.cuda.is_available() else "none"
    return quantization


def check_config(folder: Path) -> None:
    """Check that a model's ``config.json`` can be read, before all that depends on it.

    Raises:
        SettingsError: it cannot.
    """
    try:
        AutoConfig.from_pretrained(folder, trust_remote_code=False, local_files_only=True)
    except Exception as error:  # whatever a damaged file makes of transformers' own code
        raise SettingsError(
            f"The config.json in {folder} cannot be used ({_first_line(error)}): {_REMEDY}."
        ) from error


def load_model(folder: Path, quantization: Quantization, device_map: str) -> PreTrainedModel:
    """Load a causal language model for inference.

    Args:
        folder: where ``config.json`` and the ``*.safetensors`` lie.
        quantization: how the weights are made smaller as they load.
        device_map: as in transformers; ``auto`` spreads the layers over the GPUs there are.

    Raises:
        SettingsError: the folder's weights cannot be loaded this way.
    """
    cuda = torch.cuda.is_available()
    if cuda and quantization == "int8_weight_only":
        raise SettingsError(
            "TERMWISE_QUANTIZATION=int8_weight_only is for processors: use nf4 or int8."
        )
    dtype = torch.bfloat16 if cuda else torch.float32
    options: dict[str, Any] = {"quantization_config": _bitsandbytes(quantization, dtype)}
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        loaded: Any = AutoModelForCausalLM.from_pretrained(
            folder,
            dtype=dtype,
            device_map=device_map if cuda else "cpu",
            use_safetensors=True,
            trust_remote_code=False,
            local_files_only=True,
            output_loading_info=True,
            **{name: value for name, value in options.items() if value is not None},
        )
    except _LOADING as error:
        reason = _first_line(error).rstrip(".")
        if "ignore_mismatched_sizes" in reason:  # transformers' advice is for who writes code
            reason = "its weights have other sizes than its config.json says"
        raise SettingsError(
            f"The model in {folder} could not be loaded with "
            f"TERMWISE_QUANTIZATION={quantization}: {reason}. Choose another quantization, or "
            f"{_REMEDY}."
        ) from error
    model: PreTrainedModel = loaded[0]
    _check_complete(folder, loaded[1])
    model.eval()
    if quantization == "int8_weight_only":
        quantize_int8(model)
    return model


def _check_complete(folder: Path, found: dict[str, Any]) -> None:
    """Refuse what transformers would fill up with random weights, or leave out."""
    surplus = [key for key in found["unexpected_keys"] if _LAYER.search(key)]
    if odd := sorted([*found["missing_keys"], *surplus]):
        raise SettingsError(
            f"The weights in {folder} are not those that its config.json speaks of "
            f"({odd[0]}, for one): {_REMEDY}."
        )


def check_tokenizer(tokenizer: ChatTokenizer, model: PreTrainedModel) -> None:
    """Check that a tokenizer can belong to a model.

    Raises:
        SettingsError: it has tokens that the model does not know, or no end of a turn.
    """
    size = model.config.get_text_config().vocab_size
    ends = end_tokens(model)
    if tokenizer.vocabulary_size > size or not ends & tokenizer.control_ids:
        raise SettingsError(
            f"The tokenizer ({tokenizer.vocabulary_size} tokens) does not belong to the model "
            f"({size}): set TERMWISE_MODEL to a folder with one model's files, or run "
            "`termwise model download` again."
        )


def end_tokens(model: PreTrainedModel) -> frozenset[int]:
    """The ids that end an answer."""
    own = model.generation_config.eos_token_id if model.generation_config else None
    ids = model.config.eos_token_id if own is None else own
    return frozenset([ids] if isinstance(ids, int) else ids or ())


def _bitsandbytes(quantization: Quantization, dtype: torch.dtype) -> BitsAndBytesConfig | None:
    if quantization == "nf4":
        return BitsAndBytesConfig(
            load_in_4bit=True,
            bnb_4bit_quant_type="nf4",
            bnb_4bit_use_double_quant=True,
            bnb_4bit_compute_dtype=dtype,
        )
    if quantization == "int8":
        # Threshold 0: no outlier columns, so one person's tokens cannot change another's answer.
        return BitsAndBytesConfig(load_in_8bit=True, llm_int8_threshold=0.0)
    return None


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
