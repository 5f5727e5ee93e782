"""Everything that is wrong in the sources of the add-in, at once."""

from __future__ import annotations

from mtqg_xl.addin.callbacks import check_callbacks
from mtqg_xl.addin.faults import Fault, SourcesProblem
from mtqg_xl.addin.names import check_names
from mtqg_xl.addin.ribbon_xml import check_ribbons
from mtqg_xl.addin.source_check import check_sources
from mtqg_xl.addin.sources import Sources
from mtqg_xl.addin.texts import check_texts


def check(sources: Sources) -> list[Fault]:
    """The faults of ``sources``; none when an add-in can be built from them."""
    faults = check_sources(sources.files)
    faults += check_names(sources.files)
    ribbon, wrong = check_ribbons(sources.ribbon_2010, sources.ribbon_2007)
    faults += wrong
    if ribbon:
        faults += check_callbacks(ribbon, sources.files)
    faults += check_texts(sources.files, sources.texts)
    return faults


def refuse_faults(sources: Sources) -> None:
    """Raise :class:`SourcesProblem` with all the faults when there are any."""
    if faults := check(sources):
        raise SourcesProblem(faults)
