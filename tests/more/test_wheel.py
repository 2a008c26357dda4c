"""A built wheel in a clean environment, away from the checkout, does what the checkout does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.more

HOUSE = Path(__file__).parent.parent.parent
BIN = Path(sys.executable).parent
UV = BIN / "uv"


def uv(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A run of uv with the index and the certificates that pip was told of, as the Makefile runs it."""
    told = ["sh", "-c", '. ./tools/index.sh && exec "$@"', "sh", UV]
    return subprocess.run(
        [*told, *arguments], cwd=HOUSE, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source archive, as an installer without a ready wheel would build it."""
    out = tmp_path_factory.mktemp("dist")
    done = uv("build", "--no-build-isolation", "--python", sys.executable, "--out-dir", out, HOUSE)
    assert done.returncode == 0, done.stderr
    [built] = out.glob("onrecord-*.whl")
    return built


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel and what it declares, at the locked versions, from uv's cache when it can."""
    folder = tmp_path_factory.mktemp("clean")
    assert uv("venv", "--python", sys.executable, folder / "venv").returncode == 0
    lock = (HOUSE / "requirements.lock").read_text(encoding="utf-8")
    pins = folder / "pins.txt"
    pins.write_text("\n".join(re.findall(r"^\S+==[^\\\n]+", lock, re.M)), encoding="utf-8")
    install = ["pip", "install", "--python", folder / "venv/bin/python", "--constraints", pins, wheel]
    done = uv(*install, "--offline")
    if done.returncode:
        done = uv(*install)
    assert done.returncode == 0, done.stderr
    return folder


def run(program: Path, arguments: Sequence[str], home: Path) -> tuple[int, str, str]:
    """Exit code, output and errors of a command run in an empty home, with nothing of the checkout in reach."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "LC_ALL", "TZ")}
    env = kept | {"HOME": str(home), "NO_COLOR": "1", "COLUMNS": "100"}
    done = subprocess.run(
        [program, *arguments], cwd=home, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120
    )
    return done.returncode, done.stdout, done.stderr


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    source = HOUSE / "src"
    ours = {
        path.relative_to(source).as_posix()
        for path in (source / "onrecord").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        extra = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
    assert names == ours
    assert extra
    kinds = {(Path(name).parts[1], Path(name).suffix) for name in names if len(Path(name).parts) > 2}
    for folder, suffix in [("measures", ".sql"), ("registry", ".yml"), ("sources", ".yml"), ("faces", ".py")]:
        assert (folder, suffix) in kinds


def test_the_checkout_is_not_what_the_clean_environment_imports(clean: Path) -> None:
    code, out, _ = run(clean / "venv/bin/python", ["-c", "import onrecord; print(onrecord.__file__)"], clean / "home")
    assert code == 0
    assert out.startswith(str(clean))


@pytest.mark.parametrize("arguments", [["--version"], ["sources"], ["check", "--json"]], ids=" ".join)
def test_the_wheel_says_what_the_checkout_says(clean: Path, arguments: list[str], tmp_path: Path) -> None:
    theirs = run(clean / "venv/bin/onrecord", arguments, tmp_path / "a/home")
    ours = run(BIN / "onrecord", arguments, tmp_path / "b/home")
    assert theirs == ours
    assert ours[0] in (0, 1), ours[2]
    assert ours[1]
