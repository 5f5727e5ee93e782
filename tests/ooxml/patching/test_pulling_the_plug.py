"""Processes killed in the midst of saving: the file is the old one or the new one, and no stray stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ooxml.patching.plug import PlugError, Scene, Tally, pull_the_plug, stop_before_each_step

# A longer run is asked for in this way.
KILLS = int(os.environ.get("MTQG_KILLS", "60"))
SEED = 20_240_229
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")


def test_killed_at_random_moments_nothing_is_ever_damaged(tmp_path: Path) -> None:
    tally = pull_the_plug(tmp_path, KILLS, SEED)
    assert tally.kills == KILLS
    assert sum(tally.contents.values()) == KILLS
    assert tally.contents.keys() & {"new 0", "new 1"}


@pytest.mark.parametrize("backup", [False, True])
def test_killed_before_any_step_of_a_save_nothing_is_ever_damaged(tmp_path: Path, backup: bool) -> None:
    tally = stop_before_each_step(tmp_path, backup=backup)
    assert tally.contents.keys() == {"old", "new 1"}
    # The last one came through; many of those before left their unfinished file.
    assert tally.contents["new 1"] > 1
    assert tally.remains > 3
    assert tally.kills > 15


def test_the_looking_sees_what_it_is_there_to_see(tmp_path: Path) -> None:
    scene = Scene.in_folder(tmp_path)
    scene.look(Tally())
    scene.target.write_bytes(next(reversed(scene.complete))[:-1])
    with pytest.raises(PlugError, match="neither old nor new"):
        scene.look(Tally())
    scene.target.unlink()
    scene.target.with_name("lạ.tmp").touch()
    with pytest.raises(PlugError, match="left after the next run"):
        scene.save_once_more()
    scene.source.with_name("lạ.tmp").touch()
    with pytest.raises(PlugError, match="beside the source"):
        scene.look(Tally())
    scene.source.write_bytes(b"changed")
    with pytest.raises(PlugError, match="source has changed"):
        scene.look(Tally())
