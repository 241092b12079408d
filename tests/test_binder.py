"""The files from which Binder and JupyterHub build an image (repo2docker's conventions)."""

import json
import os
import re
import subprocess
import tomllib
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BINDER = ROOT / ".binder"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def lines():
    """Return what the requirements file says, comments apart."""
    text = (BINDER / "requirements.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_the_project_is_installed_in_the_versions_that_were_tested_together():
    constraints, project = lines()
    option, path = constraints.split()
    assert option == "-c"
    assert (BINDER / path).resolve() == ROOT / ".ci" / "constraints.txt"
    assert project == ".[present]"  # seen from the top folder, and not editable
    assert "present" in PROJECT["optional-dependencies"]


def test_the_python_is_one_that_the_project_allows_and_ci_tests():
    name = (BINDER / "runtime.txt").read_text(encoding="utf-8").strip()
    version = re.fullmatch(r"python-(3\.\d+)", name)[1]
    assert int(version[2:]) >= int(PROJECT["requires-python"].removeprefix(">=3."))
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert f'"{version}"' in workflow


def test_no_other_file_is_there():
    names = {path.name for path in BINDER.iterdir()}
    assert names == {"postBuild", "requirements.txt", "runtime.txt"}


@pytest.mark.skipif(os.name == "nt", reason="images are built on Linux")
def test_the_script_can_be_run():
    assert os.access(BINDER / "postBuild", os.X_OK)


def test_jupyterlab_begins_at_the_start_page_with_the_settings_of_the_course(tmp_path):
    venv.create(tmp_path, with_pip=False)
    found = [tmp_path / "bin" / "python", tmp_path / "Scripts" / "python.exe"]
    python = next(path for path in found if path.exists())
    subprocess.run([python, BINDER / "postBuild"], check=True, cwd=tmp_path)
    config = json.loads((tmp_path / "etc" / "jupyter" / "jupyter_lab_config.json").read_text())
    start = config["LabApp"]["default_url"]
    assert (ROOT / start.removeprefix("/lab/tree/")).is_file()
    settings = tmp_path / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    assert settings.read_bytes() == (ROOT / ".tools/lab-settings/overrides.json").read_bytes()
