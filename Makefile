# Everything a person or a machine needs to do with this house. `make run` needs only Node 20 and npm.
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)
export PORT ?= 8080
export DATA ?= data

.PHONY: run setup panel storyboard check test mutants bench nightly native package clean

run: setup panel
	exec node boards/rekam.ts run --board desk --port $(PORT) --data $(DATA)

setup: node_modules/.package-lock.json

node_modules/.package-lock.json: package-lock.json .npmrc
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

panel: build/panel/index.html

rooms := interface/panel interface/phone interface/model custody/student-receipt
build/panel/index.html: setup $(wildcard $(rooms:%=firmware/%/*))
	npm run --silent panel

# Contact sheets of every screen, in build/storyboard.
storyboard: panel
	npm run --silent storyboard

check: setup
	test/gate/check.sh

test: setup panel
	test/gate/prepare.sh
	$(MAKE) --no-print-directory check
	npm test --silent

# Small faults planted one by one, to see whether a test notices.
mutants: setup
	node test/mutants/main.ts $(MUTANTS)

bench: package
	node test/bench/main.ts

# Long proofs: minutes to hours.
nightly: setup
	node test/bench/main.ts matcher soak kills hostile office cuts snapshots links world
	REKAM_FUZZ=long npm test --silent -- test/fuzz/records test/fuzz/student test/fuzz/intake

native: setup
	node boards/package/build-native.ts

package: setup panel
	node boards/package/build-package.ts

clean:
	rm -rf build dist
