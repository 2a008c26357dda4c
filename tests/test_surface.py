"""The public surface: the names a user may import, the version, and the packages the code leans on."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import onrecord

HOUSE = Path(__file__).parent.parent
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = [Requirement(x) for x in PROJECT["project"]["dependencies"]]
TOOLS = [Requirement(x) for x in PROJECT["dependency-groups"]["dev"]]


PUBLIC = [
    "Answer", "Contest", "InputError", "OnRecordError", "Record", "RecordError", "SourceError", "UnknownName",
    "__version__", "ask", "check", "load", "usd",
]  # fmt: skip


def test_public_names() -> None:
    assert onrecord.__all__ == PUBLIC == dir(onrecord)
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is getattr(onrecord, name)
    with pytest.raises(AttributeError, match="nothing"):
        _ = onrecord.nothing


def test_importing_the_package_imports_nothing_heavy() -> None:
    heavy = ("duckdb", "yaml", "click", "rich", "onrecord.store")
    code = f"import onrecord, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_one_version() -> None:
    assert onrecord.__version__ == PROJECT["project"]["version"]


def imported() -> set[str]:
    """Top-level names of other packages that src imports, at the top of a module or inside a function."""
    found: set[str] = set()
    for path in (HOUSE / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"onrecord"}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    provided = metadata.packages_distributions()
    used = {canonicalize_name(d) for name in imported() for d in provided.get(name, [f"{name} (not installed)"])}
    assert used == {canonicalize_name(r.name) for r in RUNTIME}


@pytest.mark.parametrize("needed", RUNTIME + TOOLS, ids=lambda r: r.name)
def test_each_dependency_is_locked_with_its_hashes_and_described(needed: Requirement) -> None:
    lock = (HOUSE / "requirements.lock").read_text(encoding="utf-8")
    pinned = rf"^{re.escape(canonicalize_name(needed.name))}==(\S+).*\n +--hash=sha256:[0-9a-f]{{64}}"
    found = re.search(pinned, lock, re.M)
    assert found, f"{needed.name} is not in requirements.lock: make lock"
    assert needed.specifier.contains(found[1]), f"{needed} but the lock has {found[1]}: make lock"
    told = (HOUSE / "docs/dependencies.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| {re.escape(needed.name)} \|", told, re.M), f"no row {needed.name} in docs/dependencies.md"
