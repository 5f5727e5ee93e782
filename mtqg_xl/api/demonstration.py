"""The whole job once, on the samples: check real reports, consolidate ten districts, trace a figure."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from mtqg_xl import api
from mtqg_xl.messages import ArgumentProblem, OutputProblem, say


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
    plan = tomllib.loads((samples / "demo.toml").read_text(encoding="utf-8"))
    period, traced = plan["period"], plan["trace"]
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise OutputProblem("not_a_folder", path=os.fspath(folder)) from None
    out = target / "cao_bang.xlsx"
    written = target / "ket_qua_kiem_tra.json"

    yield say("demo.check", folder=os.fspath(samples / "real")), "bold"
    yield "", ""
    real = api.check(samples / "real")
    yield from real.lines()
    real.save(written)

    districts = samples / "synthetic" / period
    yield say("demo.consolidate", folder=os.fspath(districts)), "bold"
    total = api.consolidate([districts], period=period)
    total.save(out)
    yield from total.lines(out)
    yield "", ""

    yield say("demo.trace", place=traced), "bold"
    yield from api.trace(out, traced).lines()
    yield "", ""

    yield say("demo.wrote"), "bold"
    yield f"  {out}: {say('demo.wrote_book')}", ""
    yield f"  {written}: {say('demo.wrote_json')}", ""
