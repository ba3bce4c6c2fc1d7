"""Everything that must not be lost: threads, the inbox and feedback, on SQLite or PostgreSQL."""
