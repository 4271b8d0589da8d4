# For people. Each target works on a fresh Debian 12 with git and make, as root or with sudo; the rest is installed from .ci/packages.
.PHONY: help console demo demo-stop test kills bench format release deb deb-proef packages

help:
	@echo "make demo       build, start on ./demo-data at http://127.0.0.1:8480, send example traffic, show each answer"
	@echo "make demo-stop  stop the demo"
	@echo "make test       all tests (what .ci/run calls)"
	@echo "make kills      1,000 kills and 10,000 changed bytes, some twenty minutes"
	@echo "make bench      measure against xmllint, side by side in one run"
	@echo "make console    build the console, shown by the daemon at /console/"
	@echo "make release    build build/release/bin/ketenpoort"
	@echo "make deb        build the Debian package, build/release/ketenpoort_*.deb"
	@echo "make deb-proef  install, upgrade, remove and purge that package in a clean Debian 12 root (as root)"
	@echo "make format     format the sources"

packages:
	@.ci/install_packages

release: packages
	@cmake --preset release -DKETENPOORT_TESTS=OFF >/dev/null
	@cmake --build --preset release --target ketenpoort

console: packages
	@.ci/console

deb: packages
	@.ci/console || echo "deb: verder zonder console"
	@cmake --preset release -DKETENPOORT_TESTS=OFF >/dev/null
	@cmake --build --preset release
	@cd build/release && cpack -G DEB

deb-proef: deb
	@KETENPOORT=$(CURDIR)/build/release/bin/ketenpoort tests/deploy/deb_test.py

demo: release
	@.ci/console || echo "demo: verder zonder console"
	@deploy/demo/run.sh

demo-stop:
	@deploy/demo/stop.sh

test: packages
	@.ci/test

kills: packages
	@.ci/kills

bench: packages
	@tests/bench/run.sh

format: packages
	@git ls-files '*.cpp' '*.hpp' | xargs clang-format -i
