"""Every sentence a person may read, and every refusal, in one place.

The bottom room of the house: everybody may speak, so everybody may import it.
"""

from mtqg_xl.messages.errors import (
    AddinProblem,
    ArgumentProblem,
    CellProblem,
    DefinitionProblem,
    FileProblem,
    LearningProblem,
    MtqgError,
    OutputProblem,
    SelfCheckProblem,
)
from mtqg_xl.messages.text import current_language, in_vietnamese, known_codes, say, use_language

__all__ = [
    "AddinProblem",
    "ArgumentProblem",
    "CellProblem",
    "DefinitionProblem",
    "FileProblem",
    "LearningProblem",
    "MtqgError",
    "OutputProblem",
    "SelfCheckProblem",
    "current_language",
    "in_vietnamese",
    "known_codes",
    "say",
    "use_language",
]
