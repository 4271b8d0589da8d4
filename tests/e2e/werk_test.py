"""The work list of a real daemon: verzoeken, parked messages, and two people who decide at once."""

import json
import os
import pathlib
import sys
import tempfile
import threading
import unittest

from daemon import Daemon, until
from proefbundel import imported

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "support"))
import bericht  # noqa: E402

JSON = {"Content-Type": "application/json"}


class Werk(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.data = os.path.join(self.directory.name, "gegevens")

    def tearDown(self):
        self.directory.cleanup()

    def get(self, daemon, path, status=200):
        got, _, body = daemon.get(path)
        self.assertEqual(got, status, body)
        return json.loads(body)

    def decide(self, daemon, item, **besluit):
        status, headers, body = daemon.request("POST", f"/v1/werkvoorraad/{item}/besluit", json.dumps(besluit), JSON)
        return status, json.loads(body)

    def test_a_verzoek_from_question_to_rejection(self):
        with Daemon(self.data) as daemon:
            status, _, body = daemon.post(bericht.verzoek_toewijzing().xml().encode())
            self.assertEqual(status, 201, body)
            page = self.get(daemon, "/v1/werkvoorraad?soort=verzoek&gemeente=0384")
            self.assertIsNone(page["volgende"])
            self.assertEqual([w["sleutel"] for w in page["werk"]], ["V1"])
            item = page["werk"][0]["id"]
            self.assertFalse(page["werk"][0]["te_laat"])
            self.assertEqual(page["werk"][0]["werkdagen"], 5)

            status, answer = self.decide(daemon, item, besluit="in_onderzoek", door="J. Jansen", toelichting="huisbezoek nodig")
            self.assertEqual(status, 200, answer)
            self.assertEqual(answer["werk"]["stand"], "in_onderzoek")
            self.assertEqual(answer["gevolg"]["berichtsoort"], "WMO319")
            made = self.get(daemon, answer["gevolg"]["bericht"])
            self.assertEqual((made["kanaal"], made["afzender"], made["ontvanger"]), ("werkvoorraad", "0384", "42420001"))

            status, answer = self.decide(daemon, item, besluit="afwijzen", door="J. Jansen", reden="4")
            self.assertEqual(status, 200, answer)
            self.assertEqual(answer["werk"]["toestand"], "afgedaan")
            self.assertEqual(self.get(daemon, "/v1/werkvoorraad")["werk"], [])
            shown = self.get(daemon, f"/v1/werkvoorraad/{item}")
            self.assertEqual([b["besluit"] for b in shown["besluiten"]], ["in_onderzoek", "afwijzen"])
            self.assertEqual(shown["besluiten"][0]["toelichting"], "huisbezoek nodig")

            xml = daemon.get(answer["gevolg"]["bericht"] + "/origineel")[2].decode()
            self.assertIn(":VerzoekAntwoord>1<", xml)

    def test_two_people_decide_the_same_item(self):
        with Daemon(self.data) as daemon:
            daemon.post(bericht.verzoek_toewijzing().xml().encode())
            item = self.get(daemon, "/v1/werkvoorraad")["werk"][0]["id"]
            answers = []
            people = [threading.Thread(target=lambda n=n: answers.append(self.decide(daemon, item, besluit="afwijzen", door=f"Persoon {n}", reden="4")))
                      for n in range(8)]
            for person in people:
                person.start()
            for person in people:
                person.join()
            self.assertEqual(sorted(status for status, _ in answers), [200] + [409] * 7)
            winner = next(a["werk"]["besluiten"][0]["door"] for status, a in answers if status == 200)
            for status, answer in answers:
                if status == 409:
                    self.assertIn(winner, answer["detail"])
            self.assertEqual(len(self.get(daemon, f"/v1/werkvoorraad/{item}")["besluiten"]), 1)

    def test_a_parked_message_is_answered_after_the_decision(self):
        imported(self.data, self.directory.name)
        with Daemon(self.data, vandaag="2026-05-11") as daemon:
            status, _, body = daemon.post(bericht.toewijzing().xml().encode())
            first = json.loads(body)
            self.assertEqual((status, first["uitkomst"], first["retour"]), (201, "aangehouden", None), body)
            item = self.get(daemon, "/v1/werkvoorraad?soort=aangehouden")["werk"][0]
            self.assertEqual(item["regel"], "R01")
            shown = self.get(daemon, f"/v1/werkvoorraad/{item['id']}")
            self.assertTrue(all(b["te_beslissen"] for b in shown["bevindingen"]), shown)
            self.assertEqual(daemon.get(f"/v1/berichten/{first['id']}/retour")[0], 404)

            status, answer = self.decide(daemon, item["id"], besluit="afkeuren", door="J. Jansen", retourcode="9338")
            self.assertEqual(status, 422, answer)
            status, answer = self.decide(daemon, item["id"], besluit="goedkeuren", door="J. Jansen")
            self.assertEqual(status, 200, answer)
            self.assertEqual(answer["gevolg"]["uitkomst"], "goedgekeurd")
            self.assertEqual(self.get(daemon, f"/v1/berichten/{first['id']}")["uitkomst"], "goedgekeurd")
            self.assertIn(b"wmo302", daemon.get(f"/v1/berichten/{first['id']}/retour")[2])
            last = self.get(daemon, f"/v1/berichten/{first['id']}/besluit")
            self.assertEqual({b["beslist"] for b in last["bevindingen"]}, {"Goedgekeurd door J. Jansen"})
            first_record = self.get(daemon, f"/v1/berichten/{first['id']}/besluit?nummer=1")
            self.assertEqual(first_record["uitkomst"], "aangehouden")
            self.assertEqual(self.get(daemon, f"/v1/berichten/{first['id']}/besluit?nummer=2"), last)
            self.assertEqual(daemon.get(f"/v1/berichten/{first['id']}/besluit?nummer=3")[0], 404)
            status, _, _ = daemon.post(bericht.start().xml().encode())
            self.assertEqual(status, 201)

    def test_past_the_deadline_the_program_approves_when_it_may(self):
        imported(self.data, self.directory.name)
        with Daemon(self.data, vandaag="2026-05-11") as daemon:
            number = json.loads(daemon.post(bericht.toewijzing().xml().encode())[2])["id"]
            self.assertEqual(len(self.get(daemon, "/v1/werkvoorraad")["werk"]), 1)
        with Daemon(self.data, vandaag="2026-06-30", aangehouden_na_termijn="goedkeuren") as daemon:
            self.assertTrue(until(lambda: self.get(daemon, "/v1/werkvoorraad")["werk"] == []))
            self.assertEqual(self.get(daemon, f"/v1/berichten/{number}")["uitkomst"], "goedgekeurd")
            done = self.get(daemon, "/v1/werkvoorraad?toestand=afgedaan")["werk"]
            self.assertEqual([b["door"] for b in done[0]["besluiten"]], ["systeem"])

    def test_what_is_not_understood_is_refused_by_name(self):
        with Daemon(self.data) as daemon:
            for path in ("?soort=iets", "?aantal=0", "?vanaf=x", "?kleur=rood", "?gemeente=1"):
                self.assertEqual(daemon.get("/v1/werkvoorraad" + path)[0], 400, path)
            self.assertEqual(daemon.get("/v1/werkvoorraad/999")[0], 404)
            self.assertEqual(self.decide(daemon, 999, besluit="gezien", door="A")[0], 404)
            status, answer = self.decide(daemon, 999, besluit="gezien", door="A", kleur="rood")
            self.assertEqual(status, 422)
            self.assertIn("kleur", answer["detail"])
            status, _, _ = daemon.request("POST", "/v1/werkvoorraad/1/besluit", "{", JSON)
            self.assertEqual(status, 422)

    def test_pages_follow_each_other(self):
        with Daemon(self.data) as daemon:
            for n in range(5):
                message = bericht.verzoek_toewijzing(producten=[bericht.aangevraagd(f"V{n}")], bsn=bericht.test_bsn(n), identificatie=f"V{n}")
                self.assertEqual(daemon.post(message.xml().encode())[0], 201)
            seen, path = [], "/v1/werkvoorraad?aantal=2"
            while path:
                page = self.get(daemon, path)
                seen += [w["sleutel"] for w in page["werk"]]
                path = page["volgende"]
            self.assertEqual(seen, [f"V{n}" for n in range(5)])


if __name__ == "__main__":
    unittest.main()
