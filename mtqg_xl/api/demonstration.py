"""The whole job once, on the samples: check real reports, consolidate ten districts, trace a figure."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from mtqg_xl import api
from mtqg_xl.messages import ArgumentProblem, say

#: The figure traced back to its ten cells: the province's whole capital plan.
_TRACED = "BM16!N13"
_PERIOD = "2023-N"


def samples_folder() -> Path:
    """Where the sample workbooks are: in the checkout, or inside the installed package."""
    package = Path(str(resources.files("mtqg_xl")))
    for folder in (package / "_samples", package.parent / "samples"):
        if (folder / "real").is_dir():
            return folder
    raise ArgumentProblem("no_samples")


def run_demo(folder: str | os.PathLike[str]) -> Iterator[tuple[str, str]]:
    """Do the whole job and write into ``folder``; yields the lines to show as they come."""
    samples = samples_folder()
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    out = target / "cao_bang.xlsx"
    written = target / "ket_qua_kiem_tra.json"

    yield say("demo.check", folder=os.fspath(samples / "real")), "bold"
    yield "", ""
    real = api.check(samples / "real")
    yield from real.lines()
    real.save(written)

    districts = samples / "synthetic" / _PERIOD
    yield say("demo.consolidate", folder=os.fspath(districts)), "bold"
    total = api.consolidate([districts], period=_PERIOD)
    total.save(out)
    yield from total.lines(out)
    yield "", ""

    yield say("demo.trace", place=_TRACED), "bold"
    yield from api.trace(out, _TRACED).lines()
    yield "", ""

    yield say("demo.wrote"), "bold"
    yield f"  {out}: {say('demo.wrote_book')}", ""
    yield f"  {written}: {say('demo.wrote_json')}", ""
