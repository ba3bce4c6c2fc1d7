"""The engine beside other ways to generate, on the same random weights."""
