"""A VBA project made from sources, and read back ([MS-OVBA]): no Excel takes part in it."""

from mtqg_xl.addin.vba.modules import Kind, Module, document
from mtqg_xl.addin.vba.project import Project, project_bytes
from mtqg_xl.addin.vba.reading import BrokenProjectError, read_project

__all__ = ["BrokenProjectError", "Kind", "Module", "Project", "document", "project_bytes", "read_project"]
