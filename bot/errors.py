"""The error tree.

::

    TermwiseError
    ├── UserError            its text is written for a person and may be shown as it is
    │   └── SettingsError    a setting is missing or wrong; the command line exits with code 2
    ├── EngineError          the model failed; a person is told so in general words
    ├── ReplyStopped         the asker stopped the answer: generating ends, nothing is wrong
    ├── ReplyFailed          the answer can be shown nowhere any more (channel archived, ...)
    ├── AccessLost           Slack refuses our token: nothing can be shown until it is replaced
    └── LeaseLost            the question is somebody else's now, or not what it was
"""


class TermwiseError(Exception):
    """Everything that Termwise raises on purpose."""


class UserError(TermwiseError):
    """A sentence for a person, which says what to do."""


class SettingsError(UserError):
    """A setting is missing or wrong; the sentence names the variable and how to get it."""


class EngineError(TermwiseError):
    """The model could not produce an answer."""


class ReplyStopped(TermwiseError):  # noqa: N818 - it is a request, not a fault
    """The asker stopped the answer."""


class ReplyFailed(TermwiseError):  # noqa: N818 - named beside ReplyStopped
    """The answer can be shown nowhere any more."""


class AccessLost(TermwiseError):  # noqa: N818 - named beside ReplyFailed
    """Slack refuses the token: no answer can be shown, and none is wrong."""


class LeaseLost(TermwiseError):  # noqa: N818 - likewise
    """The question is not ours to answer any more; not a word may be written."""
