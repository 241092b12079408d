"""The project's own files: what is pinned, what is shipped, what the commands stand on."""

import json
import os
import re
import subprocess
import sys
import tomllib
import venv
from importlib import metadata
from pathlib import Path

import open_lab
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
BINDER = ROOT / ".binder"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
NEEDED = [Requirement(x) for x in PROJECT["project"]["dependencies"] + EXTRAS["test"]]
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


def lines(path):
    """Return what a requirements file says, comments apart."""
    found = path.read_text(encoding="utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]


def pins(name):
    """Return what a constraints file pins, as {package: version}."""
    found = [re.fullmatch(r"([\w.-]+)==([\w.]+)", line) for line in lines(ROOT / ".ci" / name)]
    assert all(found), "each line has the form name==version"
    return {canonicalize_name(one[1]): one[2] for one in found}


# --- versions -------------------------------------------------------------------------------


def test_every_package_that_is_needed_is_pinned_to_a_version_that_the_project_allows():
    """Follow what the installed packages ask for, on this system."""
    pinned, seen = pins("constraints.txt"), set()
    waiting = [(one, "") for one in NEEDED]  # each with the extra of whatever asks for it
    for one in NEEDED:
        assert one.specifier.contains(pinned[canonicalize_name(one.name)]), one
    if pinned["jupyterlab"] != metadata.version("jupyterlab"):
        pytest.skip("other versions than the pinned ones are installed")
    while waiting:
        one, asked = waiting.pop()
        if one.marker and not one.marker.evaluate({"extra": asked}):
            continue
        for extra in one.extras or {""}:
            name = canonicalize_name(one.name)
            if (name, extra) not in seen:
                seen.add((name, extra))
                assert name in pinned, f"{name} is not pinned in .ci/constraints.txt"
                waiting += [(Requirement(x), extra) for x in metadata.requires(one.name) or []]
    assert len(seen) > 80


def test_the_oldest_versions_are_those_that_the_project_allows():
    least = {}
    for one in NEEDED:
        for bound in one.specifier:
            assert bound.operator == ">=", one
            least[canonicalize_name(one.name)] = ".".join((bound.version + ".0.0").split(".")[:3])
    assert least.items() <= pins("oldest.txt").items()


def test_the_same_python_is_asked_for_everywhere():
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert PROJECT["tool"]["ruff"]["target-version"] == "py311"
    assert "(3, 11)" in (ROOT / ".tools" / "setup.sh").read_text()
    image = (BINDER / "runtime.txt").read_text().strip().removeprefix("python-")
    assert f'"{image}"' in (ROOT / ".github" / "workflows" / "ci.yml").read_text()


# --- files ----------------------------------------------------------------------------------


def test_all_that_there_is_is_tidy_shipped_and_licensed():
    assert {path.parts[0] for path in tracked() if path.parts[0][0] != "."} <= TOP
    package = ROOT / "helpers"
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["helpers"]
    shipped = {path.relative_to(ROOT) for p in patterns for path in package.glob(p)}
    for path in (path for path in tracked() if path.parts[0] == "helpers"):
        assert path.suffix == ".py" or path in shipped, f"{path} is not in package-data"
        assert path.suffix != ".py" or (ROOT / path.parent / "__init__.py").exists(), path
    for name in PROJECT["project"]["license-files"]:
        assert (ROOT / name).read_text().strip()


def test_each_module_has_its_tests():
    """A module has its own, or shares those of its room, or is imported by those of a widget."""
    tests = {path.stem: path.read_text(encoding="utf-8") for path in ROOT.glob("tests/test_*.py")}
    everything = "\n".join(tests.values())
    for path in tracked():
        if path.parts[0] == "helpers" and path.suffix == ".py" and path.name != "__init__.py":
            names = {f"test_{part.removesuffix('.py')}" for part in path.parts[1:]}
            whole = ".".join(path.with_suffix("").parts)
            assert names & set(tests) or f"from {whole} import" in everything, path


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
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(workflows[0].read_text().replace("runs-on:", "runs_on:"))
    done = subprocess.run([*command, *workflows, wrong], capture_output=True, text=True)
    named = re.findall(r"^ +(\S+\.yml)::", done.stdout, re.MULTILINE)
    assert set(named) == {str(wrong)}, done.stdout


needs_shell = pytest.mark.skipif(os.name == "nt", reason="the commands are tested on POSIX systems")


@needs_shell
@pytest.mark.parametrize("name", [".ci/run", ".tools/setup.sh", ".binder/postBuild"])
def test_scripts_can_be_run(name):
    assert os.access(ROOT / name, os.X_OK)
    shell = (ROOT / name).read_text().splitlines()[0].split("/")[-1].split()[-1]
    assert shell == "python3" or subprocess.run([shell, "-n", str(ROOT / name)]).returncode == 0


@needs_shell
def test_make_explains_itself():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    said = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make ([a-z-]+) ", said, re.MULTILINE)) == {
        name for name in targets if not name.startswith("setup")
    }


# --- opening JupyterLab, here and in an image (repo2docker's conventions) -------------------


@pytest.mark.parametrize("number", ["02", "2"])
def test_a_notebook_is_found_by_its_number(number):
    assert open_lab.notebook(number) == "notebooks/02_convolution_1d.ipynb"


@pytest.mark.parametrize("number", ["77", "02_convolution_1d", "*"])
def test_what_there_is_is_said(number):
    with pytest.raises(ValueError, match=r"there is no notebook .*'02_convolution_1d'"):
        open_lab.notebook(number)


def test_a_show_that_was_closed_with_its_window_does_not_go_on(tmp_path):
    open_lab.end_show(tmp_path)
    assert list(tmp_path.iterdir()) == []  # without a show nothing is written
    path = tmp_path / "jupyterlab-slideshow" / "plugin.jupyterlab-settings"
    path.parent.mkdir()
    kept = '{\n  // Decks\n  "showCodeCellPrompt": true,\n  "active": %s\n}'
    path.write_text(kept % "true")
    open_lab.end_show(tmp_path)
    assert path.read_text() == kept % "false"


@pytest.mark.parametrize(
    ("environ", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "darwin", True),
        ({"CI": "true", "DISPLAY": ":0"}, "linux", False),
    ],
)
def test_a_browser_is_opened_where_there_is_a_display(environ, platform, shown):
    assert bool(open_lab.has_display(environ, platform)) is shown


def test_an_image_has_the_project_in_the_versions_that_were_tested_together():
    assert {path.name for path in BINDER.iterdir()} == {
        "postBuild", "requirements.txt", "runtime.txt",
    }  # fmt: skip
    assert lines(BINDER / "requirements.txt") == ["-c ../.ci/constraints.txt", ".[present]"]


def test_an_image_begins_at_the_start_page_with_the_settings_of_the_course(tmp_path):
    venv.create(tmp_path, with_pip=False)
    found = [tmp_path / "bin" / "python", tmp_path / "Scripts" / "python.exe"]
    python = next(path for path in found if path.exists())
    subprocess.run([python, BINDER / "postBuild"], check=True, cwd=tmp_path)
    config = json.loads((tmp_path / "etc" / "jupyter" / "jupyter_lab_config.json").read_text())
    assert (ROOT / config["LabApp"]["default_url"].removeprefix("/lab/tree/")).is_file()
    text = (tmp_path / "share" / "jupyter" / "lab" / "settings" / "overrides.json").read_text()
    settings = json.loads(text)["@jupyterlab/apputils-extension:notification"]
    assert settings == {"fetchNews": "false", "checkForUpdates": False}
