"""LoRA adapters beside a model's weights: loaded by name, and one in use at a time."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from safetensors.torch import load_file
from transformers import PreTrainedModel

from bot.errors import SettingsError

_WEIGHTS = "adapter_model.safetensors"
# What would change the model itself, and so the answers of those who did not ask for the adapter.
_CHANGING = ("modules_to_save", "trainable_token_indices")
_HARMLESS_BEGINNINGS = (True, False, "gaussian", "orthogonal", None)  # others rewrite the weights
_PREFIX = "base_model.model."  # of the names that peft saves


class Adapters:
    """The adapters of one model; called from the thread that runs the model."""

    def __init__(self, model: PreTrainedModel) -> None:
        """Begin with none."""
        self._model = model
        self._in_use: str | None = None
        self.names: set[str] = set()

    def load(self, name: str, folder: Path) -> None:
        """Load an adapter beside those that are there.

        Args:
            name: to ask for it by; never one that is taken, since what was computed with the
                other is still cached under it.
            folder: where peft saved it.

        Raises:
            SettingsError: it is no LoRA adapter for this model, or peft is not installed.
        """
        if name in self.names:
            raise SettingsError(f"An adapter named {name} is loaded already: name this one anew.")
        _check(name, folder)
        try:
            self._put_beside(name, folder)
        except ImportError as error:
            raise SettingsError("Adapters need peft: pip install 'termwise[adapters]'.") from error
        except (ValueError, RuntimeError, OSError, KeyError, TypeError, AttributeError) as error:
            reason = str(error).strip().partition("\n")[0]
            raise SettingsError(
                f"The adapter {name} in {folder} does not go with this model and "
                f"quantization: {reason}"
            ) from error
        self.names.add(name)

    def use(self, name: str | None) -> None:
        """Let the model be with one adapter, or with none."""
        if name == self._in_use:
            return
        for layer in self._layers():
            layer.enable_adapters(name is not None)
            if name is not None:
                layer.set_adapter(name)
        self._in_use = name

    def _put_beside(self, name: str, folder: Path) -> None:
        # Not the model's own load_adapter: it makes adapters that are there already anew.
        from peft import PeftConfig, inject_adapter_in_model, set_peft_model_state_dict

        config = PeftConfig.from_pretrained(str(folder))
        config.inference_mode = True
        weights = {
            key.removeprefix(_PREFIX): value for key, value in load_file(folder / _WEIGHTS).items()
        }
        if foreign := next((key for key in weights if "lora_" not in key), None):
            raise ValueError(f"it brings {foreign}, which is the model's own")
        self._in_use = name
        try:
            with warnings.catch_warnings():
                # That there will be several is what we want.
                warnings.filterwarnings("ignore", "Already found a `peft_config`", UserWarning)
                inject_adapter_in_model(config, self._model, adapter_name=name)
            result: Any = set_peft_model_state_dict(self._model, weights, adapter_name=name)
            if result.unexpected_keys:
                raise ValueError(f"the model has no place for {result.unexpected_keys[0]}")
        except BaseException:
            for layer in self._layers():
                layer.delete_adapter(name)
            raise
        finally:
            self._model.eval()
            self.use(None)

    def _layers(self) -> Iterator[Any]:
        """The layers that have something beside them."""
        from peft.tuners.tuners_utils import BaseTunerLayer

        return (module for module in self._model.modules() if isinstance(module, BaseTunerLayer))


def _check(name: str, folder: Path) -> None:
    """Refuse what is no LoRA adapter, and weights that could hold code."""
    try:
        config = json.loads((folder / "adapter_config.json").read_text(encoding="utf-8"))
        kind = config["peft_type"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"There is no adapter in {folder} for {name}.") from error
    if kind != "LORA":
        raise SettingsError(f"The adapter {name} is of the kind {kind}: only LoRA is served.")
    changing = [key for key in _CHANGING if config.get(key)]
    changing += ["bias"] if config.get("bias", "none") != "none" else []
    if config.get("init_lora_weights", True) not in _HARMLESS_BEGINNINGS:
        changing.append("init_lora_weights")
    if changing:
        raise SettingsError(
            f"The adapter {name} changes the model itself ({', '.join(changing)}), and so what is "
            "answered without it: train it with LoRA matrices alone."
        )
    if not (folder / _WEIGHTS).is_file():
        raise SettingsError(
            f"The adapter {name} has no {_WEIGHTS}: save it as safetensors, other files can hold "
            "code."
        )
