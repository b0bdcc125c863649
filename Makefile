.DEFAULT_GOAL := build
.PHONY: build release test lint conformance conformance-jq format demo bench bench-count bench-jq \
  fuzz fuzz-jq real-scripts image-root clean help

swift_files := $(wildcard Sources Tests Package.swift examples)

build: ## debug build of everything, in .build/debug
	scripts/setup demo
	swift build

release: ## release binaries, in bin/
	scripts/setup demo
	scripts/release nacre bootstrap nacre-serve

test: ## all tests
	@rm -f .build/test-counts
	scripts/setup test
	scripts/test

lint: ## format, scripts and architecture
	scripts/setup lint
	shellcheck $$(grep -lE '^#!.*bash' scripts/* .ci/run)
	swift format lint --strict -r --parallel $(swift_files)
	swift build --build-tests
	swift test --skip-build --disable-xctest --filter ArchitectureTests

conformance: ## the tests of bash, busybox and mksh against Tests/Conformance/expected.tsv
	scripts/setup conformance
	scripts/release nacre
	scripts/conformance

format: ## formats the sources in place
	swift format -i -r --parallel $(swift_files)

# SwiftNIO takes minutes to build for release, so the emulator comes from the debug build here.
demo: ## builds nacre and invokes the example handler in the emulator
	scripts/setup demo
	scripts/release nacre bootstrap
	swift build --product nacre-serve
	install -m 755 .build/debug/nacre-serve bin/nacre-serve
	@scripts/demo

bench: ## times against the installed shells (BENCH_OPTIONS=--write renews docs/benchmarks.md)
	scripts/setup bench
	scripts/release nacre bootstrap
	scripts/bench $(BENCH_OPTIONS)

bench-count: ## instruction counts against Tests/Benchmarks/thresholds.tsv
	scripts/setup bench
	scripts/release nacre bootstrap
	scripts/bench-count $(BENCH_OPTIONS)

fuzz: ## parses and runs mutated scripts for FUZZ_SECONDS (60)
	scripts/setup demo
	scripts/fuzz $(or $(FUZZ_SECONDS),60) $(FUZZ_SEED)

real-scripts: ## public projects' scripts, against dash and bash
	scripts/setup demo scripts
	scripts/release nacre
	scripts/real-scripts

bench-jq: ## jq against jq 1.8.2 and gojq (BENCH_OPTIONS=--write renews docs/benchmarks.md)
	scripts/setup bench-jq
	scripts/release nacre
	scripts/bench-jq $(BENCH_OPTIONS)

fuzz-jq: ## jq on changed programs and texts for JQ_FUZZ_SECONDS (60)
	scripts/setup test
	scripts/fuzz-jq $(or $(JQ_FUZZ_SECONDS),60) $(JQ_FUZZ_SEED)

conformance-jq: ## jq 1.8.2's own tests, call by call and as one script
	scripts/setup bench-jq
	scripts/conformance-jq
	scripts/release nacre
	scripts/jq-in-one-shell

image-root: ## the Lambda image's file system, in .build/image
	scripts/setup demo
	scripts/release nacre bootstrap
	rm -rf .build/image
	scripts/image-root .build/image

clean: ## removes what was built
	rm -rf .build bin

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile
