"""
The virtual environment that the scripts share, made with the standard library alone.

`.venv` is made once and its packages come from a lock file with hashes. A stamp with the lock's
digest tells the next run that there is nothing to do, without asking pip.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
_NEEDED = (3, 11)


def prepare(lock: str = RUNTIME) -> None:
    """
    Make `.venv` hold what *lock* lists, and this project itself.

    Raises:
        SystemExit: Python is too old, or pip failed; what to do is printed.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.version_info < _NEEDED:
        sys.exit("Cần Python 3.11 trở lên. / Python 3.11 or newer is needed: https://python.org")
    if _stamp(lock).is_file() or (lock == RUNTIME and _stamp(DEVELOPMENT).is_file()):
        return
    # Not to standard output, which may be going into a report's file.
    print(
        "Cài những gì còn thiếu, mất khoảng một phút… / Setting up, about a minute …",
        file=sys.stderr,
    )
    if not python().is_file():
        venv.create(VENV, with_pip=True)
    _pip("--require-hashes", "-r", str(ROOT / lock))
    _pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    for old in VENV.glob(".bantin-*"):
        old.unlink()
    _stamp(lock).touch()


def python() -> Path:
    """Return the environment's interpreter."""
    return program("python")


def program(name: str) -> Path:
    """Return a program of the environment, whether it is there yet or not."""
    return VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name


def run(*command: str | Path) -> int:
    """Run a command at the repository's root and return its exit code."""
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130


def _stamp(lock: str) -> Path:
    """Return the file that says: this lock, this project file and this Python are installed."""
    state = hashlib.sha256(sys.version.encode())
    for name in (lock, "pyproject.toml"):
        state.update((ROOT / name).read_bytes())
    return VENV / f".bantin-{lock}-{state.hexdigest()[:16]}"


def _pip(*arguments: str) -> None:
    quiet = ("--quiet", "--quiet", "--disable-pip-version-check", "--no-input")
    command = [str(python()), "-m", "pip", "install", *quiet, *arguments]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit(
            "Không cài được các gói cần thiết. Hãy kiểm tra kết nối mạng rồi chạy lại.\n"
            "The packages could not be installed. Check the network and run again."
        )
