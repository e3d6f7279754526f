"""A clean environment with the built wheel in it, outside the repository, made once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REQUIRED = os.environ.get("AGORASCOPE_INDEX") == "required"


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)  # noqa: S603 - our own


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it with the extra `notebook`, pinned, into an environment with nothing else.

    Where no package index can be reached the tests are left out, unless AGORASCOPE_INDEX says `required`, as CI does.
    """
    folder = tmp_path_factory.mktemp("installed")
    built = _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    assert built.returncode == 0, built.stderr
    [wheel] = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    pip = (folder / "env" / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    done = _run(*pip, "--constraint", ROOT / "constraints.txt", f"{wheel}[notebook]")
    if done.returncode and not REQUIRED:
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr
    return folder / "env"


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with three pages and a script, and nothing of the repository."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "pages").mkdir()
    for page in sorted((ROOT / "corpora" / "discussions").glob("*-dev.txt")):
        shutil.copy(page, folder / "pages" / page.name)
    shutil.copy(folder / "pages" / "en-dev.txt", folder / "page.txt")
    shutil.copy(Path(__file__).with_name("smoke.py"), folder / "smoke.py")
    return folder
