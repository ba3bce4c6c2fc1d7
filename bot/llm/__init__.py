"""The model: token ids in, token ids out."""
