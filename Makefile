# Two commands for everybody: `make demo` and `make test`. Both set everything up first.
# Needs Python 3.11 or newer with pip, and make. Choose another Python: make demo PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.luoshi-is-set-up
DEMO := examples/qingchuan-2026.txt
PAGE := build/demo/qingchuan-2026.html

.DEFAULT_GOAL := help
.PHONY: help setup demo test docs words fuzz train learn bench bench-corpus bench-office bench-registers bench-portal bench-peers lock wheels fmt clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

setup: $(STAMP)  ## .venv with the `luoshi` command, from the hashed lock

# Where the system's Python came without ensurepip, its own pip fills the venv.
# Nothing is fetched whose hash is not in the lock: the build backend comes from there too.
$(STAMP): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Luoshi needs Python 3.11 or newer; $(PYTHON) is older. Try: make setup PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m venv --clear --without-pip $(VENV)
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; \
	  then pip="$(BIN)/python -m pip"; \
	  else pip="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
	set -ex; \
	$$pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock; \
	$$pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

demo: setup  ## read the repository's own example: a table here, a page in build/demo/; then serve an invented district's office and its public portal
	@mkdir -p $(dir $(PAGE))
	$(BIN)/luoshi read $(DEMO) --format table
	@$(BIN)/luoshi read $(DEMO) --format html --output $(PAGE)
	@echo "The same ledger as a page beside its report: $(CURDIR)/$(PAGE)"
	@$(BIN)/python -m examples.serve $(if $(PORT),--port $(PORT)) $(if $(SEED_ONLY),--seed-only)

test: setup  ## everything that CI runs, each part to its end; the office on PostgreSQL too where LUOSHI_TEST_POSTGRESQL names one
	@failed=; said=$$(mktemp); $(BIN)/mypy >$$said 2>&1 & mypy=$$!; trap 'kill $$mypy; exit 130' INT; \
	: mypy keeps one core busy and is run beside the first tests, behind which stands what it said; \
	part() { echo "== $$*"; "$$@" || failed="$$failed== failed: $$*; "; }; \
	part $(BIN)/ruff check .; \
	part $(BIN)/ruff format --check .; \
	part $(BIN)/lint-imports; \
	part $(BIN)/pytest --ignore=tests/web/e2e $(PYTEST_ARGS); \
	echo "== $(BIN)/mypy"; wait $$mypy || failed="$$failed== failed: $(BIN)/mypy; "; cat $$said; rm $$said; \
	: by itself, since the event loop of the browser would stand in the way of a cluster; \
	part $(BIN)/pytest tests/web/e2e $(PYTEST_ARGS); \
	if [ -n "$$LUOSHI_TEST_POSTGRESQL" ]; then \
	  part env LUOSHI_DATABASE="$$LUOSHI_TEST_POSTGRESQL" $(BIN)/pytest tests/web --ignore=tests/web/e2e $(PYTEST_ARGS); \
	else echo "The office's tests ran on SQLite; to run them on PostgreSQL too: LUOSHI_TEST_POSTGRESQL=postgresql://user@host/name"; fi; \
	if [ -n "$$failed" ]; then echo "$$failed"; exit 1; fi

docs: setup  ## the documents as a site in build/site, Chinese and English, with search; any dead link fails
	$(BIN)/python docs/site/gather.py
	@echo "The site: $(CURDIR)/build/site/index.html"

words: setup  ## maintainers: gather the office's words to translate and compile them (needs GNU gettext)
	LUOSHI_DATA=build/office $(BIN)/python manage.py words

fuzz: setup  ## ten minutes of mutated files; the tests run a few seconds of it (SECONDS=600)
	LUOSHI_FUZZ_SECONDS=$(or $(SECONDS),600) $(BIN)/pytest tests/fuzz -p no:xdist

train: setup  ## learn what makes a line from what readers wrote (../shared/gold, data/lines), score by folds, install if no worse
	$(BIN)/python -m training.train

learn: setup  ## what a careful reader should read next: build/learn/next.txt and contradicted.tsv
	$(BIN)/python -m training.learn_next

bench: setup  ## quality against the gold and the floors, damage, then speed
	$(BIN)/python bench/quality.py
	$(BIN)/python bench/damage.py
	$(BIN)/python bench/main_text.py
	$(BIN)/python bench/speed.py

bench-corpus: setup  ## luoshi corpus: speed on all cores, memory, kills (20,000 documents: 15 minutes, 2 GB of disk)
	$(BIN)/python bench/corpus.py

bench-office: setup  ## the office's pages, lights and split on 50,000 items and a log of a million acts, PostgreSQL and SQLite
	$(BIN)/python -W ignore bench/office.py

bench-registers: setup  ## lists, matters and statistics of the registers, and their night, on 50,000 findings, 20,000 proposals, 10,000 projects, 5,000 cases, decisions and documents of PostgreSQL
	$(BIN)/python -W ignore bench/registers.py

bench-portal: setup  ## the portal's pages, search, sitemap and load on 9 million lines of PostgreSQL (an hour, 30 GB of disk) and 60 reports of SQLite
	$(BIN)/python -W ignore bench/portal.py

bench-peers: setup  ## .venv-bench: what others would use for the numbers alone, for bench/speed.py
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check "pip>=24"  # older ones trip over an extra of lxml
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.lock

lock:  ## maintainers: write requirements/*.lock anew (needs uv)
	uv pip compile pyproject.toml --quiet --no-header --universal --generate-hashes --python-version 3.11 \
	  --output-file requirements/run.lock
	uv pip compile pyproject.toml --group dev --quiet --no-header --universal --generate-hashes --python-version 3.11 \
	  --output-file requirements/dev.lock
	uv pip compile pyproject.toml --extra web --extra postgres --constraints requirements/dev.lock --quiet --no-header --universal \
	  --generate-hashes --python-version 3.11 --output-file requirements/office.lock
	uv pip compile --group build --constraints requirements/dev.lock --quiet --no-header --universal --generate-hashes \
	  --python-version 3.11 --output-file requirements/build.lock
	uv pip compile requirements/bench.in --quiet --no-header --universal --generate-hashes --python-version 3.11 \
	  --output-file requirements/bench.lock

wheels:  ## maintainers: does the office's lock come as wheels for x86-64 and aarch64? (needs uv and the index)
	$(PYTHON) requirements/wheels.py requirements/office.lock

fmt: setup  ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:  ## remove what was built, keep .venv
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
