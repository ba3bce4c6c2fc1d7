"""Repeated questions: the answer cache."""
