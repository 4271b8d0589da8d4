"""Alarms, dashboard, unit and runbook against the daemon: every metric, label, heading and setting they name is there. Standard library of
Python only; what promtool and systemd-analyze check is skipped where they are not installed."""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
from daemon import Daemon, good_301  # noqa: E402

PROMETHEUS = ROOT / "deploy/prometheus"
RULES = PROMETHEUS / "ketenpoort.rules.yml"
RULE_TESTS = PROMETHEUS / "ketenpoort.rules.test.yml"
DASHBOARD = ROOT / "deploy/grafana/ketenpoort.json"
RUNBOOK = ROOT / "docs/runbook.md"
# What Prometheus adds to every series, and what stands in an aggregation besides.
TARGET_LABELS = {"job", "instance", "le"}
PARTS = re.compile(r"_(bucket|sum|count)$")
SERIES = re.compile(r"\b(ketenpoort_[a-z_0-9]+)(?:\{([^}]*)\})?")
VALUES = re.compile(r'(\w+)\s*(!=|=~|!~|=)\s*"([^"]*)"')


def read(path):
    return path.read_text(encoding="utf-8")


def program(*folders):
    """The sources of these folders."""
    files = sorted(f for folder in folders for f in (ROOT / folder).rglob("*.?pp"))
    return "\n".join(map(read, files))


def alerts():
    """[{name, expr, severity, summary, description, runbook}], of the layout the file has."""
    found = []
    for block in read(RULES).split("      - alert: ")[1:]:
        fields = dict(re.findall(r"^ +(severity|summary|description|runbook): '?(.*?)'?$", block, re.MULTILINE))
        expr = re.search(r"expr: \|\n((?: {10}.*\n)+)", block)
        found.append({"name": block.split("\n", 1)[0], "expr": expr.group(1) if expr else "", **fields})
    return found


def panels():
    return [(panel["title"], target["expr"]) for panel in json.loads(read(DASHBOARD))["panels"] for target in panel.get("targets", [])]


def in_source():
    """Metrics that gateway/metrics.cpp makes, some of them only once there is something to tell: name -> its labels."""
    source = read(ROOT / "gateway/metrics.cpp")
    names = dict.fromkeys(re.findall(r'"(ketenpoort_[a-z_0-9]+)"', source), frozenset())
    member = {m: n for m, n in re.findall(r"& (\w+) =\s*prometheus::Build\w+\(\)\s*\.Name\(\"(ketenpoort_[a-z_0-9]+)\"\)", source)}
    for name, labels in re.findall(r"state_->(\w+)\s*\.Add\(\{(\{.*?\})\}", source, re.DOTALL):
        names[member[name]] = frozenset(re.findall(r'\{"(\w+)",', labels))
    labels = frozenset(re.findall(r'\{"(\w+)",', re.search(r"Labels const labels\{(.*?)\};", source).group(1)))
    for name in re.findall(r"state_->(\w+)\.Add\(labels\)", source):
        names[member[name]] = labels
    return names


def exported(text):
    """name -> labels, of the text that /metrics gives."""
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, labels = re.match(r"([a-z_0-9]+)(?:\{(.*)\})? ", line).groups()
            found.setdefault(PARTS.sub("", name), set()).update(re.findall(r'(\w+)="', labels or ""))
    return found


def anchors(path):
    """As GitHub and the like make them of headings."""
    titles = re.findall(r"^#+ (.*)$", read(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def tool(name, *arguments, given=None):
    return subprocess.run([name, *map(str, arguments)], input=given, capture_output=True, text=True, check=False)


class Meetwaarden(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as data, Daemon(data) as daemon:
            for n in range(2):
                assert daemon.post(good_301(n))[0] == 201
            assert daemon.post(b"<geen-xml")[0] in (200, 201, 400, 422)
            daemon.get("/health/ready")
            cls.text = daemon.get("/metrics")[2].decode()
        cls.metrics = in_source()
        cls.live = exported(cls.text)

    def known(self, where, expr):
        self.assertTrue(SERIES.search(expr) or "up{" in expr, f"{where}: no series in {expr}")
        by = {label.strip() for group in re.findall(r"\bby \(([^)]*)\)", expr) for label in group.split(",")}
        offered = set(TARGET_LABELS)
        for name, selector in SERIES.findall(expr):
            base = name if name in self.metrics else PARTS.sub("", name)
            self.assertIn(base, self.metrics, f"{where}: nobody exports {name}")
            labels = self.metrics[base]
            offered |= labels
            for label, _, _ in VALUES.findall(selector):
                self.assertIn(label, labels | TARGET_LABELS, f"{where}: {name} has no label {label}")
        self.assertLessEqual(by, offered, where)

    def test_source_and_daemon_agree(self):
        self.assertGreater(len(self.live), 20)
        for name, labels in self.live.items():
            self.assertIn(name, self.metrics)
            self.assertEqual(labels - {"le"}, set(self.metrics[name]), name)
        # What is not there from the beginning comes with the first event of its kind, or the first night.
        later = {n for n in set(self.metrics) - set(self.live) if not n.startswith(("ketenpoort_replay_", "ketenpoort_reservekopie_", "ketenpoort_verscheping_"))}
        self.assertLessEqual(later, {"ketenpoort_bezorgpogingen_total", "ketenpoort_beveiliging_total", "ketenpoort_berichten_onbeslist_total",
                                     "ketenpoort_bevindingen_total", "ketenpoort_inzage_total"})

    def test_the_page_names_what_is_exported(self):
        page = re.findall(r"^\| `(ketenpoort_[a-z_0-9]+)` \| (\w+) \|(.*?)\| .+ \|$", read(ROOT / "docs/metrics.md"), re.MULTILINE)
        told = {name: frozenset(re.findall(r"`(\w+)`", labels)) for name, _, labels in page}
        self.assertEqual(told, dict(self.metrics))
        kinds = {"teller": "counter", "stand": "gauge", "verdeling": "histogram"}
        given = dict(re.findall(r"^# TYPE (\w+) (\w+)$", self.text, re.MULTILINE))
        for name, kind, _ in page:
            if name in given:
                self.assertEqual(kinds[kind], given[name], name)

    def test_alerts_name_what_is_exported(self):
        self.assertGreater(len(alerts()), 20)
        for alert in alerts():
            self.known(alert["name"], alert["expr"])

    def test_dashboard_names_what_is_exported(self):
        self.assertGreater(len(panels()), 20)
        for title, expr in panels():
            self.known(title, expr)

    def test_everything_exported_is_on_the_dashboard(self):
        shown = {PARTS.sub("", name) for _, expr in panels() for name, _ in SERIES.findall(expr)}
        self.assertEqual(set(self.metrics) - shown, set())

    def test_label_values_of_alerts_are_those_of_the_program(self):
        """A reason or outcome that the program never says would make an alert that never fires."""
        said = program("gateway", "store", "xsd/model")
        for alert in alerts():
            for name, selector in SERIES.findall(alert["expr"]):
                for label, _, value in VALUES.findall(selector):
                    if label in ("status", *TARGET_LABELS):
                        continue
                    for one in value.split("|"):
                        self.assertTrue(f'"{one}"' in said, f'{alert["name"]}: {name}{{{label}="{one}"}}')

    def test_metrics_pass_promtool(self):
        if not shutil.which("promtool"):
            self.skipTest("promtool is not installed (Debian package prometheus)")
        done = tool("promtool", "check", "metrics", given=self.text)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


class Alarmen(unittest.TestCase):
    def test_each_is_complete_and_has_its_heading(self):
        headings = anchors(RUNBOOK)
        for alert in alerts():
            with self.subTest(alert["name"]):
                self.assertIn(alert.get("severity"), ("kritiek", "waarschuwing"))
                for field in ("expr", "summary", "description"):
                    self.assertTrue(alert.get(field), field)
                page, _, anchor = alert["runbook"].partition("#")
                self.assertEqual(ROOT / page, RUNBOOK)
                self.assertIn(anchor, headings)
                self.assertEqual(anchor, alert["name"].lower())
                told = read(RUNBOOK).split(f"### {alert['name']}\n\n", 1)[1]
                self.assertTrue(told.lower().startswith(alert["severity"] + "."), "the runbook names another severity")

    def test_the_runbook_tells_of_no_other(self):
        told = set(re.findall(r"^### (Ketenpoort\w+)$", read(RUNBOOK), re.MULTILINE))
        self.assertEqual(told, {alert["name"] for alert in alerts()})

    def test_each_is_tested_firing_and_silent(self):
        cases = re.findall(r"alertname: (\w+)\n +exp_alerts:( \[\])?", read(RULE_TESTS))
        for alert in alerts():
            with self.subTest(alert["name"]):
                kinds = {bool(silent) for name, silent in cases if name == alert["name"]}
                self.assertEqual(kinds, {True, False})

    def test_promtool(self):
        if not shutil.which("promtool"):
            self.skipTest("promtool is not installed (Debian package prometheus)")
        for arguments in (("check", "rules", RULES), ("test", "rules", RULE_TESTS), ("check", "config", PROMETHEUS / "prometheus.example.yml")):
            done = tool("promtool", *arguments)
            self.assertEqual(done.returncode, 0, f"{arguments}\n{done.stdout}\n{done.stderr}")


class Draaiboek(unittest.TestCase):
    def test_links(self):
        for page, anchor in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", read(RUNBOOK)):
            target = RUNBOOK.parent / page if page else RUNBOOK
            self.assertTrue(target.is_file(), page)
            if anchor:
                self.assertIn(anchor, anchors(target), page)

    def test_files_it_names(self):
        for path in re.findall(r"`(deploy/[\w./-]+)`", read(RUNBOOK)):
            self.assertTrue((ROOT / path).exists(), path)

    def test_events_it_names(self):
        written = {word for line in re.findall(r"LogNiveau::[^;]*;", program("gateway")) for word in re.findall(r'"(\w+)"', line)}
        table = read(RUNBOOK).split("| gebeurtenis |", 1)[1].split("\n\n", 1)[0]
        events = [e for row in table.splitlines()[2:] for e in re.findall(r"`(\w+)`", row.split("|")[1])]
        self.assertGreater(len(events), 20)
        for event in events:
            self.assertIn(event, written)

    def test_exit_codes_and_a_restored_copy(self):
        """What the page says of stopping, of codes 0, 1 and 2, and of an old copy that is put back."""
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder)
            data, copy, kept = place / "data", place / "kopie", place / "controlepunten"
            kept.mkdir()
            settings = {"audit_kopie": str(kept), "audit_sleutel": str(place / "sleutel.pem")}
            with Daemon(data, **settings) as daemon:
                self.assertEqual(daemon.post(good_301(1))[0], 201)
                self.assertEqual(daemon.stop(), 0)
            shutil.copytree(data, copy)
            with Daemon(data, **settings) as daemon:
                self.assertEqual(daemon.post(good_301(2))[0], 201)
                self.assertEqual(daemon.stop(), 0)
            shutil.rmtree(data)
            copy.rename(data)
            refused = Daemon(data, wait=False, **settings)
            self.assertEqual(refused.wait(), 1)
            self.assertIn("auditlog_klopt_niet", "\n".join(refused.log))
            (place / "nieuw").mkdir()
            with Daemon(data, **{**settings, "audit_kopie": str(place / "nieuw")}) as daemon:
                self.assertEqual(daemon.get("/v1/berichten/1")[0], 200)
                self.assertEqual(daemon.post(good_301(1))[0], 200, "what was there gets the answer that was kept")
                self.assertEqual(daemon.post(good_301(2))[0], 201, "what was lost is decided again")
                self.assertEqual(daemon.stop(), 0)
            (place / "sleutel.pem").unlink()
            self.assertEqual(Daemon(data, wait=False, **{**settings, "audit_kopie": ""}).wait(), 2)
            self.assertEqual(Daemon(place / "ander", wait=False, wachtrij=0).wait(), 2)


class Eenheid(unittest.TestCase):
    UNIT = ROOT / "deploy/systemd/ketenpoort.service"

    def test_it_runs_the_program_as_the_example_says(self):
        unit = read(self.UNIT)
        with open(ROOT / "deploy/ketenpoort.example.toml", "rb") as file:
            example = tomllib.load(file)
        self.assertEqual(example["data"], "/var/lib/" + re.search(r"^StateDirectory=(.*)$", unit, re.MULTILINE).group(1))
        self.assertIn("serve --config /etc/ketenpoort/ketenpoort.toml", unit)
        stop = int(re.search(r'\| `termijn_stop` \| `(\d+)` \|', read(ROOT / "docs/settings.md")).group(1))
        self.assertGreater(int(re.search(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE).group(1)), stop)

    def test_systemd_reads_it(self):
        if not shutil.which("systemd-analyze"):
            self.skipTest("systemd-analyze is not installed (Debian package systemd)")
        with tempfile.TemporaryDirectory() as folder:
            # That the program stands in /usr/bin is the only thing that may differ here.
            unit = pathlib.Path(folder) / "ketenpoort.service"
            unit.write_text(read(self.UNIT).replace("/usr/bin/ketenpoort ", f"{sys.executable} "), encoding="utf-8")
            done = tool("systemd-analyze", "verify", "--man=no", unit)
            self.assertEqual((done.returncode, done.stderr), (0, ""), done.stderr)
            self.assertIn("\nType=notify\n", read(self.UNIT))
            done = tool("systemd-analyze", "security", "--offline=true", "--threshold=20", unit)
            self.assertEqual(done.returncode, 0, done.stdout)


class Handleidingen(unittest.TestCase):
    PARTNERS, BEHEER = ROOT / "docs/partners.md", ROOT / "docs/beheer.md"

    def test_partners_are_told_every_fault_there_is(self):
        """Each fault that the program can give has its row: what is grepped here is the list the program answers from."""
        rows = "\n".join(line for line in read(self.PARTNERS).splitlines() if line.startswith("| "))
        kinds = re.findall(r'case (\d+): return \{"([\w-]+)"', read(ROOT / "gateway/http/answer.cpp"))
        self.assertGreater(len(kinds), 10)
        for status, kind in [*kinds, ("500", "interne-fout")]:
            self.assertIn(f"| {status} | `{kind}` |", rows)
        used = set(re.findall(r"\bproblem\((\d{3}),", program("gateway")))
        self.assertLessEqual(used - {"500"}, {status for status, _ in kinds}, "a status without a type of its own")
        stuf = re.findall(r'\{"(StUF\d+)", "(client|server)",', read(ROOT / "gateway/soap/fault.cpp"))
        self.assertGreater(len(stuf), 10)
        for code, place in stuf:
            self.assertIn(f"| {code} | {place} |", rows)
        vsp = set(re.findall(r'"(BRS\d+)"', program("gateway")))
        self.assertGreater(len(vsp), 5)
        for code in vsp:
            self.assertRegex(rows, rf"(?m)^\| [^|]*\b{code}\b")
        reasons = set(re.findall(r'return "(\w+)";', read(ROOT / "gateway/tls/tls.cpp"))) | set(re.findall(r'unexpected\("(\w+)"\)', read(ROOT / "gateway/tls/tls.cpp")))
        reasons |= {word for line in re.findall(r"\bsecurity\(([^;]*)\);", program("gateway")) for word in re.findall(r'"([a-z]+_[a-z_]+)"', line)}
        self.assertGreater(len(reasons), 10)
        self.assertEqual({reason for reason in reasons if f"`{reason}`" not in rows}, set())

    def test_links(self):
        for manual in (self.PARTNERS, self.BEHEER, ROOT / "docs/metrics.md"):
            for page, anchor in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", read(manual)):
                target = manual.parent / page if page else manual
                self.assertTrue(target.is_file(), f"{manual.name}: {page}")
                if anchor:
                    self.assertIn(anchor, anchors(target), f"{manual.name}: {page}")


class Proxy(unittest.TestCase):
    def test_nginx_reads_it(self):
        nginx = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
        if not nginx:
            self.skipTest("nginx is not installed (Debian package nginx-light)")
        with tempfile.TemporaryDirectory() as folder:
            place = pathlib.Path(folder)
            made = subprocess.run([ROOT / "deploy/tls/maak_testset.sh", place / "tls"], capture_output=True, text=True, check=False)
            self.assertEqual(made.returncode, 0, made.stderr)
            # Only where things stand differs: the certificates, the logs, the ports a user may take.
            text = read(ROOT / "deploy/proxy/nginx.conf")
            for there, here in (("server.pem", "server.pem"), ("server.key", "server.key"), ("medewerkers-ca.pem", "ca.pem"), ("medewerkers-crl.pem", "crl.pem")):
                self.assertIn(f"/etc/nginx/ketenpoort/{there}", text)
                text = text.replace(f"/etc/nginx/ketenpoort/{there}", str(place / "tls" / here))
            text = text.replace("/var/log/nginx", folder).replace("/run/nginx.pid", f"{folder}/nginx.pid").replace(":443 ", ":8443 ").replace(" 443 ", " 8443 ")
            (place / "nginx.conf").write_text(text, encoding="utf-8")
            done = tool(nginx, "-t", "-p", folder, "-c", place / "nginx.conf")
            self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
