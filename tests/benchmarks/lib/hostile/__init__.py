"""Files nobody would make on purpose, except to break what reads them."""
