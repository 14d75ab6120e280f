"""An invented district with somebody in every role, for the tests of the office. Services are given a moment; nothing here asks a clock."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copy
from typing import Any
from zlib import crc32

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client

from luoshi_web.accounts.models import Charge, Holding, Office, OfficeName, Person, Post
from luoshi_web.accounts.selectors import actor_for
from luoshi_web.audit.actor import Actor
from luoshi_web.supervision.models import CoUnit, Item
from luoshi_web.supervision.states import State
from tests.web.installations import Installation, databases, lacking, migrated_sqlite

_HERE = Path(__file__).parent
NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)  # 10:00 in Shanghai, a Tuesday
TODAY = date(2026, 3, 10)
SINCE = date(2024, 1, 1)
PASSWORD = "an invented phrase"

# (key, office, title, role, clearance)
_POSTS = (
    ("supervisor", "督查室", "主任", "supervision", 3),
    ("supervisor2", "督查室", "科员", "supervision", 3),
    ("leader", "区政府", "副区长", "leader", 3),
    ("leader2", "区政府", "区长", "leader", 3),
    ("head", "发改局", "局长", "head", 1),
    ("officer", "发改局", "科员", "officer", 1),
    ("head2", "住建局", "局长", "head", 1),
    ("officer2", "住建局", "科员", "officer", 1),
    ("head3", "教体局", "局长", "head", 1),
    ("auditor", "审计局", "审计员", "auditor", 2),
    ("administrator", "信息中心", "管理员", "administrator", 0),
)
_OFFICES = (
    ("督查室", "区政府督查室", "government", ()),
    ("区政府", "区人民政府", "government", ()),
    ("发改局", "区发展和改革局", "department", ("发改委", "区发改局")),
    ("住建局", "区住房和城乡建设局", "department", ("住建委", "区住建局")),
    ("教体局", "区教育体育局", "department", ("教育局",)),
    ("审计局", "区审计局", "department", ()),
    ("信息中心", "区大数据中心", "department", ()),
)


_EACH_TIME = (
    "attacks",
    "audit",
    "faults",
    "jobs",
    "ledgerstore",
)  # what databases differ in: triggers, locks, searches, killed writers


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what asks the database: rules, words, files and servers of their own have run on SQLite, and know no difference.

    Where ``LUOSHI_TEST_TURN`` is 0 or 1, as in CI, a test that asks the database runs on one of the two, and the next turn on the other;
    what databases differ in runs on both each time. In the browser each act and page is tried in half of its languages and widths, and
    in the others the next turn. Without it everything runs on whatever is asked for.
    """
    sqlite, turn = connection.vendor == "sqlite", os.environ.get("LUOSHI_TEST_TURN")
    ours = [item for item in items if _HERE in item.path.parents and "e2e" not in item.path.parts]
    left_out = [
        item
        for item in ours
        if not (sqlite or _on_postgresql(item))
        or (turn and not _has_its_turn(item, int(turn), sqlite=sqlite))
    ]
    if turn:
        left_out += _browsers_next_turn(items, int(turn))
    if left_out:
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]
        config.hook.pytest_deselected(items=left_out)


def _browsers_next_turn(items: Iterable[pytest.Item], turn: int) -> list[pytest.Item]:
    """Of each test in the browser every second case; one that has no cases runs every second time. Who walks every page is chosen there."""
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if "e2e" in item.path.parts and "every_page" not in item.path.name:
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    return [
        case
        for name, all_of_one in cases.items()
        for number, case in enumerate(all_of_one, start=crc32(name.encode()))
        if number % 2 != turn
    ]


def _has_its_turn(item: pytest.Item, turn: int, *, sqlite: bool) -> bool:
    if not _on_postgresql(item) or not {*_EACH_TIME}.isdisjoint(item.path.relative_to(_HERE).parts):
        return True
    if _of_one_database(item):
        return True
    return crc32(item.nodeid.encode()) % 2 == (turn if sqlite else 1 - turn)


def _of_one_database(item: pytest.Item) -> bool:
    """Whether a test is of one database alone and skipped on the other."""
    spec = getattr(item, "callspec", None)
    named = spec is not None and not {"postgresql", "sqlite"}.isdisjoint(map(str, spec.params.values()))
    return named or any(item.iter_markers("skipif"))


def _on_postgresql(item: pytest.Item) -> bool:
    asked = {"db", "transactional_db"}.intersection(getattr(item, "fixturenames", ()))
    spec = getattr(item, "callspec", None)
    named = spec is not None and "postgresql" in spec.params.values()
    return bool(asked) or named or item.get_closest_marker("django_db") is not None


@dataclass
class District:
    """``people``, ``posts`` and ``offices`` by the keys above; an actor by ``district.actor("head")``."""

    offices: dict[str, Office] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        return actor_for(self.people[key], self.posts[key], at=TODAY)

    def client(self, key: str) -> Client:
        """A browser in which somebody has logged in."""
        client = Client()
        client.force_login(self.people[key], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client


def build_district() -> District:
    """The whole district in the database of the test."""
    district = District()
    password = make_password(
        PASSWORD
    )  # once: an installation's own hasher takes a tenth of a second and more
    for order, (short, name, kind, others) in enumerate(_OFFICES):
        office = Office.objects.create(code=f"o{order}", name=name, short_name=short, kind=kind, order=order)
        OfficeName.objects.bulk_create(OfficeName(office=office, name=other) for other in others)
        district.offices[short] = office
    for order, (key, office, title, role, clearance) in enumerate(_POSTS):
        post = Post.objects.create(
            office=district.offices[office], title=title, role=role, clearance=clearance, order=order,
            chief=key == "leader2",
        )  # fmt: skip
        person = Person.objects.create(
            username=key, password=password, name=f"{office}{title}", email=f"{key}@example.test"
        )
        Holding.objects.create(person=person, post=post, since=SINCE)
        district.posts[key], district.people[key] = post, person
    for office in ("发改局", "住建局"):
        Charge.objects.create(post=district.posts["leader"], office=district.offices[office], since=SINCE)
    Charge.objects.create(post=district.posts["leader2"], office=district.offices["教体局"], since=SINCE)
    return district


@pytest.fixture
def district(db: None) -> District:
    return build_district()


@pytest.fixture(autouse=True)
def fixed_now(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Pages of the tests are shown on 10 March 2026; files go where the test's end removes them."""
    settings.OFFICE_NOW = NOW
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")


_numbers = iter(range(1, 1_000_000))


@pytest.fixture
def make_item(district: District) -> Callable[..., Item]:
    """``make_item(state=State.ACTIVE, lead="head", helpers=("head2",), **columns)``: an item as if it had come there by acts."""

    def make(
        *, state: str = State.ACTIVE, lead: str | None = "head", helpers: tuple[str, ...] = (), **columns: Any
    ) -> Item:
        number = next(_numbers)
        post = district.posts[lead] if lead else None
        values: dict[str, Any] = {
            "number": f"2026-T-{number:04d}",
            "year": 2026,
            "kind": Item.Kind.TASK,
            "title": f"建成第{number}处便民服务点",
            "quote": f"建成第{number}处便民服务点。",
            "lead": post,
            "office": post.office if post else None,
            "leader": district.posts["leader"],
            "due": date(2026, 12, 31),
            "original_due": date(2026, 12, 31),
            "state": state,
        }
        if state != State.DRAFT:
            values["assigned_at"] = NOW
        if state in {"closed_done", "closed_not_done", "merged", "withdrawn"}:
            values |= {"public_reason": "已办结", "ended_at": NOW}
        item = Item.objects.create(**values | columns)
        for order, key in enumerate(helpers):
            CoUnit.objects.create(item=item, post=district.posts[key], order=order)
        return item

    return make


@pytest.fixture(autouse=True, scope="session")
def emptied_between_tests() -> Iterator[None]:
    """On PostgreSQL tables are emptied with TRUNCATE after a test that commits, which the log's own trigger refuses: for that alone it steps aside."""
    operations = connection.ops
    if connection.vendor != "postgresql":
        yield
        return
    flush, refused = (
        operations.sql_flush,
        {"audit_act": "act_not_emptied", "voices_act": "voices_act_not_emptied"},
    )
    step, back = (
        [f"ALTER TABLE {table} {how} TRIGGER {name}" for table, name in refused.items()]
        for how in ("DISABLE", "ENABLE")
    )
    operations.sql_flush = lambda *args, **options: [*step, *flush(*args, **options), *back]  # type: ignore[method-assign]
    yield
    operations.sql_flush = flush  # type: ignore[method-assign]


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """For tests of several connections or of killed processes: what they write is committed.

    Afterwards the tables are emptied, which the log's own triggers would refuse on SQLite; they are put back for the next test.
    """
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            kept = cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('audit_act', 'voices_act')"
            ).fetchall()
            for name, _ in kept:
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute("DELETE FROM audit_act")
            cursor.execute("DELETE FROM voices_act")
            for _, sql in kept:
                cursor.execute(sql)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file of a new installation, made once a run whatever the number of workers; to be copied."""
    base = tmp_path_factory.getbasetemp()
    return migrated_sqlite(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a new installation's PostgreSQL database, made once a worker; a template for others."""
    with databases(None) as (made,):
        Installation(tmp_path_factory.mktemp("migrated"), made).manage("migrate", "--verbosity", "0")
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    """Migrated and empty, with processes of its own. PostgreSQL is the server that ``LUOSHI_DATABASE`` names, with a database of its own."""
    if lack := lacking(request.param):
        pytest.skip(lack)
    if request.param == "sqlite":
        made = Installation(tmp_path)
        copy(request.getfixturevalue("migrated_file"), tmp_path / "office.sqlite3")
        yield made
        made.end()
        return
    with databases(request.getfixturevalue("migrated_database")) as (address,):
        made = Installation(tmp_path, address)
        yield made
        made.end()
