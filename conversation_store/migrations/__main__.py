"""Write the migration that leads from the last one to ``schema.py``.

Usage: ``python -m conversation_store.migrations "Add the reviews"``. Read what it wrote: Alembic
sees neither a renamed column nor the condition of an index.
"""

from __future__ import annotations

import sys

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from conversation_store.migrations import configuration, upgrade


def main(message: str) -> None:
    """Write ``versions/NNNN_message.py`` from the difference.

    Args:
        message: what changes, as a commit would say it.
    """
    with create_engine("sqlite://").begin() as connection:
        upgrade(connection)
        config = configuration(connection)
        count = len(list(ScriptDirectory.from_config(config).walk_revisions()))
        command.revision(config, message, autogenerate=True, rev_id=f"{count + 1:04}")


if __name__ == "__main__":
    main(sys.argv[1])
