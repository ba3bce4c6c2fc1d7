"""The fields of a standard answer as a file has them."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.faq.files.row import WHOLE_WORKSPACE
from bot.question import ANYWHERE
from conversation_store.standard_answers import StandardAnswer


def texts_of(answer: StandardAnswer) -> dict[str, str]:
    """The fields but for the wordings, as texts; what is not said is empty."""
    return {
        "question": answer.question,
        "answer": answer.answer,
        "language": answer.language,
        "audience": WHOLE_WORKSPACE if answer.audience == ANYWHERE else answer.audience,
        "owner": answer.owner,
        "verified_by": answer.verified_by,
        "verified_on": day_of(answer.verified_at),
        "expires_on": day_of(answer.expires_at),
        "status": answer.status,
        "id": str(answer.id) if answer.id else "",
    }


def day_of(moment: datetime | None) -> str:
    """The day of a moment in UTC, as 2027-12-31; empty for none."""
    return moment.astimezone(UTC).date().isoformat() if moment else ""
