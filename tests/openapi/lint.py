"""Lints the description of the API: Spectral with its own rules for OpenAPI and the Dutch API Design Rules (adr.yaml)."""

import pathlib
import shutil
import subprocess
import sys

SKIPPED = 77  # as CTest is told
HERE = pathlib.Path(__file__).resolve().parent
DOCUMENT = HERE.parent.parent / "gateway/http/openapi.json"


def main(build):
    if shutil.which("npm") is None:
        print("npm is not there: install the packages of .ci/packages to lint the API's description.")
        return SKIPPED
    build.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "package-lock.json").read_bytes()
    done = build / "installed"
    if not done.exists() or done.read_bytes() != lock:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, build)
        # Scripts of packages are not run: Spectral needs none.
        npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        if subprocess.run(npm, cwd=build, check=False).returncode != 0:
            print("npm could not fetch Spectral (see above; is the registry reachable?): the API's description was not linted.")
            return SKIPPED
        done.write_bytes(lock)
    spectral = build / "node_modules/.bin/spectral"
    return subprocess.run([spectral, "lint", "--ruleset", HERE / "adr.yaml", "--fail-severity=warn", DOCUMENT], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
