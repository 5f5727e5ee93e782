"""A learnt form as the text of a form file."""
