"""The links of XBRL as tables: what an arc joins, and which arcs are prohibited.

An arc leads from a locator, which names a concept, to a label; or to a locator that names a label
of another linkbase, which is how one taxonomy prohibits a label of another (XBRL 2.1, 3.5.3.9.7.5:
of equivalent arcs the highest priority wins, and a prohibition wins among equals).
"""

from __future__ import annotations

CREATE = """
CREATE TABLE locator (file, link, label, target, fragment);
CREATE TABLE arc (file, link, origin, destination, prohibited, priority);
CREATE TABLE label (file, link, path, name, line, label, id, language, role, text);
CREATE TABLE joined (concept, label, prohibited, priority);
CREATE INDEX locator_label ON locator (file, link, label);
CREATE INDEX label_label ON label (file, link, label);
CREATE INDEX label_id ON label (name, id);
"""
LOCATOR = "INSERT INTO locator VALUES (:file, :link, :label, :target, :fragment)"
ARC = "INSERT INTO arc VALUES (:file, :link, :origin, :destination, :prohibited, :priority)"
LABEL = """
INSERT INTO label
VALUES (:file, :link, :path, :name, :line, :label, :id, :language, :role, :text)
"""
# CROSS JOIN keeps SQLite to this order of the tables, for which the indexes are made.
JOIN = """
INSERT INTO joined
SELECT concept, label, prohibited, priority FROM (
    SELECT locator.fragment AS concept, label.rowid AS label, prohibited, priority
    FROM arc
    CROSS JOIN locator ON (locator.file, locator.link, locator.label)
        = (arc.file, arc.link, arc.origin)
    CROSS JOIN label ON (label.file, label.link, label.label)
        = (arc.file, arc.link, arc.destination)
    UNION ALL
    SELECT locator.fragment, label.rowid, prohibited, priority
    FROM arc
    CROSS JOIN locator ON (locator.file, locator.link, locator.label)
        = (arc.file, arc.link, arc.origin)
    CROSS JOIN locator AS remote ON (remote.file, remote.link, remote.label)
        = (arc.file, arc.link, arc.destination)
    CROSS JOIN label ON (label.name, label.id) = (remote.target, remote.fragment)
)
LIMIT :most
"""
READ = """
SELECT concept, language, role, text, path, line
FROM (
    SELECT concept, label FROM joined GROUP BY concept, label
    HAVING MAX(CASE WHEN prohibited THEN -1000000000 ELSE priority END)
        > MAX(CASE WHEN prohibited THEN priority ELSE -1000000000 END)
) AS effective
CROSS JOIN label ON label.rowid = effective.label
WHERE language IS NOT NULL
ORDER BY concept, language, label.rowid
"""
