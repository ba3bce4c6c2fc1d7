"""Termwise: a colleague in Slack who knows the company's field and its words."""
