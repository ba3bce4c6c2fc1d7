"""The senses of names before and after an import, in the language of SQLite.

A row is a term in one language that has a name: ``there`` is 1 where the glossary has it, and
``change`` is 1 or -1 where the import gives or takes the name. The glossary is read before the
import (a dry run) or after it (``:done``), and so each row tells of the other moment, too.
"""

from __future__ import annotations

CREATE = """
CREATE TABLE sense (name, concept, spelling, there, change);
CREATE TABLE grown (name, place, senses);
"""
INSERT = "INSERT INTO sense VALUES (?, ?, ?, ?, ?)"
_CONCEPTS = """
SELECT name, concept,
    MIN(CASE WHEN change = 1 THEN rowid END) AS place,
    SUM(there) - :done * SUM(change) > 0 AS had,
    SUM(there) + (1 - :done) * SUM(change) > 0 AS has
FROM sense
"""
GROWN = f"""
INSERT INTO grown
SELECT name, MIN(place), SUM(has) AS senses
FROM ({_CONCEPTS} GROUP BY name, concept)
GROUP BY name
HAVING MIN(place) IS NOT NULL AND senses > MAX(SUM(had), 1)
"""  # noqa: S608 - both parts are constants
EXAMPLES = """
SELECT grown.name, sense.spelling, senses
FROM grown CROSS JOIN sense ON sense.rowid = place
ORDER BY senses DESC, sense.spelling
LIMIT :most
"""
SENSES = f"""
SELECT concept FROM ({_CONCEPTS} WHERE name = :name GROUP BY concept)
WHERE has
ORDER BY had DESC, place, concept
LIMIT :most
"""  # noqa: S608 - likewise
