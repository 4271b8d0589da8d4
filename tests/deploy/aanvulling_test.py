"""Completion and man pages against `--help` of every command: each command and option is there, and each shell takes the file. Standard
library of Python only; a shell that is not installed is skipped, and so is man."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["KETENPOORT"]


def run(*command, **kw):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, encoding="utf-8", check=False, **kw)


def say(*arguments):
    done = run(PROGRAM, *arguments)
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout


def tree(path=()):
    """{path: (commands, options)} as the help texts tell it."""
    text = say(*path, "--help")
    below, options, title = [], [], ""
    for line in text.splitlines():
        if re.match(r"^[A-Z]\w+:$", line):
            title = line
        elif title == "Opdrachten:" and (found := re.match(r"^  (\w+)", line)):
            below.append(found.group(1))
        elif found := re.match(r"^  (-\S+)", line):
            options += [one for one in found.group(1).split(",") if one]
    whole = {path: (below, options)}
    for name in below:
        whole |= tree((*path, name))
    return whole


class Aanvulling(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tree = tree()

    def test_the_help_is_understood(self):
        self.assertGreater(len(self.tree), 30)
        self.assertIn("verify", self.tree[("audit",)][0])
        self.assertIn("--controlepunt", self.tree[("audit", "verify")][1])

    def offered(self, shell, script):
        """What the shell itself offers after these words: {path: words}."""
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "aanvulling"
            file.write_text(say("completion", shell), encoding="utf-8")
            asks = pathlib.Path(folder) / "vragen"
            asks.write_text(script(file, [(path, begin) for path in self.tree for begin in ("", "-")]), encoding="utf-8")
            done = run(*{"bash": ("bash", "--norc", asks), "fish": ("fish", "--no-config", asks), "zsh": ("zsh", "-f", asks)}[shell], cwd=folder,
                       env={**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder})
            self.assertEqual((done.returncode, done.stderr), (0, ""), done.stderr[:2000])
        found = {}
        for line in done.stdout.splitlines():
            path, _, word = line.partition("|")
            found.setdefault(tuple(path.split()), set()).add(word)
        return found

    def complete(self, found):
        for path, (below, options) in self.tree.items():
            with self.subTest(path):
                self.assertLessEqual({*below, *options}, found.get(path, set()))
                known = {option for _, all_ in self.tree.values() for option in all_}
                self.assertLessEqual({word for word in found.get(path, set()) if word in known}, set(options), "an option of another command")

    def test_bash(self):
        def script(file, asks):
            lines = [f". {file}"]
            for path, begin in asks:
                words = " ".join(["ketenpoort", *path, f"'{begin}'"])
                lines += [f"COMP_WORDS=({words}); COMP_CWORD={len(path) + 1}; _ketenpoort",
                          f"for een in \"${{COMPREPLY[@]}}\"; do echo '{' '.join(path)}|'\"$een\"; done"]
            return "\n".join(lines) + "\n"

        self.complete(self.offered("bash", script))

    def test_bash_a_value_is_no_command(self):
        """`--data audit` does not lead into `audit`, and words behind an option still do."""
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "aanvulling"
            file.write_text(say("completion", "bash"), encoding="utf-8")
            done = run("bash", "--norc", "-c", f". {file}; COMP_WORDS=(ketenpoort backup --data audit --n); COMP_CWORD=4; _ketenpoort; echo \"${{COMPREPLY[*]}}\"")
            self.assertEqual(done.stdout.split(), ["--naar"])

    def test_fish(self):
        if not shutil.which("fish"):
            self.skipTest("fish is not installed")

        def script(file, asks):
            lines = [f"source {file}"]
            for path, begin in asks:
                line = " ".join(["ketenpoort", *path, begin])
                lines.append(f"for een in (complete -C '{line}'); echo '{' '.join(path)}|'(string split \\t -- $een)[1]; end")
                if begin:
                    lines.append(f"for een in (complete -C '{line}-'); echo '{' '.join(path)}|'(string split \\t -- $een)[1]; end")
            return "\n".join(lines) + "\n"

        self.complete(self.offered("fish", script))

    def test_zsh(self):
        if not shutil.which("zsh"):
            self.skipTest("zsh is not installed")

        # Without a terminal there is no completion system: what the file hands to it is shown instead.
        def script(file, asks):
            lines = ["compdef() { :; }", "_files() { :; }", "_describe() { local lijst=${@[-1]}; print -rl -- ${(P)lijst} | sed \"s/:.*//; s/^/$wie|/\"; }",
                     f"source {file}"]
            for path, begin in asks:
                words = " ".join(["ketenpoort", *path, f"'{begin}'"])
                lines.append(f"words=({words}); CURRENT={len(path) + 2}; PREFIX='{begin}'; wie='{' '.join(path)}'; _ketenpoort")
            return "\n".join(lines) + "\n"

        self.complete(self.offered("zsh", script))

    def test_an_unknown_shell(self):
        self.assertEqual(run(PROGRAM, "completion", "csh").returncode, 2)


class Handleiding(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.place.cleanup)
        done = run(sys.executable, ROOT / "deploy/man/maak.py", PROGRAM, "2026-11-22", cls.place.name)
        assert done.returncode == 0, done.stderr
        cls.pages = {page.name: page.read_text(encoding="utf-8").replace("\\-", "-") for page in pathlib.Path(cls.place.name).iterdir()}

    def test_every_command_and_option(self):
        page = self.pages["ketenpoort.1"]
        sections = {(): page.split("\n.SH OPDRACHTEN\n")[0]}
        for block in page.split("\n.SS ")[1:]:
            sections[tuple(block.split("\n", 1)[0].split())] = block
        for path, (_, options) in tree().items():
            with self.subTest(path):
                named = {one for line in re.findall(r"^\.B (-\S.*)$", sections[path], re.MULTILINE) for one in re.split(r"[ ,]", line)}
                self.assertLessEqual(set(options), named)

    def test_every_setting(self):
        page = self.pages["ketenpoort.toml.5"]
        settings = re.findall(r"^\| `(\w+)` ", say("config", "--markdown"), re.MULTILINE)
        self.assertGreater(len(settings), 30)
        self.assertEqual(re.findall(r"^\.BR (\w+) \" = ", page, re.MULTILINE), settings)

    def test_man_reads_them(self):
        if not shutil.which("man"):
            self.skipTest("man is not installed (Debian package man-db)")
        for name in self.pages:
            done = run("man", "--warnings", "-E", "UTF-8", "-l", pathlib.Path(self.place.name) / name, env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "100"})
            self.assertEqual((done.returncode, done.stderr), (0, ""), name)
            self.assertIn("ketenpoort", done.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
