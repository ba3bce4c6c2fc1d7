"""Repeated questions: how many are answered from the cache, and how many wrongly."""
