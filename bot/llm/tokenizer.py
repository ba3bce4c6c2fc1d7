"""The chat template by segments, so that no text from outside can become a control token.

A chat template applied to a whole conversation and then tokenized turns ``<|im_end|>`` typed by
a person into the real end of a turn. Here the template is rendered around placeholders: the
pieces between them are the template's own and may hold control tokens; each message's content
is encoded by a second tokenizer that knows no added tokens at all.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from jinja2 import TemplateError
from tokenizers import Tokenizer
from tokenizers.decoders import DecodeStream

from bot.errors import EngineError, SettingsError
from conversation_store.threads import Message

_PLACEHOLDER = re.compile("\ue000(\\d+)\ue001")
_REMEMBERED = 2048  # answers
_SURROGATE = re.compile("[\ud800-\udfff]")


class _ChatTemplate(Protocol):
    """The part of a transformers tokenizer that is used here."""

    def apply_chat_template(self, conversation: list[dict[str, str]], **options: Any) -> Any: ...


class ChatTokenizer:
    """Encodes conversations for one model, and decodes its answers."""

    def __init__(self, template: _ChatTemplate, control: Tokenizer) -> None:
        """Take the model's chat template and its tokenizer, added tokens included.

        Raises:
            SettingsError: the template or the tokenizer cannot be used safely.
        """
        self._template = template
        self._control = control
        self._plain = _without_added_tokens(control)
        self._refuse_spelled_control_tokens()
        if not self._renders(("system", "user")):
            raise SettingsError(
                "The model's chat template takes no system message: set "
                "TERMWISE_MODEL to a model that does, such as a Qwen2.5 model."
            )
        self.takes_late_system = self._renders(("system", "user", "system", "user"))
        self.control_ids = frozenset(control.get_added_tokens_decoder())
        self.vocabulary_size = control.get_vocab_size()
        self._said: OrderedDict[tuple[str, str], array[int]] = OrderedDict()
        self._said_lock = Lock()  # prompts are built beside the event loop

    @classmethod
    def load(cls, folder: Path) -> ChatTokenizer:
        """Load the tokenizer that lies beside a model's weights.

        Raises:
            SettingsError: the folder holds no tokenizer with a chat template.
        """
        from transformers import AutoTokenizer  # heavy: only when a model is really loaded

        try:
            tokenizer = AutoTokenizer.from_pretrained(
                folder, trust_remote_code=False, local_files_only=True
            )
            # The file itself: transformers' class for a kind of model rebuilds a tokenizer from
            # its vocabulary, with that kind's own way to cut words, whatever the file says.
            control = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # tokenizers raises nothing narrower
            raise SettingsError(
                f"There is no tokenizer in {folder} that can be read: set TERMWISE_MODEL "
                "to a folder with a whole model in it, or run `termwise model download` again."
            ) from error
        if not getattr(tokenizer, "chat_template", None):
            raise SettingsError(
                f"The tokenizer in {folder} has no chat template: set "
                "TERMWISE_MODEL to an instruction-tuned (chat) model."
            )
        return cls(tokenizer, control)

    def encode(self, text: str) -> list[int]:
        """Token ids of a text from outside; never a control token."""
        return self._plain.encode(_encodable(text), add_special_tokens=False).ids

    def decode(self, token_ids: Sequence[int]) -> str:
        """The text of whole token ids, control tokens left out."""
        return self._control.decode(list(token_ids), skip_special_tokens=True)

    def encode_chat(self, messages: Sequence[Message], cache_salt: str = "") -> list[int]:
        """Token ids of a conversation, up to where the assistant's answer begins.

        Args:
            messages: the conversation.
            cache_salt: whose answers are known by their very tokens; see ``remember``.
        """
        rendered = self._render([message.role for message in messages])
        token_ids: list[int] = []
        # Splitting by a group puts the numbers of the placeholders at the odd places.
        for place, piece in enumerate(_PLACEHOLDER.split(rendered)):
            if place % 2:
                token_ids += self.encode_content(messages[int(piece)], cache_salt)
            elif piece:
                token_ids += self._control.encode(piece, add_special_tokens=False).ids
        return token_ids

    def encode_content(self, message: Message, cache_salt: str = "") -> Sequence[int]:
        """Token ids of what a message says, those it was generated as if they are known.

        Args:
            message: without the template around it.
            cache_salt: as in ``encode_chat``.
        """
        if message.role == "assistant":
            with self._said_lock:
                if (said := self._said.get((cache_salt, message.content))) is not None:
                    return said
        return self.encode(message.content)

    def remember(self, answer: str, token_ids: Sequence[int], cache_salt: str = "") -> None:
        """Keep the very tokens that a model generated, for when the answer is history.

        Encoded anew a text may fall into other tokens, and what was computed for those that the
        model chose could not be used again. Tokens that control are not kept: an answer is text.

        Args:
            answer: its text.
            token_ids: what it was generated as.
            cache_salt: only for prompts of the same salt, so that nobody's tokens become another's.
        """
        if self.control_ids.isdisjoint(token_ids):
            with self._said_lock:
                self._said[cache_salt, answer] = array("i", token_ids)
                self._said.move_to_end((cache_salt, answer))
                if len(self._said) > _REMEMBERED:
                    self._said.popitem(last=False)

    def detokenizer(self) -> Detokenizer:
        """A new detokenizer for one answer."""
        return Detokenizer(self._control)

    def _refuse_spelled_control_tokens(self) -> None:
        """A vocabulary may hold a control token as an ordinary word too, for anybody to type."""
        for token_id, token in self._control.get_added_tokens_decoder().items():
            if token_id in self.encode(token.content) and not token.content.isspace():
                raise SettingsError(
                    f"The model's tokenizer makes its control token {token.content} of plain "
                    "text, so anybody could type it: set TERMWISE_MODEL to another model."
                )

    def _render(self, roles: Sequence[str]) -> str:
        conversation = [
            {"role": role, "content": f"\ue000{place}\ue001"} for place, role in enumerate(roles)
        ]
        rendered = self._template.apply_chat_template(
            conversation, tokenize=False, add_generation_prompt=True
        )
        return str(rendered)

    def _renders(self, roles: Sequence[str]) -> bool:
        try:
            return len(_PLACEHOLDER.findall(self._render(roles))) == len(roles)
        except TemplateError:  # a template may raise on an order of roles that it does not know
            return False


class Detokenizer:
    """Turns token ids into text as they come, never emitting half a character."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._stream = DecodeStream(skip_special_tokens=True)
        self._pending: list[int] = []

    def step(self, token_id: int) -> str:
        """The text that is complete with this token, perhaps none yet.

        Raises:
            EngineError: no token has this id.
        """
        try:
            text = self._stream.step(self._tokenizer, token_id)
        except (TypeError, OverflowError) as error:
            raise EngineError(f"the model gave a token that does not exist: {token_id}") from error
        self._pending = [] if text else [*self._pending, token_id]
        return text or ""

    def close(self) -> str:
        """What an answer that ended within a character still held back."""
        return self._tokenizer.decode(self._pending, skip_special_tokens=True)


def _without_added_tokens(tokenizer: Tokenizer) -> Tokenizer:
    definition = json.loads(tokenizer.to_str())
    definition["added_tokens"] = []
    definition["post_processor"] = None
    return Tokenizer.from_str(json.dumps(definition))


def _encodable(text: str) -> str:
    """Lone surrogates cannot be encoded as UTF-8: they become U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)
