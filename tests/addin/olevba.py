"""olevba as the independent reader of projects; what it warns of in its own libraries is not ours."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from oletools.olevba import VBA_Parser, decompress_stream


def decompressed(container: bytes) -> bytes:
    """What a compressed container holds."""
    return bytes(decompress_stream(bytearray(container)))


def sources_in(content: bytes) -> dict[str, str]:
    """The source of every module of a project or workbook, by the name with its ending."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = VBA_Parser("vbaProject.bin", data=content)
        try:
            return {name: source for _, _, name, source in parser.extract_macros()}
        finally:
            parser.close()


def suspicious_words(content: bytes) -> set[str]:
    """The kinds of words in the macros that olevba finds suspicious, or run by themselves."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = VBA_Parser("vbaProject.bin", data=content)
        try:
            found = parser.analyze_macros()
        finally:
            parser.close()
    return {str(word) for kind, word, _ in found if kind in ("Suspicious", "AutoExec")}
