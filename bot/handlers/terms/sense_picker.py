"""Asking which sense of a word is meant, with a button for each."""

from __future__ import annotations

import re
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.mrkdwn import clean
from bot.handlers.questions import Intake
from bot.handlers.slack_text import escape
from bot.handlers.terms.texts import in_both
from bot.handlers.texts import WORDS, both
from bot.question import Language, Term, language_of
from bot.terms.glossary import Glossary
from bot.terms.senses import EVERY_SENSE
from bot.terms.terminology import Ambiguity
from conversation_store.errors import StoreError

log = structlog.get_logger(__name__)

Block = dict[str, Any]

_MOST_SENSES = 10
_LONGEST_LABEL = 75  # characters, Slack's limit for a button
_LONGEST_DEFINITION = 300
_LONGEST_BLOCK_ID = 255
_PREFIX = "senses/"  # of the block's id, which holds the question's ts and the word asked about


def picker_text(unclear: Ambiguity, language: Language) -> str:
    """The question back: which sense is meant."""
    return WORDS[language]["which_sense"].format(name=_one_line(unclear.name))


def picker_blocks(unclear: Ambiguity, language: Language, question_ts: str) -> list[Block]:
    """Each sense with its definition, and a button for each.

    Args:
        unclear: the word and its senses.
        language: the language of the interface.
        question_ts: the question that is asked again with the chosen sense.
    """
    senses = unclear.senses[:_MOST_SENSES]
    lines = [f"*{escape(_title(term))}*  {escape(_short(term.definition))}" for term in senses]
    buttons = [_button(n, _title(term), term.concept) for n, term in enumerate(senses)]
    buttons.append(_button(len(senses), WORDS[language]["every_sense"], EVERY_SENSE))
    block_id = f"{_PREFIX}{question_ts}/{unclear.name}"
    if len(block_id) > _LONGEST_BLOCK_ID:
        block_id = f"{_PREFIX}{question_ts}"
    return [
        *({"type": "section", "text": {"type": "mrkdwn", "text": line}} for line in lines),
        {"type": "actions", "block_id": block_id, "elements": buttons},
    ]


def register_sense_picker(app: AsyncApp, intake: Intake, glossary: Glossary) -> None:
    """Ask a question again with the sense that somebody has chosen."""

    @app.action(re.compile("^choose_sense:"))
    async def chosen(
        ack: AsyncAck,
        body: dict[str, Any],
        action: dict[str, Any],
        respond: AsyncRespond,
        client: AsyncWebClient,
    ) -> None:
        await ack()
        channel, user, message = body["channel"]["id"], body["user"]["id"], body["message"]

        async def tell(text: str) -> None:
            thread_ts = message.get("thread_ts", message["ts"])
            await client.chat_postEphemeral(
                channel=channel, user=user, thread_ts=thread_ts, text=text
            )

        question_ts, _, name = action["block_id"].removeprefix(_PREFIX).partition("/")
        try:
            if not await _is_sense(glossary, action["value"], name):
                await tell(in_both("sense_gone"))
                return
            # Whoever clicks first decides: the message asks once.
            event_id = f"choose_sense/{channel}/{message['ts']}"
            asked = await intake.ask_again(
                channel, question_ts, user, event_id, senses=(action["value"],)
            )
        except StoreError as error:
            log.error("sense not taken in", reason=str(error))
            await tell(in_both("store"))
            return
        if asked == "new":
            await respond(replace_original=True, text=f"✓ {escape(action['text']['text'])}")
        else:  # the label stays that of who was first
            await tell(both("not_known_any_more") if asked == "gone" else in_both("chosen"))


async def _is_sense(glossary: Glossary, concept: str, name: str) -> bool:
    """Whether a word still has this sense: terms are renamed and taken back while people think.

    Args:
        glossary: as it is now.
        concept: what was chosen.
        name: the word as it stands in the question; empty in messages of older versions.
    """
    if concept == EVERY_SENSE:
        return True
    await glossary.refresh()
    if not name:
        found = await glossary.get([(concept, "zh"), (concept, "en")])
        return any(term.status == "approved" for term in found.values())
    names = {span.name for span in glossary.spans(name)} | {glossary.misspelled(name) or name}
    senses = await glossary.senses(names, language_of(name))
    return any(term.concept == concept for several in senses.values() for term in several)


def _button(place: int, label: str, concept: str) -> Block:
    return {
        "type": "button",
        "action_id": f"choose_sense:{place}",
        "text": {"type": "plain_text", "text": label[:_LONGEST_LABEL]},
        "value": concept,
    }


def _title(term: Term) -> str:
    return f"{_one_line(term.name)} ({_one_line(term.field)})"


def _short(text: str) -> str:
    text = _one_line(text)
    return text if len(text) <= _LONGEST_DEFINITION else f"{text[: _LONGEST_DEFINITION - 1]}…"


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
