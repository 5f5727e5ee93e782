"""The columns of a table: codes, measures, and what each computes."""
