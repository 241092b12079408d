"""The project's own files: what is pinned, what is shipped, what the two commands stand on."""

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
TOP = {"LICENSE", "LICENSE-text", "Makefile", "README.md", "helpers", "images", "notebooks"}
TOP |= {"CITATION.cff", "CONTRIBUTING.md", "pyproject.toml", "tests"}


def tracked():
    """Return the files that the project consists of."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is not a checkout with git")
    return [Path(line) for line in said.stdout.splitlines() if (ROOT / line).exists()]


def pins(name):
    """Return what a constraints file pins, as {package: version}."""
    lines = (ROOT / ".ci" / name).read_text().splitlines()
    found = [re.fullmatch(r"([\w.-]+)==([\w.]+)", x) for x in lines if not x.startswith("#")]
    assert all(found), "each line has the form name==version"
    return {canonicalize_name(one[1]): one[2] for one in found}


def requirements():
    """Return what the project asks for, to run and to be tested."""
    project = PROJECT["project"]
    return [
        Requirement(x) for x in project["dependencies"] + project["optional-dependencies"]["test"]
    ]


# --- versions -------------------------------------------------------------------------------


def test_pins_are_versions_that_the_project_allows():
    pinned = pins("constraints.txt")
    for one in requirements():
        assert one.specifier.contains(pinned[canonicalize_name(one.name)]), one


def test_every_package_that_is_needed_is_pinned():
    """Follow what the installed packages ask for, on this system."""
    pinned, waiting, seen = pins("constraints.txt"), requirements(), set()
    if pinned["jupyterlab"] != metadata.version("jupyterlab"):
        pytest.skip("other versions than the pinned ones are installed")
    while waiting:
        one = waiting.pop()
        extras = one.extras or {""}
        if one.marker and not one.marker.evaluate({"extra": ""}):
            continue
        for extra in extras:
            name = canonicalize_name(one.name)
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            assert name in pinned, f"{name} is not pinned in .ci/constraints.txt"
            for text in metadata.requires(one.name) or []:
                more = Requirement(text)
                if not more.marker or more.marker.evaluate({"extra": extra}):
                    more.marker = None
                    waiting.append(more)
    assert len(seen) > 80


def test_the_oldest_versions_are_those_that_the_project_allows():
    least = {}
    for one in requirements():
        for bound in one.specifier:
            assert bound.operator == ">=", one
            least[canonicalize_name(one.name)] = bound.version
    least = {name: ".".join((v + ".0.0").split(".")[:3]) for name, v in least.items()}
    assert least.items() <= pins("oldest.txt").items()


def test_the_same_python_is_asked_for_everywhere():
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert PROJECT["tool"]["ruff"]["target-version"] == "py311"
    assert "(3, 11)" in (ROOT / ".tools" / "setup.sh").read_text()


# --- files ----------------------------------------------------------------------------------


def test_the_top_level_is_tidy():
    names = {path.parts[0] for path in tracked()}
    assert {name for name in names if not name.startswith(".")} <= TOP


def test_every_file_of_the_package_is_shipped():
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["helpers"]
    package = ROOT / "helpers"
    shipped = {path.relative_to(ROOT) for p in patterns for path in package.glob(p)}
    for path in tracked():
        if path.parts[0] == "helpers" and path.suffix != ".py":
            assert path in shipped, f"{path} is not among the package data in pyproject.toml"


def test_every_folder_of_the_package_is_a_package():
    folders = {path.parent for path in tracked() if path.parts[0] == "helpers"}
    for folder in folders:
        has_code = any((ROOT / folder).glob("*.py"))
        assert not has_code or (ROOT / folder / "__init__.py").exists(), folder


def test_each_module_has_its_tests():
    """A module has its own, or shares those of its room, or is imported by those of a widget."""
    tests = {path.stem: path.read_text(encoding="utf-8") for path in ROOT.glob("tests/test_*.py")}
    everything = "\n".join(tests.values())
    for path in tracked():
        if path.parts[0] == "helpers" and path.suffix == ".py" and path.name != "__init__.py":
            names = {f"test_{part.removesuffix('.py')}" for part in path.parts[1:]}
            whole = ".".join(path.with_suffix("").parts)
            assert names & set(tests) or f"from {whole} import" in everything, path


def test_licences_are_there():
    for name in PROJECT["project"]["license-files"]:
        assert (ROOT / name).read_text().strip()


def test_nothing_points_to_a_package_index():
    pattern = re.compile(
        rb"https?://(files|registry|deb|pypi)\.|--(extra-)?index-url", re.IGNORECASE
    )
    for path in tracked():
        if path != Path("tests/test_project.py"):
            assert not pattern.search((ROOT / path).read_bytes()), path


# --- commands -------------------------------------------------------------------------------


def test_the_workflows_fit_their_schema(tmp_path):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    command += ["vendor.github-workflows"]
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    done = subprocess.run([*command, *workflows], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(workflows[0].read_text().replace("runs-on:", "runs_on:"))
    assert subprocess.run([*command, wrong], capture_output=True).returncode == 1


def test_the_settings_of_jupyterlab_are_json():
    text = (ROOT / ".tools" / "lab-settings" / "overrides.json").read_text()
    settings = json.loads(text)["@jupyterlab/apputils-extension:notification"]
    assert settings == {"fetchNews": "false", "checkForUpdates": False}


needs_shell = pytest.mark.skipif(os.name == "nt", reason="the commands are tested on POSIX systems")


@needs_shell
@pytest.mark.parametrize("name", [".ci/run", ".tools/setup.sh"])
def test_scripts_can_be_run(name):
    assert os.access(ROOT / name, os.X_OK)
    shell = (ROOT / name).read_text().splitlines()[0].split("/")[-1].split()[-1]
    assert subprocess.run([shell, "-n", str(ROOT / name)]).returncode == 0


@needs_shell
def test_make_explains_itself():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    said = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make ([a-z-]+) ", said, re.MULTILINE)) == {
        name for name in targets if not name.startswith("setup")
    }
