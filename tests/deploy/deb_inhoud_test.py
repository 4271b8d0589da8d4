"""What is in the Debian package, without installing it. deb_test.py installs it in a clean Debian. Standard library of Python only."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import pakket

ROOT = pathlib.Path(__file__).resolve().parents[2]


def deb(*arguments):
    return subprocess.run(["dpkg-deb", *map(str, arguments)], capture_output=True, text=True, check=True).stdout


class Inhoud(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = pathlib.Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.place)
        cls.file = pakket.maak(cls.place, "0.9.1")
        cls.root = cls.place / "inhoud"
        deb("-R", cls.file, cls.root)

    def test_what_is_said_of_it(self):
        fields = dict(re.findall(r"^(\S+): (.*)$", deb("-f", self.file), re.MULTILINE))
        self.assertEqual((fields["Package"], fields["Version"]), ("ketenpoort", "0.9.1"))
        for one in ("libc6", "libsqlite3-0", "libxerces-c3.2", "libssl3", "tzdata", "systemd"):
            self.assertIn(one, fields["Depends"])

    def test_every_part_is_there(self):
        for path in ("usr/bin/ketenpoort", "lib/systemd/system/ketenpoort.service", "usr/lib/sysusers.d/ketenpoort.conf", "usr/lib/tmpfiles.d/ketenpoort.conf",
                     "etc/ketenpoort/ketenpoort.toml", "usr/share/man/man1/ketenpoort.1.gz", "usr/share/man/man5/ketenpoort.toml.5.gz",
                     "usr/share/bash-completion/completions/ketenpoort", "usr/share/zsh/vendor-completions/_ketenpoort",
                     "usr/share/fish/vendor_completions.d/ketenpoort.fish", "usr/share/ketenpoort/prometheus/ketenpoort.rules.yml",
                     "usr/share/ketenpoort/grafana/ketenpoort.json", "usr/share/doc/ketenpoort/runbook.md", "usr/share/doc/ketenpoort/copyright",
                     "usr/share/doc/ketenpoort/examples/proxy/nginx.conf"):
            self.assertTrue((self.root / path).is_file(), path)
            self.assertGreater((self.root / path).stat().st_size, 0, path)
        for bundle in (ROOT / "deploy/contracts").iterdir():
            for file in bundle.iterdir():
                self.assertEqual((self.root / "usr/share/ketenpoort/contracts" / bundle.name / file.name).read_bytes(), file.read_bytes())
        built = ROOT / "gateway/console/dist/index.html"
        self.assertEqual((self.root / "usr/share/ketenpoort/console/index.html").exists(), built.exists())

    def test_settings_of_operators_are_theirs(self):
        settings = [str(p.relative_to(self.root)) for p in (self.root / "etc").rglob("*") if p.is_file()]
        self.assertEqual((self.root / "DEBIAN/conffiles").read_text().split(), ["/" + one for one in settings])

    def test_nobody_else_writes_in_it_and_the_program_is_hardened(self):
        for line in deb("-c", self.file).splitlines():
            mode, owner = line.split()[:2]
            self.assertEqual(owner, "root/root", line)
            self.assertNotIn("s", mode.lower()[1:], line)
            if not mode.startswith("l"):
                self.assertEqual((mode[5], mode[8]), ("-", "-"), line)
        program = self.root / "usr/bin/ketenpoort"
        self.assertTrue(os.access(program, os.X_OK))

    def test_the_scripts_are_scripts(self):
        for name in ("postinst", "prerm", "postrm"):
            path = self.root / "DEBIAN" / name
            self.assertEqual(path.stat().st_mode & 0o777, 0o755)
            self.assertEqual(subprocess.run(["sh", "-n", path], check=False).returncode, 0)

    def test_the_container_has_the_same_libraries(self):
        """An image cannot be built everywhere; that it would have what the program needs can be seen here."""
        text = (ROOT / "deploy/container/Containerfile").read_text()
        last = text.split("\nFROM ")[-1]
        needed = {one.split()[0] for one in deb("-f", self.file, "Depends").split(", ") if one.startswith("lib")}
        given = set(re.findall(r"[\w.+-]+", last.split("apt-get install", 1)[1].split("&&", 1)[0]))
        # Those of sanitizers are of the build at hand; the others are in every Debian.
        self.assertEqual({one for one in needed if not re.match(r"lib(c6|gcc-s1|stdc\+\+6|[abltu]*san\d+)$", one)} - given, set())
        for source in re.findall(r"^COPY (?!--from)(?:--\S+ )?(.+) \S+$", text, re.MULTILINE):
            for one in source.split():
                self.assertTrue((ROOT / one).exists(), one)

    def test_lintian(self):
        if not shutil.which("lintian"):
            self.skipTest("lintian is not installed")
        done = subprocess.run(["lintian", "--allow-root", "--fail-on", "error,warning", self.file], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
