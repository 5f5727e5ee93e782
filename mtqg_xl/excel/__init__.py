"""The Python side of the ribbon button: not built yet."""
