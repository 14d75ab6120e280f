"""An address of a line that was never released, or was withdrawn for secrecy, against one that nobody could have: the same queries, bytes and time."""

import random
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi_web.portal.models import Line
from luoshi_web.portal.services import take_back_line
from tests.web.portal.conftest import NOW, brought, reports

pytestmark = pytest.mark.django_db
_ROUNDS = 250
_BOUND = 0.12
"""Of the share of pairs in which one took longer, from one half: at 250 rounds chance moves it by 0.026, so that this is more than four times as much."""
NONSENSE = "e000000000000-00000000"


@pytest.fixture
def hidden(tmp_path):
    """A line of a report that is not public (its name can be computed by whoever holds it), and one that was withdrawn for secrecy."""
    folder = reports(tmp_path / "a", "qingchuan-2025.txt", "qingchuan-2026.txt")
    brought(folder)
    secret = Line.objects.filter(year=2026).order_by("number").first()
    unreleased = Line.objects.filter(year=2025).order_by("number").first()
    public = Line.objects.filter(year=2026).order_by("-number").first()
    take_back_line(line_id=secret.pk, reason="secret", at=NOW)
    (folder / "qingchuan-2025.txt").unlink()
    brought(folder)
    return {"secret": secret.pk, "unreleased": unreleased.pk, "public": public.pk}


def _times(client, one, other):
    """Processor's time of each answer, the two in turn, which is first by chance."""
    order = random.Random(7)
    taken = {one: [], other: []}
    for number in range(_ROUNDS + 10):
        for name in order.sample((one, other), 2):
            began = time.process_time_ns()
            client.get(f"/l/{name}/")
            if number >= 10:
                taken[name].append(time.process_time_ns() - began)
    return taken[one], taken[other]


def _share(one, other):
    """In how many pairs the first took longer: one half where nothing tells them apart (Mann and Whitney)."""
    more = sum((a > b) + (a == b) / 2 for a in one for b in other)
    return more / (len(one) * len(other))


@pytest.mark.parametrize("what", ["secret", "unreleased"])
@pytest.mark.parametrize("prefix", ["", "/en", "/api/v1"])
def test_the_same_queries_and_bytes(hidden, what, prefix):
    client, answers = Client(), []
    for name in (hidden[what], NONSENSE):
        address = f"{prefix}/lines/{name}" if prefix == "/api/v1" else f"{prefix}/l/{name}/"
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            response = client.get(address)
        said = [query["sql"].replace(name, "*") for query in asked.captured_queries]
        answers.append(
            (
                response.status_code,
                response.content.replace(name.encode(), b"*"),
                dict(response.headers),
                said,
            )
        )
    assert answers[0][0] == 404
    assert answers[0] == answers[1]


@pytest.mark.parametrize("what", ["secret", "unreleased"])
def test_the_same_time(hidden, what):
    share = _share(*_times(Client(), hidden[what], NONSENSE))
    assert abs(share - 0.5) < _BOUND


def test_the_measure_sees_a_difference(hidden):
    """What is public takes another time, so that a look-up more would be seen."""
    assert abs(_share(*_times(Client(), hidden["public"], NONSENSE)) - 0.5) > 2 * _BOUND
