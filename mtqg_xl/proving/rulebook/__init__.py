"""All rules of the catalogue as people read them."""
