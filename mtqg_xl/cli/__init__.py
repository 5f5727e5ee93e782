"""The command line: one file a command, all of them through the api."""

from mtqg_xl.cli.main import main

__all__ = ["main"]
