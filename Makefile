# Two commands do everything: make run, make test. A third makes it faster: make fast.
PYTHON ?= python3
VENV := .venv
DAY ?= 2022-10-17
BIN := $(VENV)/bin
SHARED := $(or $(PACTWATCH_SHARED),../shared)

.PHONY: run fast compiled uk test bench lock train clean sources

run: $(VENV)/ready
	@$(BIN)/pactwatch run csto --date $(DAY) --out out/csto

# The same, compiled: the coder runs about half as fast again. Needs a C compiler; without one everything stays as it is.
fast: $(VENV)/ready-dev
	@$(BIN)/python tools/fast.py --install

# Compiled beside the sources and used by nobody but the test that holds it to them.
compiled: $(VENV)/ready-dev
	@$(BIN)/python tools/fast.py

# Ukrainian, too: its dictionary comes under terms of its own, which tools/uk.txt names.
uk: $(VENV)/ready-dev

# Development runs the sources, whatever was installed before.
sources: $(VENV)/ready-dev
	@if [ -e $(VENV)/compiled ]; then $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable . && rm $(VENV)/compiled; fi

test: sources
	$(BIN)/ruff check src tests tools
	$(BIN)/mypy
	$(BIN)/pytest

bench: sources $(VENV)/ready-bench
	$(BIN)/python tools/bench.py --shared $(SHARED)

train: sources
	$(BIN)/python tools/train_coder.py $(SHARED)/press $(SHARED)/press_long --out src/pactwatch/models/coder.json.z
	$(BIN)/python tools/train_relate.py $(SHARED) --out src/pactwatch/models/relate_en.npz
	$(BIN)/python tools/train_opinions.py $(SHARED)/gold/ruopinionne --out src/pactwatch/models/opinions.json.z
	$(BIN)/python tools/train_opinions.py $(SHARED)/gold/ruopinionne --evidence src/pactwatch/models/evidence.json.z
	$(BIN)/python tools/train_stance.py $(SHARED)/gold/rusentrel --out src/pactwatch/models/stance.json.z

# The lock is made from pyproject.toml; what it pins is what everyone installs.
lock: $(VENV)/ready-dev
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra dev pyproject.toml -o requirements.lock

$(VENV)/uv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	@touch $@

$(VENV)/ready: $(VENV)/uv requirements.lock pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@rm -f $(VENV)/compiled
	@touch $@

# Development and its checks want the Ukrainian dictionary, which make run does without.
$(VENV)/ready-dev: $(VENV)/ready tools/uk.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r tools/uk.txt
	@touch $@

# The slovnet chain, which the coder's speed is held against; where it cannot be had, the bench says so.
$(VENV)/ready-bench: $(VENV)/ready tools/chain.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r tools/chain.txt && touch $@ || true

clean:
	rm -rf $(VENV) out
