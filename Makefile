# Python 3.11+ (with venv), make and a package index are enough. `make` lists what there is.
.PHONY: help setup demo lint test test-more bench fuzz lock wheel clean
PY := .venv/bin/python
UV := .venv/bin/uv
# Benches of bench/, run in this order by `make bench`; bench/README.md says what each measures.
BENCHES := check
COMPILE := $(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)

help:
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 18

setup: .venv/.done ## make .venv from the locks, every package checked against its hash
.venv/.done: pyproject.toml requirements.lock requirements-uv.lock tools/setup.sh tools/index.sh
	tools/setup.sh

demo: setup ## check the sample story on the sample record, both inside the package
	@mkdir -p build
	.venv/bin/onrecord check || [ $$? -eq 1 ]
	.venv/bin/onrecord check --html build/demo.html >/dev/null || [ $$? -eq 1 ]
	@echo
	@echo "Above: the sample story's figures, each with its verdict, the readings tried and the receipts."
	@echo "The same as a page, to open in a browser: build/demo.html"
	@echo "Next, a story of your own: .venv/bin/onrecord check --help"

lint: setup ## style, types and the direction of imports
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test: lint ## lint, and every test that needs Python alone
	.venv/bin/pytest -q

test-more: setup ## the tests that need a built wheel or Debian's packages (installed when root)
	tools/debian.sh
	.venv/bin/pytest -q -m more

bench: setup ## measure speed as ratios, into bench/results and bench/README.md
	for bench in $(BENCHES); do $(PY) bench/$$bench.py || exit 1; done

fuzz: setup ## load thousands of mangled files, into bench/results and docs/fuzzing.md; goes on where it was stopped
	$(PY) bench/fuzz.py

lock: ## renew both locks from pyproject.toml; UPGRADE=1 also takes newer versions
	test -x $(UV) || tools/setup.sh
	. ./tools/index.sh && echo uv | $(COMPILE) - -o requirements-uv.lock
	. ./tools/index.sh && $(COMPILE) --group dev pyproject.toml -o requirements.lock

wheel: setup ## build the wheel into dist/
	$(UV) build -q --wheel --no-build-isolation --python $(PY) --out-dir dist

clean: ## remove what make made
	rm -rf .venv build dist
