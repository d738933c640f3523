# Every target sets up what it needs; a second run finds it done. Only relative paths, so that the
# checkout may stand in a folder with a space in its name.

PY := .venv/bin/python
READY := .venv/.installed

.PHONY: venv
venv: $(READY)

$(READY): constraints.txt pyproject.toml
	python3 -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
