"""The small demo model: its tokenizer, its made-up dialogues, its training and its evaluation."""
