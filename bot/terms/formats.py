"""Reading glossary files, with errors that name file, line and field."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from bot.errors import SettingsError, UserError
from bot.question import Language, Term

_REQUIRED = ("concept", "language", "name", "field", "definition", "source")
_LANGUAGES: dict[str, Language] = {"zh": "zh", "en": "en"}
_COLUMNS = (*_REQUIRED, "abbreviation", "aliases", "related")


def read_csv(path: Path) -> Iterator[Term]:
    """Read terms from a CSV file (RFC 4180, UTF-8) with a header row.

    Args:
        path: a file with the columns of ``examples/finance/README.md``; several aliases or
            related concepts are separated by ``|``.

    Raises:
        UserError: the file cannot be read or a row is wrong.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise UserError(f"{path}: the header lacks the column(s) {', '.join(missing)}.")
            for row in rows:
                yield _term(row, f"{path}, line {rows.line_num}")
    except OSError as error:
        raise SettingsError(
            f"The glossary {path} cannot be read ({error.strerror}): correct TERMWISE_GLOSSARIES."
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8.") from error
    except csv.Error as error:
        raise UserError(f"{path}, line {rows.reader.line_num}: not valid CSV ({error}).") from error


def _term(row: dict[str, str | None], where: str) -> Term:
    if None in row or None in row.values():  # csv's way to say: too many, too few
        raise UserError(
            f"{where}: the row has more or fewer cells than the header; "
            "put a cell that holds a comma in quotation marks."
        )
    values = {name: (row[name] or "").strip() for name in _COLUMNS}
    for name in _REQUIRED:
        if not values[name]:
            raise UserError(f"{where}: the field {name} is empty.")
    language = _LANGUAGES.get(values["language"])
    if language is None:
        raise UserError(f"{where}: the field language must be zh or en.")
    return Term(
        concept=values["concept"],
        language=language,
        name=values["name"],
        definition=values["definition"],
        source=values["source"],
        field=values["field"],
        aliases=_several(values["aliases"]),
        abbreviation=values["abbreviation"],
        related=_several(values["related"]),
    )


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())
