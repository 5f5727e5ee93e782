"""Whether the rules of a form can all hold, say nothing twice, and can each fail."""
