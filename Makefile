.PHONY: setup lint test
PY := .venv/bin/python

setup: .venv/.done
.venv/.done: pyproject.toml requirements.lock
	test -x .venv/bin/uv || { python3 -m venv --clear .venv && $(PY) -m pip install -q uv; }
	.venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements.lock
	.venv/bin/uv pip install -q --python $(PY) --no-deps -e .
	touch $@

lint: setup
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test: lint
	.venv/bin/pytest -q
