"""What `.tools/setup.sh` installs, and when it leaves the environment alone."""

import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXTRAS = ("lab", "present", "test")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the commands are tested on POSIX systems")


@pytest.fixture
def project(tmp_path):
    """Return a copy of the project whose Python only writes down what it is asked for."""
    shutil.copytree(ROOT / ".tools", tmp_path / ".tools")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    python = tmp_path / "python"
    python.write_text(f"""#!/bin/sh
        case "$*" in
            *version_info\\[:2\\]*) echo 3.12 ;;
            "-m venv"*) echo made >> {tmp_path}/said
                mkdir -p .venv/bin; cp {python} .venv/bin/python ;;
            "-m pip"*) for last; do :; done; echo "$last" >> {tmp_path}/said ;;
        esac""")
    python.chmod(0o755)
    return tmp_path


def setup(project, extra):
    """Run setup.sh; return what it made or installed."""
    said = project / "said"
    said.write_text("")
    script = str(project / ".tools" / "setup.sh")
    environment = dict(os.environ, PYTHON=str(project / "python"))
    subprocess.run(["sh", script, extra], env=environment, check=True, capture_output=True)
    return said.read_text().split()


@pytest.mark.parametrize(
    ("extra", "what"), [("lab", "."), ("present", ".[present]"), ("test", ".[test]")]
)
def test_what_is_asked_for_is_installed_once(project, extra, what):
    assert setup(project, extra) == ["made", what]
    assert setup(project, extra) == []


@pytest.mark.parametrize("later", EXTRAS)
@pytest.mark.parametrize("first", EXTRAS)
def test_the_larger_includes_the_smaller(project, first, later):
    setup(project, first)
    missing = EXTRAS.index(later) > EXTRAS.index(first)
    assert setup(project, later) == ([f".[{later}]"] if missing else [])
    assert setup(project, first) == []


def test_an_environment_that_is_broken_is_made_anew(project):
    setup(project, "test")
    (project / ".venv" / "bin" / "python").unlink()
    assert setup(project, "present") == ["made", ".[present]"]


def test_other_requirements_make_it_anew(project):
    setup(project, "test")
    (project / "pyproject.toml").write_text("")
    assert setup(project, "lab") == ["made", "."]


def test_what_there_is_not_is_refused(project):
    with pytest.raises(subprocess.CalledProcessError) as caught:
        setup(project, "rest")
    assert b"but no rest" in caught.value.stderr
    assert not (project / ".venv").exists()


def test_the_tests_have_all_that_presenting_needs():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    assert set(extras["present"]) <= set(extras["test"])
