"""What `.tools/setup.sh` installs, and when it leaves the environment alone."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
EXTRAS = ("lab", "present", "test")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the commands are tested on POSIX systems")


@pytest.fixture
def project(tmp_path):
    """Return a project whose Python only writes down what it is asked for."""
    (tmp_path / ".tools").mkdir()
    shutil.copy(TOP / ".tools" / "setup.sh", tmp_path / ".tools")
    (tmp_path / "pyproject.toml").write_text("[project]")
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


@pytest.mark.parametrize("later", EXTRAS)
@pytest.mark.parametrize("first", EXTRAS)
def test_what_is_missing_is_installed_once_and_the_larger_includes_the_smaller(
    project, first, later
):
    assert setup(project, first) == ["made", "." if first == "lab" else f".[{first}]"]
    assert setup(project, first) == []
    missing = EXTRAS.index(later) > EXTRAS.index(first)
    assert setup(project, later) == ([f".[{later}]"] if missing else [])
    assert setup(project, first) == []


def test_a_broken_environment_and_other_requirements_make_it_anew(project):
    setup(project, "test")
    (project / ".venv" / "bin" / "python").unlink()
    assert setup(project, "present") == ["made", ".[present]"]
    (project / "pyproject.toml").write_text("")
    assert setup(project, "lab") == ["made", "."]


def fake(version, fails="none"):
    """Return a script that answers like a Python of this version; `fails` is what it cannot do."""
    return f"""case "$*" in
        *"{fails}"*) exit 1 ;;
        *version_info\\[:2\\]*) echo {version} ;;
        *-m*) echo "made with {version}"; exit 9 ;;
        *) exit 0 ;;
    esac"""


OLD, BARE, BROKEN = fake("3.9", fails="(3, 11)"), fake("3.12", fails="ensurepip"), "exit 127"


@pytest.mark.parametrize(
    ("pythons", "said"),
    [
        ({}, ["Python 3.11 or newer is needed, and none was found."]),
        ({"python3": OLD}, ["Too old: python3 is 3.9."]),
        ({"python3": BARE}, ["sudo apt install python3.12-venv"]),
        (
            {"python3": OLD, "python3.14": BARE, "python3.13": BROKEN, "python3.12": fake("3.12")},
            ["Creating .venv with python3.12 (Python 3.12)", "made with 3.12"],
        ),
    ],
)
def test_the_first_python_that_will_do_is_taken_or_what_is_missing_said(project, pythons, said):
    """The only commands that there are lie in one folder, the Pythons among them."""
    found = project / "bin"
    found.mkdir()
    for name in ("cat", "cksum", "dirname", "rm"):
        (found / name).symlink_to(shutil.which(name))
    for name, script in pythons.items():
        (found / name).write_text(f"#!/bin/sh\n{script}\n")
        (found / name).chmod(0o755)
    command = ["/bin/sh", str(project / ".tools" / "setup.sh"), "lab"]
    done = subprocess.run(command, env={"PATH": str(found)}, capture_output=True, text=True)
    assert done.returncode != 0  # the last one's venv is none
    assert all(one in done.stdout + done.stderr for one in said)
