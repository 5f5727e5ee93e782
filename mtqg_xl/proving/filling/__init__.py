"""Made-up figures that keep all rules of a form."""
