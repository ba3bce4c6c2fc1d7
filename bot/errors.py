"""The error tree.

TermwiseError
├── UserError            its text is written for a person and may be shown as it is
│   └── SettingsError    a setting is missing or wrong; the command line exits with code 2
└── EngineError          the model failed; a person is told so in general words
"""


class TermwiseError(Exception):
    """Everything that Termwise raises on purpose."""


class UserError(TermwiseError):
    """A sentence for a person, which says what to do."""


class SettingsError(UserError):
    """A setting is missing or wrong; the sentence names the variable and how to get it."""


class EngineError(TermwiseError):
    """The model could not produce an answer."""
