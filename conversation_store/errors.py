"""The error tree of the store.

::

    StoreError                    one sentence, which says what to do
    ├── DatabaseUnavailableError  it cannot be opened, reached or written to
    ├── DatabaseCorruptError      the file is damaged, or is no database
    └── DatabaseTooNewError       a newer version of the code has changed its tables
"""


class StoreError(Exception):
    """The store cannot do what was asked; nothing half done is kept."""


class DatabaseUnavailableError(StoreError):
    """The database cannot be opened, reached or written to."""


class DatabaseCorruptError(StoreError):
    """The file is damaged, or is no database."""


class DatabaseTooNewError(StoreError):
    """A newer version of the code has changed the tables."""
