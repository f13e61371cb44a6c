# make demo    a running site on http://127.0.0.1:8080, with the main job played once
# make stop    ends it
# make test    lint, build and every test, with a set-up of their own
# make soak    N=10000 messages in SECONDS=300 while processes of every kind are killed at random; SEED= repeats a run
# make bench   measures
# make install puts the files where INSTALL.md says (DESTDIR= for a packager)
#
# Parameters: PORT=8080, NAME=demo (the folder run/NAME: two can run side by side), WITH= (see
# tests/stack/stack --help), DEPS=no (do not look for missing Debian packages).

PORT ?= 8080
NAME ?= demo
WITH ?=
DEPS ?= yes
N ?= 10000
SECONDS ?= 300
SEED ?=
BINARY ?= target/release/pageboy
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo stop build test soak lint bench deps deps-test install clean

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | head -n 9

deps:
	@if [ "$(DEPS)" = yes ]; then WITH=$(WITH) tests/stack/deps demo; fi

deps-test:
	@if [ "$(DEPS)" = yes ]; then tests/stack/deps test; fi

build: deps
	cargo build --release --locked

demo: build
	@tests/stack/stack down $(NAME)
	@FSYNC=1 PORT=$(PORT) WITH=$(WITH) tests/stack/stack up $(NAME)
	@tests/demo run/$(NAME)
	@tests/stack/invitation run/$(NAME)

stop:
	@tests/stack/stack down $(NAME)

# The suites of the main job, which hold wherever people come from and messages live.
MAIN_JOB := main_job:: queue:: resume:: ringing:: draft:: doubles:: urgent:: windows:: refusal:: inbox:: voice_drafts::
RUN := cargo test --release --locked --tests --no-fail-fast -- --test-threads=4

test: deps-test lint build
	@for setting in ldap imap ldap,imap; do \
	    name=test-$${setting/,/-}; \
	    WITH=$$setting tests/stack/with $$name env PAGEBOY_TEST_STACK=$$name $(RUN) $(MAIN_JOB); \
	done
	@tests/stack/with test $(RUN)

lint: deps-test
	cargo fmt --check
	cargo clippy --all-targets --locked -- -D warnings
	shellcheck .ci/run tests/demo tests/packaging tests/stack/{deps,invitation,ldap,stack,with}

# Whoever looks at what went wrong finds the stack as it was.
soak: deps-test build
	@PAGEBOY_TEST_STACK=$(NAME) SOAK_KEEP=yes SOAK_MESSAGES=$(N) SOAK_SECONDS=$(SECONDS) SOAK_SEED=$(SEED) SOAK_WITH=$(WITH) \
	    cargo test --release --locked --test pageboy -- --nocapture soak::whatever_is_killed

bench: deps-test build
	@tests/stack/with bench cargo bench --locked

# What INSTALL.md calls the files of Pageboy. /etc/pageboy and a site that is there are left alone.
install:
	install -d $(DESTDIR)/usr/local/bin $(DESTDIR)/usr/share/pageboy/{templates,static/js,errors,sql} \
	    $(DESTDIR)/etc/{pageboy,sysusers.d,tmpfiles.d} $(DESTDIR)/etc/systemd/system/nginx.service.d \
	    $(DESTDIR)/etc/nginx/{pageboy,sites-available}
	install -m 0755 $(BINARY) $(DESTDIR)/usr/local/bin/pageboy
	install -m 0644 templates/*.hbs $(DESTDIR)/usr/share/pageboy/templates/
	install -m 0644 nginx/static/*.* $(DESTDIR)/usr/share/pageboy/static/
	install -m 0644 nginx/static/js/*.* $(DESTDIR)/usr/share/pageboy/static/js/
	install -m 0644 nginx/errors/*.* $(DESTDIR)/usr/share/pageboy/errors/
	install -m 0644 sql/roles.sql $(DESTDIR)/usr/share/pageboy/sql/
	install -m 0644 nginx/pageboy-*.conf $(DESTDIR)/etc/nginx/pageboy/
	install -m 0644 packaging/pageboy.{service,socket} packaging/pageboy-sweep.{service,timer} \
	    $(DESTDIR)/etc/systemd/system/
	install -m 0644 packaging/nginx-pageboy.conf $(DESTDIR)/etc/systemd/system/nginx.service.d/pageboy.conf
	install -m 0644 packaging/sysusers.conf $(DESTDIR)/etc/sysusers.d/pageboy.conf
	install -m 0644 packaging/tmpfiles.conf $(DESTDIR)/etc/tmpfiles.d/pageboy.conf
	[ -e $(DESTDIR)/etc/pageboy/pageboy.toml ] || \
	    install -m 0644 packaging/pageboy.toml $(DESTDIR)/etc/pageboy/pageboy.toml
	[ -e $(DESTDIR)/etc/nginx/sites-available/pageboy.conf ] || \
	    install -m 0644 nginx/pageboy.conf $(DESTDIR)/etc/nginx/sites-available/pageboy.conf

clean:
	@for folder in run/*/; do [ ! -e "$$folder/pids" ] || tests/stack/stack down "$$(basename "$$folder")"; done
	rm -rf run
	cargo clean
