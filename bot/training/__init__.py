"""Training: how the demo model is made."""
