"""A Slack stand-in with a page, and the small demo model: Termwise without an account."""
