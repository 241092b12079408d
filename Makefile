# The course's commands: for learners `make lab`, for teachers `make present`, for authors the rest.

CONSTRAINTS ?= .ci/constraints.txt
WORKERS ?= 3
NBVAL ?= --nbval

ifeq ($(OS),Windows_NT)
PY := .venv/Scripts/python.exe
else
PY := .venv/bin/python
endif

export PYTHON

.PHONY: help lab present slides slides-pdf pages lite site student grading test test-site frameworks \
    lint notebooks bench clean setup setup-present setup-slides setup-test

help:  ## Say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

lab: setup  ## Open the course in JupyterLab (LAB="--port=9999" hands options on)
	@$(PY) .tools/open_lab.py $(LAB)

present: setup-present  ## Open a notebook to present it with live widgets (N=02; LAB as above)
	@$(PY) .tools/open_lab.py $(if $(N),--notebook=$(N)) $(LAB)

slides: setup-slides  ## Write slides that need nothing but a browser to build/slides (N=02 for one)
	$(PY) .tools/slides.py $(N)

slides-pdf: setup-slides  ## Write them as PDF handouts, too, for A4 and Letter (N=02 for one)
	$(PY) .tools/slides.py --pdf $(N)

pages: setup-slides  ## Write the notebooks as pages whose steppers need no kernel to build/pages
	$(PY) .tools/pages.py

lite: setup-slides  ## Build the course that runs in a browser, JupyterLite, in build/lite
	$(PY) .tools/lite.py

site: setup-slides  ## Build the site: run, read, present and print the course, in build/site
	$(PY) .tools/whole_site.py

student: setup-slides  ## Write the course without solutions and guide as a zip to build
	$(PY) .tools/hand_out.py student

grading: setup-slides  ## Write the exercises as an assignment for nbgrader to build/grading
	$(PY) .tools/hand_out.py grading

test: lint  ## Run all tests: helpers, notebooks, browser (PYTEST="-k name" hands options on)
	$(PY) -m pytest $(NBVAL) -n $(WORKERS) --dist loadscope $(PYTEST)

# The workers share the processors; threads of each for linear algebra would only wait for others.
test: export OPENBLAS_NUM_THREADS = 1

# Some fifty kernels are started, each of which would compile the course anew.
test: export PYTHONDONTWRITEBYTECODE =

test-site: setup-test  ## Build the site and run all notebooks in it, hand out and grade the exercises
	$(PY) -m pytest tests/test_site.py tests/test_grading.py

test-site: export COURSE_SITE = 1

frameworks: setup-test  ## Install all libraries that notebook 06 compares, and run them
	$(PY) -m pip install --quiet $(if $(CONSTRAINTS),--constraint $(CONSTRAINTS)) \
	    --editable .[frameworks]
	$(PY) -m pytest $(NBVAL) tests/test_libraries.py notebooks/06*.ipynb

frameworks: export COURSE_FRAMEWORKS = 1

lint: setup-test  ## Check style and format of code and notebooks
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

notebooks: setup-test  ## Execute notebooks and store them (NOTEBOOKS="notebooks/00*" for some)
	$(PY) .tools/rebuild.py $(NOTEBOOKS)

bench: setup-test  ## Measure how fast interactives answer and slides open, and what they weigh
	$(PY) .tools/bench.py

clean:  ## Remove the environment and everything that was built
	rm -rf .venv build *.egg-info .pytest_cache .ruff_cache .hypothesis

setup:
	@sh .tools/setup.sh lab $(CONSTRAINTS)

setup-present:
	@sh .tools/setup.sh present $(CONSTRAINTS)

setup-slides:
	@sh .tools/setup.sh slides $(CONSTRAINTS)

setup-test:
	@sh .tools/setup.sh test $(CONSTRAINTS)
