"""How the generated pages are made: every fact comes from the catalogue, nothing is written twice."""
