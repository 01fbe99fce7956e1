# make demo    look around in a sample retailer
# make build   leaves bin/habitue and bin/pgsql
# make test    what must pass before a commit, stage by stage (.ci/run runs it)
# make check   the heavy proofs, before a release or the end of a piece of work
#
# What is missing is brought from the registries of Go and npm, and for the
# browser journey from the system's packages.

SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build

GO      ?= go
RELEASE ?= $(shell sed -n 's/^## \[\([0-9][^]]*\)\].*/\1/p' CHANGELOG.md 2>/dev/null | head -1)
LDFLAGS := -s -w $(if $(RELEASE),-X main.release=$(RELEASE))
STAGE   := tools/stage.sh

# Where a data race would cost value, and the machinery below it.
RACE := ./internal/ledger/... ./internal/order/... ./internal/tier/... ./internal/program/... ./internal/pricing ./internal/platform/...

.PHONY: demo build web pgsql font habitue test check bench generate fmt lint browser clean

## Use

demo: build
	exec bin/habitue demo

build: web pgsql font habitue

# npm ci costs half a minute; it runs when the lock file is not the installed one.
web:
	cd web; cmp -s package-lock.json node_modules/.of-lock || \
	  { npm ci --no-audit --no-fund --loglevel=error && cp package-lock.json node_modules/.of-lock; }
	if [ -z "$$(find web/console/dist/index.html -newer web/package-lock.json 2>/dev/null)" ] || \
	   [ -n "$$(find web -path web/node_modules -prune -o -path web/console/dist -prune -o -path web/member/dist -prune -o -type f -newer web/console/dist/index.html -print -quit)" ]; \
	then cd web && npm run build --silent; fi

pgsql:
	tools/postgres/install.sh bin/pgsql

font:
	tools/font/install.sh internal/platform/pdf/font/text.ttf

habitue: font
	$(GO) build -ldflags "$(LDFLAGS)" -o bin/habitue ./cmd/habitue

## Proof

# The seconds are aims on two cores, printed beside what it took; a slow machine
# fails nothing.
test: web pgsql font browser
	$(GO) mod download
	$(STAGE) "build and vet" 90 tools/test.sh build
	$(STAGE) "go tests" 240 tools/test.sh go $(RACE)
	$(STAGE) "web tests" 60 tools/test.sh web
	$(STAGE) "browser journey" 90 tools/test.sh journey run.mjs
	$(STAGE) "one kill of each kind" 30 tools/test.sh crash
	@tools/stage.sh --summary

check: test
	$(STAGE) "heavy go tests" 900 tools/test.sh heavy
	$(STAGE) "fuzzing" 900 tools/test.sh fuzz
	$(STAGE) "kills again and again" 600 tools/test.sh crash-heavy
	$(STAGE) "import in the browser" 180 tools/test.sh journey import.mjs
	$(STAGE) "moving in from another system" 120 tools/test.sh journey migrate.mjs
	$(STAGE) "every page" 240 tools/test.sh journey every.mjs
	$(STAGE) "a second person" 120 tools/test.sh journey second-person.mjs
	$(STAGE) "adjusted by hand" 120 tools/test.sh journey adjust.mjs
	$(STAGE) "a receipt later" 60 tools/test.sh journey receipt.mjs
	$(STAGE) "an operator" 60 tools/test.sh journey operate.mjs
	$(STAGE) "who may not" 60 tools/test.sh journey denied.mjs
	$(STAGE) "keyboard only" 60 tools/test.sh journey keyboard.mjs
	$(STAGE) "goods and stores" 60 tools/test.sh journey goods.mjs
	$(STAGE) "checkouts and payments" 60 tools/test.sh journey checkout.mjs
	$(STAGE) "postings and proofs" 90 tools/test.sh journey ledger.mjs
	$(STAGE) "the books" 90 tools/test.sh journey books.mjs
	$(STAGE) "a person" 90 tools/test.sh journey person.mjs
	$(STAGE) "a promotion" 120 tools/test.sh journey promotion.mjs
	$(STAGE) "value classes" 90 tools/test.sh journey value.mjs
	$(STAGE) "stored value" 120 tools/test.sh journey storedvalue.mjs
	$(STAGE) "members merged" 90 tools/test.sh journey merge.mjs
	$(STAGE) "a poster" 120 tools/test.sh journey poster.mjs
	$(STAGE) "behaviour" 90 tools/test.sh journey event.mjs
	$(STAGE) "duplicates" 180 tools/test.sh journey duplicates.mjs
	$(STAGE) "quality of records" 180 tools/test.sh journey quality.mjs
	$(STAGE) "screenshots" 240 tools/test.sh journey screenshots.mjs
	@tools/stage.sh --summary

bench: build
	bin/habitue bench import --json
	bin/habitue bench orders --json
	bin/habitue bench events --json
	bin/habitue bench replica --json

browser:
	tools/browser.sh

## Work on it

# Generated code is committed, so that only who changes SQL or the API needs this.
generate:
	for dir in $$(dirname $$(find internal -name sqlc.yaml)); do \
	  echo "sqlc $$dir"; (cd $$dir && $(GO) run github.com/sqlc-dev/sqlc/cmd/sqlc@v1.31.1 generate); done
	$(GO) test ./internal/api -run TestContract -update
	$(GO) test ./test/tidy -update
	cd web && npm run generate

fmt:
	gofmt -w cmd db internal test web/*.go
	cd web && npm run format

lint:
	@unformatted=$$(gofmt -l cmd db internal test web/*.go); \
	  [ -z "$$unformatted" ] || { echo "gofmt: $$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...
	cd web && npm run lint && npm run typecheck

clean:
	rm -rf bin web/console/dist/* web/member/dist/* web/node_modules tools/postgres/node_modules
