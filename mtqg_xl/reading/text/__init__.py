"""Texts as a person reads them, whatever font or program they came from, and keys to compare them by."""
