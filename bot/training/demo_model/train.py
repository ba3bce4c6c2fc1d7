"""Train the demo model from nothing, on made-up conversations."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from shutil import rmtree

import torch
from rich.console import Console
from rich.progress import Progress, TaskID
from torch.nn.functional import cross_entropy
from torch.nn.utils import clip_grad_norm_
from torch.optim import AdamW
from transformers import GenerationConfig, Qwen2ForCausalLM

from bot.errors import UserError
from bot.llm.tokenizer import ChatTokenizer
from bot.training.demo_model.checkpoint import load_checkpoint, save_checkpoint
from bot.training.demo_model.curriculum import stage_at
from bot.training.demo_model.curve import draw_curve
from bot.training.demo_model.dialogues import DialogueWriter
from bot.training.demo_model.examples import Batch, batches
from bot.training.demo_model.network import answer_logits, new_model
from bot.training.demo_model.rounding import rounded
from bot.training.demo_model.tokenizer import build_tokenizer, end_of_turn

_STEPS, _FAST_STEPS = 4700, 80
_TOKENS, _FAST_TOKENS = 6000, 2000  # in a batch
_LEARNING_RATE = 6e-4
_FINAL_SHARE = 0.05  # of the learning rate, at the last step
_WARM_UP = 60  # steps
_ROUNDED_FROM = 0.85  # of the steps: from here on every second one learns to bear NF4
_CHUNK = 100  # steps between checkpoints
_CHECKPOINTS = ".training"


def train(
    output: Path, *, steps: int | None, fast: bool, seed: int, resume: bool, threads: int
) -> None:
    """Train a model and save it as transformers loads it, with its loss curve beside it.

    Args:
        output: the folder to write; until the end a checkpoint lies in its ``.training``.
        steps: updates of the weights; ``None`` for the usual number.
        fast: a smaller model and a short training, to see that everything works.
        seed: equal seeds give equal models on one machine, resumed or not.
        resume: go on from the checkpoint, if there is one.
        threads: processor threads to use.

    Raises:
        UserError: the folder cannot be written, or its checkpoint is that of another training.
    """
    # A head that copies looks nearly nowhere else: numbers too small to be normal, which are slow.
    torch.set_flush_denormal(True)
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    try:
        (output / _CHECKPOINTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{output} cannot be written ({error.strerror}): name another.") from error
    tokenizer = build_tokenizer()
    tokenizer.save_pretrained(output)
    end_token = end_of_turn(tokenizer)
    trainer = Trainer(
        new_model(tokenizer, small=fast),
        Lessons(ChatTokenizer.load(output), end_token, seed, _FAST_TOKENS if fast else _TOKENS),
        output / _CHECKPOINTS,
    )
    losses = trainer.run(steps or (_FAST_STEPS if fast else _STEPS), resume=resume)
    draw_curve(losses, output / "loss.png")
    _save(trainer.model, output, end_token)
    rmtree(trainer.folder)


class Lessons:
    """The batches of a training, the same whether it runs through or is resumed."""

    def __init__(self, tokenizer: ChatTokenizer, end_token: int, seed: int, tokens: int) -> None:
        """Plan batches of about ``tokens`` tokens, decided by ``seed``."""
        self._tokenizer = tokenizer
        self._end_token = end_token
        self._seed = seed
        self._tokens = tokens

    def chunk(self, first: int, steps: int) -> Iterator[Batch]:
        """Batches without end, for the steps from ``first`` on in a training of ``steps``."""
        rng = random.Random(f"{self._seed}/{first}")  # noqa: S311 - it must be repeatable
        writer = DialogueWriter(rng, stage_at(first, steps).mixture, held_out=False)
        return batches(writer, self._tokenizer, self._end_token, rng, self._tokens)


class Trainer:
    """Runs one training."""

    def __init__(self, model: Qwen2ForCausalLM, lessons: Lessons, folder: Path) -> None:
        """Take the model to train, what to learn, and the folder for checkpoints."""
        self.model = model
        self.folder = folder
        self._lessons = lessons
        self._optimizer = AdamW(
            model.parameters(), lr=_LEARNING_RATE, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )

    def run(self, steps: int, *, resume: bool) -> list[float]:
        """Train to the end.

        Args:
            steps: all the updates, those before a resumed checkpoint counted in.
            resume: begin at the checkpoint, if there is one.

        Returns:
            The loss at each step, in nats per token.
        """
        self.folder.mkdir(exist_ok=True)
        losses = load_checkpoint(self.folder, self.model, self._optimizer) if resume else []
        self.model.train()
        with Progress(console=Console(stderr=True)) as progress:
            if resume:
                progress.console.print(f"Going on after step {len(losses)}.")
            bar = progress.add_task("training", total=steps, completed=len(losses))
            saved = len(losses)
            try:
                while len(losses) < steps:
                    self._chunk(losses, steps, progress, bar)
                    save_checkpoint(self.folder, self.model, self._optimizer, losses)
                    saved = len(losses)
            except KeyboardInterrupt:
                progress.console.print(f"Stopped. --resume goes on after step {saved}.")
                raise
        return losses

    def _chunk(self, losses: list[float], steps: int, progress: Progress, bar: TaskID) -> None:
        first = len(losses)
        count = min(_CHUNK - first % _CHUNK, steps - first)
        for _, batch in zip(range(count), self._lessons.chunk(first, steps), strict=False):
            step = len(losses)
            rounding = step >= _ROUNDED_FROM * steps and step % 2 == 1
            losses.append(self._update(batch, _rate(step, steps), rounding=rounding))
            progress.update(bar, advance=1, description=f"loss {losses[-1]:.3f}")
        mean = sum(losses[first:]) / count
        progress.console.print(f"step {len(losses)} of {steps}: loss {mean:.4f}")

    def _update(self, batch: Batch, rate: float, *, rounding: bool) -> float:
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        self._optimizer.zero_grad()
        with rounded(self.model) if rounding else nullcontext():
            with _precision():
                logits = answer_logits(self.model, batch)
            loss = cross_entropy(logits.float(), batch.targets)
            loss.backward()
        clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimizer.step()
        return loss.item()


def _rate(step: int, steps: int) -> float:
    """Linear warm-up, then a cosine down to a small share of the learning rate."""
    if step < _WARM_UP:
        return _LEARNING_RATE * (step + 1) / _WARM_UP
    done = (step - _WARM_UP) / max(steps - _WARM_UP, 1)
    return _LEARNING_RATE * (_FINAL_SHARE + (1 - _FINAL_SHARE) * (1 + math.cos(math.pi * done)) / 2)


def _precision() -> AbstractContextManager[None]:
    """Products in bfloat16 where the processor multiplies matrices in it (nearly twice as fast)."""
    able = bool(torch.cpu.get_capabilities().get("amx_bf16"))
    return torch.autocast("cpu", torch.bfloat16, enabled=able)


def _save(model: Qwen2ForCausalLM, output: Path, end_token: int) -> None:
    model.generation_config = GenerationConfig(eos_token_id=end_token, do_sample=False)
    model.half().save_pretrained(output)
