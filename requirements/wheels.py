"""Whether everything in a lock comes as a wheel for both kinds of machine that offices have. For maintainers; needs uv and the index.

Usage: python requirements/wheels.py [requirements/office.lock]. Installs nothing: uv plans an installation from wheels alone, with hashes.
"""

import subprocess
import sys
from itertools import product

MACHINES = ("x86_64-manylinux_2_28", "aarch64-manylinux_2_28")
"""glibc 2.28 of 2018: what openEuler 20.03, Kylin V10, UOS 20 and RHEL 8 have."""
PYTHONS = ("3.11", "3.12", "3.13")


def main(lock: str) -> int:
    """One line a machine and Python; the exit status is the number of those that lack a wheel."""
    lacking = 0
    for machine, python in product(MACHINES, PYTHONS):
        words = [
            "uv",
            "pip",
            "install",
            "--dry-run",
            "--only-binary",
            ":all:",
            "--require-hashes",
            "--target",
            "build/wheels",
        ]
        words += ["--python-platform", machine, "--python-version", python, "--requirements", lock]
        done = subprocess.run(words, capture_output=True, text=True)
        planned = sum(line.startswith(" + ") for line in done.stderr.splitlines())
        lacking += done.returncode != 0
        said = (
            f"{planned} packages, all of them wheels"
            if done.returncode == 0
            else done.stderr.strip().splitlines()[-1]
        )
        print(f"{machine}, Python {python}: {said}")
    return lacking


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "requirements/office.lock"))
