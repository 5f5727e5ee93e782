"""The Excel add-in, built from its sources in ``macros/`` without Excel."""

from mtqg_xl.addin.checking import check, refuse_faults
from mtqg_xl.addin.faults import Fault, SourcesProblem
from mtqg_xl.addin.package import Container, Tables, package_bytes, project_of
from mtqg_xl.addin.sources import SourceFile, Sources, load_sources, sources_folder

__all__ = [
    "Container",
    "Fault",
    "SourceFile",
    "Sources",
    "SourcesProblem",
    "Tables",
    "check",
    "load_sources",
    "package_bytes",
    "project_of",
    "refuse_faults",
    "sources_folder",
]
