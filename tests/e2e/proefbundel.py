"""A small contract with another aanbieder than the messages of the tests are of: what 42420001 is granted waits for a person (R01)."""

import os
import pathlib
import subprocess

BUNDLE = {
    "bundel.toml": """[bundel]
naam = "proef"
versie = "1"
omschrijving = "Proef"
regio = "Proef"
geldig_van = 2021-01-01
[[vorm]]
id = "vrij"
[[perceel]]
id = "S1"
domein = "wmo"
naam = "Begeleiding"
bekostiging = "pxq"
vorm = "vrij"
""",
    "gemeenten.csv": "gemeente;naam;geldig_van;geldig_tot\n0384;Diemen;2021-01-01;\n",
    "overeenkomsten.csv": "aanbieder;naam;perceel;geldig_van\n42420099;Zorg Z;S1;2022-01-01\n",
    "producten.csv": "domein;categorie;code;omschrijving;eenheid;geldig_van;geldig_tot;perceel\nwmo;02;02A16;Begeleiding;04;2021-01-01;;S1\n",
    "tarieven.csv": "domein;product;eenheid;aanbieder;tarief;geldig_van;geldig_tot\nwmo;02A16;04;;70,00;2021-01-01;\n",
}


def imported(data, directory):
    bundle = pathlib.Path(directory) / "bundel"
    bundle.mkdir()
    for name, text in BUNDLE.items():
        (bundle / name).write_text(text)
    subprocess.run([os.environ["KETENPOORT"], "contract", "import", "--data", data, str(bundle)], check=True, stdout=subprocess.DEVNULL)
