"""A list of any register is brought in and entered, as the tests of each register begin."""

from luoshi_web.registers.importing import services
from luoshi_web.registers.importing.models import ImportedFile
from luoshi_web.registers.importing.selectors import preview
from tests.web.conftest import NOW, TODAY, District


def brought(district: District, register: str, content: bytes, *, by="supervisor", names=None, common=None, year=2026, **about) -> ImportedFile:  # fmt: skip
    """A file that came in, with what was said of the whole list."""
    file = services.bring_in(
        actor=district.actor(by), register=register, name="台账.xlsx", content=content, about=services.About(year, **about), at=NOW
    )  # fmt: skip
    return services.put_right(
        actor=district.actor(by),
        file_id=file.pk,
        layouts=file.layouts,
        names=names or {},
        common=common or {},
    )


def taken(district: District, file: ImportedFile, **how) -> ImportedFile:
    """Its rows are entered."""
    return services.take(actor=district.actor("supervisor"), file_id=file.pk, at=NOW, **how)


def told(file: ImportedFile) -> set[str]:
    """The codes of what is told of all its rows."""
    return {
        doubt.code
        for row, _units in preview(file, on=TODAY).rows
        for doubt in [*row.errors, *row.doubts, *row.left.values()]
    }
