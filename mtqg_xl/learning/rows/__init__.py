"""The rows of a table: their numbering, what each sums up, which are not the form's own."""
