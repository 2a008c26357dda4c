"""What must not be in the tree: paths of a machine, host names of a registry, copies of the shared records."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
SHARED = Path(os.environ.get("ONRECORD_SHARED", HOUSE.parent / "shared"))
MADE = re.compile(r"\.venv|\.git|build|dist|__pycache__|\.\w+_cache|\.hypothesis")
# Spelled in parts, so that this file passes its own test.
HOSTS = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "deb.debian" + ".org", "crates" + ".io")
PATHS = re.compile(r"(?<![\w./~-])/(?:work|root|home|Users|opt|mnt)/[\w.-]", re.I)
INDEX = re.compile(r"https?://\S+/simple\b|--(?:extra-)?index-url[ =]\S*://")


def files() -> list[Path]:
    """The files that git holds or would take; all but the made ones where there is no git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True)
    if listed.returncode == 0:
        found = [HOUSE / name for name in listed.stdout.split("\0") if name]
    else:
        found = [p for p in HOUSE.rglob("*") if not any(map(MADE.fullmatch, p.relative_to(HOUSE).parts))]
    return [p for p in found if p.is_file()]


def test_no_path_of_a_machine_and_no_host_of_a_registry() -> None:
    wrong = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if any(host in line for host in HOSTS) or INDEX.search(line) or PATHS.search(line):
                wrong.append(f"{path.relative_to(HOUSE)}:{number}: {line[:120]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "line", ["see /" + "work/shared/x", "cd /" + "root/.cache", "open('/" + "home/ana/s.txt')", "http" + "s://a.example/simple"]
)
def test_the_patterns_find_what_they_should(line: str) -> None:
    assert PATHS.search(line) or INDEX.search(line)


@pytest.mark.parametrize("line", ["../shared/data", "https://www.fec.gov/home/work/x", "src/home/a", "/usr/local/bin"])
def test_the_patterns_leave_the_rest(line: str) -> None:
    assert not PATHS.search(line)
    assert not INDEX.search(line)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of shared records is not beside the checkout")
def test_no_file_is_a_copy_of_a_shared_one() -> None:
    sizes: dict[int, list[Path]] = {}
    for path in SHARED.rglob("*"):
        if path.is_file() and path.stat().st_size:
            sizes.setdefault(path.stat().st_size, []).append(path)

    def digest(path: Path) -> str:
        return hashlib.sha256(path.read_bytes()).hexdigest()

    copies = [
        f"{mine.relative_to(HOUSE)} is {theirs.relative_to(SHARED)}"
        for mine in files()
        for theirs in sizes.get(mine.stat().st_size, [])
        if digest(mine) == digest(theirs)
    ]
    assert not copies, "\n".join(copies)
