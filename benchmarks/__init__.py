"""Measurements; each module prints its figures and, as its last line, the same as JSON."""
