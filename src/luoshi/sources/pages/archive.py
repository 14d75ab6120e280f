"""Which archives are bundles of pages: :mod:`luoshi.sources.formats.archive` opens them."""

from luoshi.errors import SourceError
from luoshi.sources.formats.archive import names
from luoshi.sources.load import read_bytes

# What an office document holds that a bundle of pages does not.
_OFFICE = frozenset(("[Content_Types].xml", "mimetype", "OFD.xml", "META-INF/manifest.xml"))


def holds_pages(path: str) -> bool:
    """Whether a ZIP is a bundle of files and no office document."""
    try:
        found = names(read_bytes(path))
    except SourceError:
        return False
    return bool(found) and not found & _OFFICE
