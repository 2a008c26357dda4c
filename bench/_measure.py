"""What every bench shares: interleaved runs, medians with their spread, the machine, the result file and its table."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

# A start that compiles every module again measures the compiler: bytecode is written in the warming turn and kept.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
HOUSE = Path(__file__).parent.parent
RESULTS = HOUSE / "bench/results"
README = HOUSE / "bench/README.md"


def shared() -> Path:
    """The folder of public records beside the checkout (or ONRECORD_SHARED); exits 2, saying so, when there is none."""
    folder = Path(os.environ.get("ONRECORD_SHARED", HOUSE.parent / "shared"))
    if not folder.is_dir():
        sys.exit("bench: the folder of shared records is not beside the checkout; name one in ONRECORD_SHARED")
    return folder


def interleaved(timed: dict[str, Callable[[], float]], runs: int) -> dict[str, list[float]]:
    """Seconds of each of `timed`, `runs` times in turn (a, b, c, a, b, c, ...), after one warming turn not counted."""
    if runs < 7:
        sys.exit(f"bench: a median needs at least 7 runs; received {runs}; for example: --runs 11")
    seconds: dict[str, list[float]] = {name: [] for name in timed}
    for turn in range(runs + 1):
        for name, run in timed.items():
            took = run()
            if turn:
                seconds[name].append(took)
    return seconds


def wall(command: Sequence[str], allowed: Sequence[int] = (0,)) -> float:
    """Seconds of wall time that a process takes, its start included; exits 2 when its exit code is not allowed."""
    started = time.perf_counter()
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=ENVIRONMENT)
    took = time.perf_counter() - started
    if done.returncode not in allowed:
        sys.exit(f"bench: exit {done.returncode} from {' '.join(command)}\n{done.stderr}")
    return took


def inside(code: str) -> float:
    """Seconds that `code` takes inside a new interpreter, the interpreter's own start left out."""
    timing = f"import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
    command = [sys.executable, "-c", timing]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=ENVIRONMENT)
    if done.returncode:
        sys.exit(f"bench: {code}\n{done.stderr}")
    return float(done.stdout)


def figures(seconds: list[float]) -> dict[str, Any]:
    """Median, quartiles and extremes, in milliseconds."""
    low, middle, high = statistics.quantiles(seconds, n=4, method="inclusive")
    named = {"median": middle, "quartile_1": low, "quartile_3": high, "least": min(seconds), "most": max(seconds)}
    return {"runs": len(seconds)} | {f"{name}_ms": round(value * 1000, 1) for name, value in named.items()}


def ratio(over: list[float], under: list[float]) -> dict[str, float]:
    """over/under as a ratio of medians, with the quartiles of the ratios of the runs made side by side."""
    low, _, high = statistics.quantiles([a / b for a, b in zip(over, under, strict=True)], n=4, method="inclusive")
    middle = statistics.median(over) / statistics.median(under)
    return {"median": round(middle, 2), "quartile_1": round(low, 2), "quartile_3": round(high, 2)}


def machine(packages: Sequence[str]) -> dict[str, str]:
    """The machine and the versions that a result belongs to; no host name, no path."""
    model, memory = platform.machine(), "unknown memory"
    if Path("/proc/cpuinfo").exists():
        named = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
        model = named[1] if named else model
        kib = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
        memory = f"{round(int(kib[1]) / 2**20)} GiB" if kib else memory
    return {
        "processor": model,
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "memory": memory,
        "system": platform.system(),
        "python": platform.python_version(),
        **{name: metadata.version(name) for name in packages},
    }


def table(result: dict[str, Any]) -> str:
    """The result as Markdown: the ratios and what they are held to, then what was timed, then the machine."""
    lines = ["| ratio | median | quartiles | held to |", "|---|---|---|---|"]
    for name, one in result["ratios"].items():
        held = f"at most {one['held_to']}" if "held_to" in one else ""
        lines.append(f"| {name} | {one['median']} | {one['quartile_1']}-{one['quartile_3']} | {held} |")
    if result["timed"]:
        lines += ["", "| timed | median ms | quartiles | least-most | runs |", "|---|---|---|---|---|"]
    for name, one in result["timed"].items():
        lines.append(
            f"| {name} | {one['median_ms']} | {one['quartile_1_ms']}-{one['quartile_3_ms']} "
            f"| {one['least_ms']}-{one['most_ms']} | {one['runs']} |"
        )
    for one in result.get("tables", []):
        lines += ["", one["title"], "", f"| {' | '.join(one['columns'])} |", f"|{'---|' * len(one['columns'])}"]
        lines += [f"| {' | '.join(map(str, row))} |" for row in one["rows"]]
    on = ", ".join(f"{key} {value}" for key, value in result["machine"].items())
    notes = "".join(f"{note}. " for note in result.get("notes", []))
    return "\n".join([*lines, "", f"{notes}Measured on {result['measured_on']}: {on}."])


def fill(text: str, name: str, result: dict[str, Any]) -> str:
    """The README's text with the table of bench `name` between its two marks."""
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    if begin not in text or end not in text:
        sys.exit(f"bench: bench/README.md needs the lines {begin} and {end}")
    return f"{text.partition(begin)[0]}{begin}\n{table(result)}\n{end}{text.partition(end)[2]}"


def publish(name: str, result: dict[str, Any]) -> None:
    """Write bench/results/NAME.json, set its table into bench/README.md, and print the table."""
    result = {"measured_on": dt.date.today().isoformat(), **result}
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    README.write_text(fill(README.read_text(encoding="utf-8"), name, result), encoding="utf-8")
    print(table(result))
