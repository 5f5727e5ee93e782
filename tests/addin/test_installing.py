"""Installing for the user: one entry in the registry however often, others' entries untouched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mtqg_xl.addin.installing import Machine, install, uninstall
from mtqg_xl.messages import OutputProblem

OTHER = '/R "C:\\Program Files\\Solver\\SOLVER.XLAM"'
MORE = '"tien_ich.xlam"'
ENGINE = ("C:\\Nguyễn Văn Ánh\\.venv\\Scripts\\python.exe", "-m", "mtqg_xl")


@dataclass
class FakeRegistry:
    """Options of Excel by version; ``done`` lists what was changed."""

    kept: dict[str, dict[str, str]]
    done: list[tuple[str, ...]] = field(default_factory=list)

    def versions(self) -> list[str]:
        return list(self.kept)

    def options(self, version: str) -> Mapping[str, str]:
        return dict(self.kept.get(version, {}))

    def set_option(self, version: str, name: str, value: str) -> None:
        self.done.append(("set", version, name))
        self.kept.setdefault(version, {})[name] = value

    def remove_option(self, version: str, name: str) -> None:
        self.done.append(("remove", version, name))
        del self.kept[version][name]


@dataclass
class Office:
    """A machine made up, and what was unblocked on it."""

    machine: Machine
    registry: FakeRegistry
    unblocked: list[Path]

    @property
    def options(self) -> dict[str, str]:
        return self.registry.kept["16.0"]

    def install(self, content: bytes = b"x") -> Path:
        return install(self.machine, content, ENGINE, Path.write_bytes)


def office(tmp_path: Path, kept: dict[str, dict[str, str]]) -> Office:
    registry, unblocked = FakeRegistry(kept), list[Path]()
    machine = Machine(tmp_path / "Nguyễn Văn Ánh & Co" / "AddIns", registry, unblocked.append)
    return Office(machine, registry, unblocked)


def test_the_file_is_put_into_the_users_folder_unblocked_and_named_in_the_options(tmp_path: Path) -> None:
    made = office(tmp_path, {"16.0": {"Font": "Arial"}})
    place = made.install(b"content")
    assert place == made.machine.folder / "mtqg.xlam"
    assert place.read_bytes() == b"content"
    assert made.unblocked == [place]
    assert made.options == {"Font": "Arial", "OPEN": f'"{place}"'}


def test_the_engine_to_start_is_noted_down_beside_it_and_taken_away_with_it(tmp_path: Path) -> None:
    made = office(tmp_path, {"16.0": {}})
    note = made.install().with_name("mtqg_chuong_trinh.txt")
    assert note.read_bytes().startswith(b"\xff\xfe"), "as the add-in reads files"
    assert note.read_text("utf-16").split("\n") == [ENGINE[0], "-m mtqg_xl", ""]
    uninstall(made.machine)
    assert list(made.machine.folder.iterdir()) == []
    install(made.machine, b"x", ("D:\\mtqg_xl.exe",), Path.write_bytes)
    assert note.read_text("utf-16").splitlines() == ["D:\\mtqg_xl.exe", ""]


def test_it_comes_after_the_addins_of_others(tmp_path: Path) -> None:
    made = office(tmp_path, {"16.0": {"OPEN": OTHER, "OPEN1": MORE}})
    place = made.install()
    assert made.options == {"OPEN": OTHER, "OPEN1": MORE, "OPEN2": f'"{place}"'}
    assert made.registry.done == [("set", "16.0", "OPEN2")]


def test_installing_again_changes_the_file_and_nothing_else(tmp_path: Path) -> None:
    made = office(tmp_path, {"16.0": {"OPEN": OTHER}})
    made.install(b"old")
    before, done = dict(made.options), len(made.registry.done)
    place = made.install(b"new")
    assert place.read_bytes() == b"new"
    assert made.options == before
    assert len(made.registry.done) == done


def test_an_entry_for_an_earlier_place_of_it_is_replaced(tmp_path: Path) -> None:
    for earlier in ('"D:\\Tải về\\MTQG.xlam"', "mtqg.xlam", '/R "\\\\máy chủ\\chung\\mtqg.xlam"'):
        made = office(tmp_path, {"16.0": {"OPEN": earlier, "OPEN1": OTHER}})
        place = made.install()
        assert made.options == {"OPEN": OTHER, "OPEN1": f'"{place}"'}, earlier


def test_every_excel_since_2010_gets_it_and_a_new_machine_that_of_2016(tmp_path: Path) -> None:
    made = office(tmp_path, {"12.0": {}, "14.0": {}, "16.0": {}})
    made.install()
    assert {version: len(options) for version, options in made.registry.kept.items()} == {
        "12.0": 0,
        "14.0": 1,
        "16.0": 1,
    }
    fresh = office(tmp_path, {})
    fresh.install()
    assert list(fresh.registry.kept) == ["16.0"]


def test_taking_it_away_leaves_the_addins_of_others_numbered_without_a_gap(tmp_path: Path) -> None:
    made = office(tmp_path, {"16.0": {"OPEN": OTHER}})
    place = made.install()
    made.options["OPEN2"] = MORE
    assert uninstall(made.machine) is True
    assert made.options == {"OPEN": OTHER, "OPEN1": MORE}
    assert not place.exists()
    assert uninstall(made.machine) is False


def test_while_excel_holds_the_file_it_is_not_taken_away_by_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = office(tmp_path, {"16.0": {"OPEN": OTHER}})
    place = made.install()
    before = dict(made.options)

    def held(_path: Path) -> None:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", held)
        with pytest.raises(OutputProblem, match=r"mtqg\.xlam"):
            uninstall(made.machine)
    assert made.options == before
    assert place.exists()


def test_more_than_ten_addins_keep_their_order(tmp_path: Path) -> None:
    kept = {f"OPEN{at or ''}": f'"a{at}.xlam"' for at in range(12)}
    made = office(tmp_path, {"16.0": dict(sorted(kept.items()))})
    place = made.install()
    assert made.options == {**kept, "OPEN12": f'"{place}"'}
    uninstall(made.machine)
    assert made.options == kept


def test_nothing_is_registered_when_the_file_cannot_be_written(tmp_path: Path) -> None:
    def refuse(path: Path, _content: bytes) -> None:
        raise OutputProblem("open_elsewhere", path=str(path))

    made = office(tmp_path, {"16.0": {}})
    with pytest.raises(OutputProblem):
        install(made.machine, b"x", ENGINE, refuse)
    assert made.registry.done == []
    assert made.unblocked == []


def test_names_that_only_end_alike_are_not_taken_for_it(tmp_path: Path) -> None:
    kept = {"OPEN": '"C:\\a\\cu_mtqg.xlam"', "OPEN1": '"C:\\mtqg.xlam\\khac.xlam"'}
    made = office(tmp_path, {"16.0": dict(kept)})
    made.install()
    assert made.options.items() >= kept.items()
    assert len(made.options) == 3
