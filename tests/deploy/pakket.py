"""Builds the Debian package from a build tree, for the tests of it."""

import os
import pathlib
import subprocess

BUILD = pathlib.Path(os.environ["KETENPOORT"]).resolve().parents[1]


def maak(place, version):
    """@returns the path of a package of this version, made of what is built, quickly compressed"""
    done = subprocess.run(["cpack", "-G", "DEB", "--config", BUILD / "CPackConfig.cmake", "-B", place, "-D", f"CPACK_PACKAGE_VERSION={version}",
                           "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=gzip"], cwd=place, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stdout + done.stderr)
    return next(pathlib.Path(place).glob(f"ketenpoort_{version}_*.deb"))
