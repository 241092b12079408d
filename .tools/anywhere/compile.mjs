// Turn the modules of unpacked wheels into bytecode, with the Python that will read it:
// node compile.mjs PYODIDE FOLDER. Without this, each visitor's browser does it at every start.
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

const [place, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(place, "pyodide.mjs")));
const pyodide = await loadPyodide({ indexURL: resolve(place) + "/" });
pyodide.FS.mkdirTree("/wheels");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: resolve(folder) }, "/wheels");
pyodide.runPython(`
import py_compile
from pathlib import Path

unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
for path in Path("/wheels").rglob("*.py"):
    shown = str(path.relative_to("/wheels").relative_to(path.relative_to("/wheels").parts[0]))
    made = path.with_suffix(".pyc")
    py_compile.compile(path, made, shown, doraise=True, invalidation_mode=unchecked)
    path.unlink()
`);
