"""The compound file that a VBA project lives in: storages and streams in one file ([MS-CFB], version 3)."""

from mtqg_xl.addin.compound.writer import CompoundTooLargeError, write_compound

__all__ = ["CompoundTooLargeError", "write_compound"]
