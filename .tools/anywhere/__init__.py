"""The course where nothing is installed: in the browser, in a frame, in an upload.

`pyodide` fetches Python for the browser and `wheels` what the course needs there; `lite` builds
JupyterLite around them; `site` adds pages, decks and a start page.
"""
