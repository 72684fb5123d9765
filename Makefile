# Entraide. `make demo` starts a living town; `make test` runs every test. Nothing here needs root.
.PHONY: demo run test test-sqlite test-postgresql test-fast check bench town docs train figures messages set-up set-up-dev set-up-bench clean

demo: set-up        ## start Entraide with a demo town, and say how to sign in
	@.venv/bin/entraide demo

run: set-up         ## start Entraide as a server, with the settings of the environment
	@.venv/bin/entraide serve

# Two at once, a file each, in the order of the folders: the browser, which takes longest, begins early.
two_at_once = -n 2 --dist loadfile --no-loadscope-reorder

test: set-up-dev    ## every test on SQLite, then on PostgreSQL what touches the database: journeys, pages, a real browser
	@status=0; $(MAKE) --no-print-directory test-sqlite || status=1; \
	$(MAKE) --no-print-directory test-postgresql || status=1; exit $$status

test-sqlite: set-up-dev ## every test, on SQLite
	@.venv/bin/python -m pytest $(two_at_once)

test-postgresql: set-up-dev ## every test but those that touch no database, on a PostgreSQL that they start themselves
	@ENTRAIDE_TEST_DATABASE=postgresql .venv/bin/python -m pytest $(two_at_once) \
		--ignore=tests/logic --ignore=tests/wording --ignore=tests/house

test-fast: set-up-dev ## the logic alone, in seconds
	@.venv/bin/python -m pytest tests/logic -m "not slow"

check: set-up-dev   ## lint, strict types, the floors of the house, its rules, translations
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/djlint --lint --quiet src/entraide/web/templates
	@.venv/bin/lint-imports
	@.venv/bin/mypy
	@.venv/bin/python tools/messages.py --check
	@.venv/bin/python training/measure.py --check
	@.venv/bin/python -m pytest tests/house

bench: set-up-bench ## measure reading, routing, pages, searching, moving, the books, rings and live pages, beside named alternatives where there are some
	@.venv/bin/python benchmarks/reading.py
	@.venv/bin/python benchmarks/reading_stack.py
	@.venv/bin/python benchmarks/routing.py
	@.venv/bin/python benchmarks/pages.py
	@.venv/bin/python benchmarks/search.py
	@.venv/bin/python benchmarks/moving.py
	@.venv/bin/python benchmarks/ledger.py
	@.venv/bin/python benchmarks/rings.py --seeds 5
	@.venv/bin/python benchmarks/live.py

town: set-up-dev    ## ways of asking in a simulated town, and the page on it
	@.venv/bin/python benchmarks/town.py

docs: set-up-dev    ## write the reference from the code, and build the pages in site/
	@.venv/bin/entraide docs
	@NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --strict --quiet

train: set-up-dev   ## learn to read again from training/sentences
	@.venv/bin/python training/train.py
	@.venv/bin/python training/measure.py

figures: set-up-dev ## measure the reader on its held-out sentences, and write the page on it
	@.venv/bin/python training/measure.py

messages: set-up-dev ## collect what people can read into the .po files
	@.venv/bin/python tools/messages.py
	@.venv/bin/python tools/compile_translations.py

set-up:
	@tools/set-up run

set-up-dev:
	@tools/set-up dev

set-up-bench: set-up-dev
	@tools/set-up bench

clean:              ## remove what was made (not the data in var/)
	rm -rf .venv site .mypy_cache .ruff_cache .pytest_cache .hypothesis
