"""Commands over the data: started by timers and by hand, and shown to nobody in a browser."""

from django.core.checks import Tags
from django.core.management.base import BaseCommand

ALL_BUT_PAGES = (
    Tags.caches,
    Tags.compatibility,
    Tags.database,
    Tags.files,
    Tags.models,
    Tags.security,
    Tags.translation,
)
"""What Django checks before such a command. The addresses and templates, left out, import every page: 1.7 of a command's 2.4 s of processor."""


class DataCommand(BaseCommand):
    """A command that begins without reading the pages. ``check`` and ``runserver`` look at everything."""

    requires_system_checks = ALL_BUT_PAGES
