"""Who may decide about terms: their owners, and the reviewers."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.handlers.review.clicks import Click
from bot.question import Term
from conversation_store.records import Audit

_SLACK_USER = re.compile(r"[UW][A-Z0-9]{2,}")


class Deciders:
    """Knows them by their ids, and records what they did and what others tried.

    Args:
        reviewers: Slack user ids of those who may decide about every term.
        audit: keeps the record.
    """

    def __init__(self, reviewers: Collection[str], audit: Audit) -> None:
        self._reviewers = tuple(dict.fromkeys(reviewers))
        self._audit = audit

    def of(self, term: Term | None) -> tuple[str, ...]:
        """Those who may decide about a term; None is one that is not in the glossary yet."""
        return self.of_owner(term.owner if term else "")

    def of_owner(self, owner: str) -> tuple[str, ...]:
        """Those who may decide about what somebody owns; the owner may be any name, or nobody."""
        owners = (owner,) if _SLACK_USER.fullmatch(owner) else ()
        return tuple(dict.fromkeys((*owners, *self._reviewers)))

    def responsible_for(self, owner: str, *, in_public: bool) -> tuple[str, ...]:
        """Those who are told of what somebody owns.

        Args:
            owner: any name, or nobody.
            in_public: whether everybody may read it; else its owner alone is told, if they are in
                Slack, for reviewers may not be where it can be read.
        """
        if not in_public and _SLACK_USER.fullmatch(owner):
            return (owner,)
        return self.of_owner(owner)

    def is_reviewer(self, user_id: str) -> bool:
        """Whether somebody may decide about every term."""
        return user_id in self._reviewers

    async def allows(self, click: Click, term: Term | None, action: str) -> bool:
        """Whether whoever clicked may do so, by the ids that Slack vouches for.

        Args:
            click: whose it was.
            term: as the glossary has it now.
            action: what they want to do, for the record of refusals.

        Raises:
            StoreError: the refusal could not be recorded.
        """
        return await self.allows_owner(click, term.owner if term else "", action)

    async def allows_owner(self, click: Click, owner: str, action: str) -> bool:
        """Likewise for whatever somebody owns."""
        if click.is_ours and click.user_id in self.of_owner(owner):
            return True
        await self._record(click, action, allowed=False)
        return False

    async def allows_reviewer(self, click: Click, action: str) -> bool:
        """Likewise for what concerns no term that there is."""
        return await self.allows(click, None, action)

    async def record(self, click: Click, action: str) -> None:
        """Record what was done."""
        await self._record(click, action, allowed=True)

    async def _record(self, click: Click, action: str, *, allowed: bool) -> None:
        await self._audit.record(
            team_id=click.team_id, user_id=click.user_id, action=action, allowed=allowed
        )
