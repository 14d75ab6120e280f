"""A worker that enters the rows of a file is killed in the middle: nothing of the file is there, and the log says nothing. Tried again, all is."""

import os
import signal

import pytest
from django.db import connection, connections

from luoshi_web.audit.chain import breaks
from luoshi_web.audit.models import Act
from luoshi_web.audit.selectors import head, links
from luoshi_web.registers.importing import services
from luoshi_web.registers.importing.models import ImportedFile, ImportedRow
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.models import Message
from tests.web.conftest import build_district
from tests.web.registers import import_steps as steps
from tests.web.registers import imported_lists as lists

ROWS = 8


def entering(district, file, die_at):
    """A process that enters the file and is killed with SIGKILL before its row of that number is; it lives to the end where there is none."""
    connections.close_all()
    if pid := os.fork():
        return os.waitpid(pid, 0)[1]
    status = 1
    try:
        real, seen = services.Source, iter(range(1, 1_000))

        def counted(*said):
            if next(seen) == die_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*said)

        services.Source = counted
        steps.taken(district, file)
        connections.close_all()
        status = 0
    finally:
        os._exit(status)


@pytest.mark.parametrize("die_at", [1, ROWS // 2, ROWS])
def test_killed_in_the_middle_nothing_is_entered(committed, die_at):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory is nobody else's")
    district = build_district()
    common = {"kind": "suggestion", "filed_on": "2026-01-20"}
    file = steps.brought(district, "proposals", lists.proposal_book(lists.suggestions(ROWS)), common=common)
    acts, messages = Act.objects.count(), Message.objects.count()
    assert os.WTERMSIG(entering(district, file, die_at)) == signal.SIGKILL
    assert not Matter.objects.exists()
    assert not ImportedRow.objects.exists()
    assert (Act.objects.count(), Message.objects.count()) == (acts, messages)
    assert ImportedFile.objects.get().state == "seen"
    assert list(breaks(links(), head())) == []
    assert entering(district, file, 0) == 0
    assert Matter.objects.count() == ImportedRow.objects.filter(how="made").count() == ROWS
    assert list(breaks(links(), head())) == []
