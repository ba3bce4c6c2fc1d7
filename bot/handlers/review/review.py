"""People own the glossary: all that they suggest, decide and recall in Slack."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.faq.frequent import FrequentQuestions
from bot.handlers.directory import Directory
from bot.handlers.faq.curating import Curating
from bot.handlers.faq.curation import open_curating, register_curating, waiting_for
from bot.handlers.faq.verdicts import Verdicts
from bot.handlers.home import About, Home, register_home
from bot.handlers.limiter import Limiter
from bot.handlers.review.clicks import Notices
from bot.handlers.review.deciders import Deciders
from bot.handlers.review.decisions import Decisions, Records
from bot.handlers.review.delivery import Delivery
from bot.handlers.review.field_menu import FieldMenu
from bot.handlers.review.recall import Recall, Usage, register_recall
from bot.handlers.review.reviewing import Reviewing, register_reviewing
from bot.handlers.review.suggesting import Suggesting, register_suggesting
from bot.handlers.review.taking_back import TakingBack, register_taking_back
from bot.terms.glossary import Glossary
from conversation_store.approvals import Approvals
from conversation_store.candidates import Candidates
from conversation_store.database import Database
from conversation_store.recalls import Recalls
from conversation_store.records import Audit
from conversation_store.suggestions import Suggestions
from conversation_store.term_changes import TermChanges
from conversation_store.terms import Terms
from conversation_store.used_terms import UsedTerms
from conversation_store.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Review:
    """The parts, connected with each other."""

    suggesting: Suggesting
    reviewing: Reviewing
    recall: Recall
    home: Home
    delivery: Delivery
    taking_back: TakingBack
    curating: Curating
    verdicts: Verdicts

    async def run(self) -> None:
        """Do what is due without anybody's click, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.recall.run())
            group.create_task(self.delivery.run())


def open_review(
    client: AsyncWebClient,
    limiter: Limiter,
    directory: Directory,
    database: Database,
    glossary: Glossary,
    about: About,
    reviewers: Collection[str],
    frequent: FrequentQuestions,
) -> Review:
    """Connect the parts.

    Args:
        client: calls Slack.
        limiter: shared by all that call it.
        directory: knows who may read a channel.
        database: keeps suggestions and decisions.
        glossary: is told of what is approved.
        about: what App Home tells everybody.
        reviewers: Slack user ids of those who may decide about every term.
        frequent: questions that were asked before, and their answers.
    """
    terms = Terms(database)
    records = Records(
        Suggestions(database),
        Approvals(database),
        terms,
        TermChanges(database),
        Wanted(database),
        Candidates(database),
    )
    deciders, notices = Deciders(reviewers, Audit(database)), Notices(client, limiter)
    decisions = Decisions(records, glossary, deciders, notices)
    menu = FieldMenu(terms, glossary)
    home = Home(
        client,
        about,
        glossary,
        decisions,
        records.wanted,
        records.candidates,
        partial(waiting_for, frequent, deciders),
    )
    curating, verdicts = open_curating(client, frequent, deciders, notices, directory, home.renew)
    usage = Usage(Recalls(database), UsedTerms(database), terms)
    return Review(
        Suggesting(client, records, decisions, notices, menu, home),
        Reviewing(client, decisions, notices, menu, home),
        Recall(client, usage, deciders, notices, directory),
        home,
        Delivery(records.suggestions, decisions),
        TakingBack(records, glossary, deciders, notices, home),
        curating,
        verdicts,
    )


def register_review(app: AsyncApp, review: Review) -> None:
    """Handle its modals, its buttons and the Home tab."""
    register_suggesting(app, review.suggesting)
    register_reviewing(app, review.reviewing)
    register_taking_back(app, review.taking_back)
    register_recall(app, review.recall)
    register_curating(app, review.curating)
    register_home(app, review.home)
