"""``manage.py words``: gather what is to be translated, folder by folder, and compile it. For maintainers; needs GNU gettext.

Each app and each area of the console has its own ``locale`` folder, so that work on two areas never meets in one file. The compiled
files are kept too: nobody who installs needs gettext.
"""

import os
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

LANGUAGE = "zh_Hans"
APPS = (
    "accounts",
    "audit",
    "jobs",
    "ledgerstore",
    "portal",
    "publication",
    "registers",
    "supervision",
    "voices",
)


def folders() -> dict[Path, list[str]]:
    """Every folder that has words of its own, with what below it belongs to others."""
    here = Path(settings.HERE)
    areas = sorted(
        path
        for path in (here / "console").iterdir()
        if (path / "__init__.py").exists() and path.name not in {"management", "templatetags"}
    )
    shared = {here / "console": [f"{area.name}/*" for area in areas]}
    return {here / app: [] for app in APPS} | {area: [] for area in areas} | shared


class Command(BaseCommand):
    """Gathers and compiles; tells how many words are still without translation."""

    help = "Gather the words to translate into each folder's locale, and compile them (needs GNU gettext)."

    def handle(self, *args: Any, **options: Any) -> None:
        started = Path.cwd()
        for folder, others in folders().items():
            (folder / "locale").mkdir(exist_ok=True)
            os.chdir(folder)
            try:
                call_command(
                    "makemessages", locale=[LANGUAGE], no_location=True, no_obsolete=True, ignore_patterns=others,
                    extensions=["html", "txt", "py", "js"], verbosity=0,
                )  # fmt: skip
            finally:
                os.chdir(started)
            for words in (folder / "locale").rglob("*.po"):
                _tidy(words)
                subprocess.run(
                    ["msgfmt", "--check-format", "-o", words.with_suffix(".mo"), words], check=True
                )
                left = subprocess.run(
                    ["msgattrib", "--untranslated", words], capture_output=True, text=True, check=True
                ).stdout
                fuzzy = subprocess.run(
                    ["msgattrib", "--only-fuzzy", words], capture_output=True, text=True, check=True
                ).stdout
                missing = left.count("\nmsgid ") + fuzzy.count("\nmsgid ")
                name = words.relative_to(settings.HERE).parts[:-3]
                self.stdout.write(
                    f"{'/'.join(name)}: {max(missing - bool(left) - bool(fuzzy), 0)} without translation"
                )
        template = Path(settings.HERE).parent.parent
        for stray in template.rglob("*.pot"):
            stray.unlink()


def _tidy(words: Path) -> None:
    """Without the date of gathering, which would change every file every time."""
    lines = words.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date'))]
    words.write_text("\n".join(kept) + "\n", encoding="utf-8")
