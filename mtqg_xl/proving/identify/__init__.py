"""How far a form gives its own wrong figures away: structure, grades, remedies."""
