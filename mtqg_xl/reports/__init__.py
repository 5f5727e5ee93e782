"""One set of results in several shapes: terminal, JSON, long tables."""
