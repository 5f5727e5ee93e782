"""The rules of a form as a linear system over its cells."""
