"""Files of evidence that the office released: drawn anew with personal data covered, chosen one by one, and gone with every copy when taken back."""

import re
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from luoshi_web.audit.refusal import Refusal
from luoshi_web.portal.exporting.run import export
from luoshi_web.portal.models import FilePage, Tombstone, Version
from luoshi_web.portal.models import Item as ShownItem
from luoshi_web.publication.evidence.facsimile import part_of, pictures
from luoshi_web.publication.models import Release, State
from luoshi_web.publication.reasons import Redacted
from luoshi_web.publication.redacting import Cut
from luoshi_web.publication.services.check import Away
from luoshi_web.publication.services.night import propose_changes, run_night
from luoshi_web.publication.services.propose import propose
from luoshi_web.publication.services.withdraw import withdraw, withdraw_file
from luoshi_web.supervision.models import Attachment, Evidence
from luoshi_web.supervision.models import Item as OfficeItem
from tests.web.conftest import NOW, TODAY
from tests.web.portal.conftest import Silent
from tests.web.publication.conftest import released
from tests.web.publication.walking import as_portal_alone, everything, said_at
from tests.web.supervision.uploads import docx, jpeg

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)
ALL = ("progress", "evidence", "checks", "verdicts")
PDF, CSV, JPEG = "application/pdf", "text/csv", "image/jpeg"


@pytest.fixture(autouse=True)
def as_portal(settings, tmp_path):
    as_portal_alone(settings, tmp_path)


def _pdf(*pages, turned=0):
    """A page a text, in a font whose digits are all as wide."""
    made = pikepdf.new()
    for words in pages:
        sheet = made.add_blank_page(page_size=(300, 120))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        sheet.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        sheet.Contents = made.make_stream(f"BT /F1 14 Tf 20 60 Td ({words}) Tj ET".encode())
        sheet.Rotate = turned
    out = BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture
def attach(district):
    def make(item, name, data, media_type=PDF):
        digest = sha256(data).hexdigest()
        evidence = Evidence(sha256=digest, size=len(data), media_type=media_type, stored_at=NOW)
        evidence.content.save(f"{digest}.bin", ContentFile(data))
        return Attachment.objects.create(
            item=item, evidence=evidence, name=name, by=district.people["officer"], at=NOW
        )

    return make


def _drawn(district, attachment, *cuts):
    return pictures(attachment, "evidence.0.file", cuts, actor=district.actor("supervisor"), at=NOW)


def _own(shown):
    place = shown.place
    slug = f"-{place.slug}" if place.slug else ""
    return f"/p/{place.pk}{slug}/items/{shown.paper_number}/"


def _page(address):
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("turned", [0, 90, 180])
def test_numbers_that_are_covered_cannot_be_told_apart(district, public, item_of, attach, turned):
    """Two files that differ in a telephone number alone become the same pixels; covered words likewise, and on a page of their own only there."""
    item = item_of("老旧小区")
    one, other = (
        attach(item, "a.pdf", _pdf(f"call 138{n}5678 now", turned=turned)) for n in ("1234", "9876")
    )
    assert _drawn(district, one) == _drawn(district, other)
    names = [attach(item, "n.pdf", _pdf(f"by {name}", name, turned=turned)) for name in ("01", "02")]
    assert _drawn(district, names[0]) != _drawn(district, names[1])
    cut = [
        _drawn(district, file, Cut("", name, "personal"))
        for file, name in zip(names, ("01", "02"), strict=True)
    ]
    assert cut[0] == cut[1]
    first = [
        _drawn(district, file, Cut("evidence.0.file.pages.0", name, "personal"))
        for file, name in zip(names, ("01", "02"), strict=True)
    ]
    assert [a == b for a, b in zip(*first, strict=True)] == [True, False]


def test_words_that_run_over_a_mask_take_the_whole_page(district, public, item_of, attach):
    """What the checker reads and covers has 【电话】 in it, and does not stand so in the file."""
    one = attach(item_of("老旧小区"), "m.pdf", _pdf("by Zhang, call 13812345678, room 7", "a second page"))
    masked = _drawn(district, one)
    over = _drawn(district, one, Cut("", "Zhang, call 【电话】, room 7", "personal"))
    assert [a == b for a, b in zip(masked, over, strict=True)] == [False, True]
    black = Image.open(BytesIO(over[0])).convert("L").getextrema()
    assert black[1] < 40, "nothing of the page is left"


def test_a_photograph_says_nothing_but_its_pixels(district, public, item_of, attach):
    item, told = item_of("老旧小区"), Image.Exif()
    told[0x010E] = "the builder's own name"
    plain, secret = jpeg((40, 30)), jpeg((40, 30), exif=told)
    one, other = (attach(item, "照片.jpg", data, JPEG) for data in (plain, secret))
    assert b"builder" in secret
    assert _drawn(district, one) == _drawn(district, other)
    assert b"builder" not in _drawn(district, other)[0]


def test_a_chosen_file_is_looked_at_on_the_items_and_the_lines_page(district, public, item_of, attach):
    item = item_of("老旧小区")
    proof = attach(item, "验收单.pdf", _pdf("accepted on 2026-03-01, call 13812345678", "second page"))
    table = attach(item, "台账.csv", "小区,电话\n甲小区,4231188\n".encode(), CSV)
    attach(item, "内部.pdf", _pdf("internal memo"))
    held = released(district, item, parts=(*ALL, part_of(proof), part_of(table)))
    shown = ShownItem.objects.get()
    own = _own(shown)
    for page in (_page(own), _page(f"/l/{shown.line}/")):
        assert re.search(r'evidence/[0-9a-f]{10}/">验收单.pdf', page)
    assert "内部.pdf</a>" not in _page(own)
    marks = [row["file"]["mark"] for row in shown.content["evidence"] if "file" in row]
    file = _page(f"{own}evidence/{marks[0]}/")
    assert "accepted on 2026-03-01, call 【电话】" in file
    assert file.count("<img") == FilePage.objects.count() == 2
    picture = Client().get(f"{own}evidence/{marks[0]}/2.jpg")
    assert picture["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(picture.content)).format == "JPEG"
    assert (
        Client(headers={"if-none-match": picture["ETag"]}).get(picture.request["PATH_INFO"]).status_code
        == 304
    )
    sheet = _page(f"{own}evidence/{marks[1]}/")
    assert "甲小区" in sheet
    assert "4231188" not in sheet + _page(f"{own}evidence/{marks[1]}.csv")
    said = "".join(everything().values())
    for hidden in ("13812345678", "4231188", "internal memo", proof.evidence.sha256, proof.evidence.content.name, '"attachment"'):  # fmt: skip
        assert hidden not in said, hidden
    assert propose_changes(at=LATER) == 0, held.name


def test_what_was_not_chosen_or_not_approved_looks_like_nonsense(district, public, item_of, attach):
    """Planted: a file of a public item that nobody chose, one that is proposed, one that was redacted; by mark, hash, number and ETag."""
    item, other = item_of("老旧小区"), item_of("学校3所")
    hidden = attach(item, "未选.pdf", _pdf("planted one"))
    cut = attach(item, "删去.pdf", _pdf("planted two"))
    released(district, item, parts=(*ALL, part_of(cut)), away=(Away("", "evidence.1.file", Redacted.TRADE),))
    waiting = attach(other, "待批.pdf", _pdf("planted three"))
    propose(actor=district.actor("supervisor"), subject=other, parts=(*ALL, part_of(waiting)), at=NOW)
    assert not FilePage.objects.exists()
    seen = everything()
    for words in ("planted", "待批", "evidence/"):
        assert said_at(seen, words) == [], words
    own = _own(ShownItem.objects.get())
    assert "删去.pdf" in _page(own), "its name went out"
    names = [hidden.evidence.sha256[:10], str(hidden.pk), str(cut.pk), "ffffffffff"]
    names += [sha256(f"{a.item.number}/{a.evidence.sha256}".encode()).hexdigest()[:10] for a in (hidden, cut)]
    for ending in ("/", "/1.jpg", ".json", ".csv"):
        answers = [Client().get(f"{own}evidence/{name}{ending}") for name in names]
        assert {(a.status_code, a.content, tuple(a.headers.items())) for a in answers} == {
            (404, answers[0].content, tuple(answers[0].headers.items()))
        }


def test_redacted_words_are_in_no_form_of_the_file(district, public, item_of, attach):
    item = item_of("老旧小区")
    one = attach(item, "说明.docx", docx(body="<w:p><w:r><w:t>施工方为某某建筑公司。</w:t></w:r></w:p>"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document")  # fmt: skip
    two = attach(item, "合同.pdf", _pdf("built by ACME Ltd"))
    away = (Away("某某建筑公司", "", Redacted.TRADE), Away("ACME", "", Redacted.TRADE))
    released(district, item, parts=(*ALL, part_of(one), part_of(two)), away=away)
    said = "".join(everything().values())
    assert "某某建筑公司" not in said
    assert "ACME" not in said
    assert "施工方为" in said
    cut = [Cut("", "ACME", "trade")]
    assert bytes(FilePage.objects.get().picture) == _drawn(district, two, *cut)[0] != _drawn(district, two)[0]


def test_a_file_that_cannot_be_drawn_or_is_another_items_is_not_released(district, public, item_of, attach):
    item, other = item_of("老旧小区"), item_of("学校3所")
    broken = attach(item, "坏.pdf", b"%PDF-1.4 nothing")
    foreign = attach(other, "别处.pdf", _pdf("of another item"))
    by = {"actor": district.actor("supervisor"), "at": NOW}
    with pytest.raises(Refusal) as refused:
        propose(subject=item, parts=(*ALL, part_of(broken)), **by)
    assert refused.value.code == "file_not_shown"
    made = propose(subject=item, parts=(*ALL, part_of(foreign)), **by)
    assert made.parts == list(ALL)
    assert "file" not in str(made.content["evidence"])


@pytest.mark.parametrize(("reason", "status"), [("secret", 404), ("personal", 410)])
def test_a_file_taken_back_alone_is_gone_with_every_copy(
    district, public, item_of, attach, tmp_path, reason, status
):
    item = item_of("老旧小区")
    proof = attach(item, "验收单.pdf", _pdf("the accepted flats"))
    note = attach(item, "台账.csv", "小区\n要撤下的小区\n".encode(), CSV)
    parts = (*ALL, part_of(proof), part_of(note))
    held = released(district, item, parts=parts)
    OfficeItem.objects.filter(pk=item.pk).update(title="改造老旧小区26个（更正）")
    waits = propose(actor=district.actor("supervisor"), subject=item, parts=parts, at=LATER)
    own, marks = _own(ShownItem.objects.get()), [row["file"]["mark"] for row in held.content["evidence"]]
    addresses = [f"{own}evidence/{marks[0]}/", f"{own}evidence/{marks[0]}/1.jpg", f"{own}evidence/{marks[0]}/1-small.jpg", f"{own}evidence/{marks[1]}/", f"{own}evidence/{marks[1]}.csv"]  # fmt: skip
    etags = [Client().get(address)["ETag"] for address in addresses]
    assert len(_pictures(tmp_path)) == 4, "of each language, and small"
    for mark in marks:
        held.refresh_from_db()
        withdraw_file(
            actor=district.actor("supervisor2"), release_id=held.pk, version=held.version, mark=mark, reason=reason, sentence="应当事人要求。", at=LATER
        )  # fmt: skip
    assert not FilePage.objects.exists()
    assert not any(
        "要撤下的小区" in str(one.content) for one in (*Version.objects.all(), *Release.objects.all())
    )
    for address, etag in zip(addresses, etags, strict=True):
        for language in ("", "/en"):
            answer = Client(headers={"if-none-match": etag}).get(language + address)
            assert answer.status_code == status
            assert ("应当事人要求。" in answer.content.decode()) == (status == 410)
    seen = everything(*addresses)
    for words in ("the accepted flats", "要撤下的小区", *(f"evidence/{mark}" for mark in marks)):
        assert said_at(seen, words) == [], words
    assert "验收单.pdf" in _page(own), "that it was handed in stays said"
    assert _pictures(tmp_path) == []
    assert "要撤下的小区" not in "".join(
        f.read_text(encoding="utf-8") for f in (tmp_path / "pages").rglob("*.html")
    )
    waits.refresh_from_db()
    assert (waits.state, waits.parts) == (State.PROPOSED, list(ALL))
    assert run_night(TODAY, LATER).proposed == 0
    with pytest.raises(Refusal) as refused:
        withdraw_file(actor=district.actor("supervisor2"), release_id=held.pk, version=held.version + 1, mark=marks[0], reason="error", sentence="再来一次。", at=LATER)  # fmt: skip
    assert refused.value.code == "file_not_public"


def _pictures(folder):
    """The pictures of files that an export has."""
    export(folder / "pages", 1, Silent(), now=lambda: LATER)
    return sorted((folder / "pages").rglob("*.jpg"))


def test_with_an_item_go_its_files(district, public, item_of, attach):
    item = item_of("老旧小区")
    held = released(district, item, parts=(*ALL, part_of(attach(item, "验收单.pdf", _pdf("flats")))))
    own, mark = _own(ShownItem.objects.get()), held.content["evidence"][0]["file"]["mark"]
    withdraw(actor=district.actor("supervisor2"), release_id=held.pk, version=held.version, reason="error", sentence="有误。", at=LATER)  # fmt: skip
    assert not FilePage.objects.exists()
    assert Client().get(f"{own}evidence/{mark}/1.jpg").status_code == 410
    assert Tombstone.objects.count() == 2


def test_a_release_without_the_file_takes_its_pictures_away(district, public, item_of, attach):
    item = item_of("老旧小区")
    proof = attach(item, "验收单.pdf", _pdf("flats"))
    held = released(district, item, parts=(*ALL, part_of(proof)))
    own, mark = _own(ShownItem.objects.get()), held.content["evidence"][0]["file"]["mark"]
    released(district, item, parts=ALL, at=LATER)
    assert not FilePage.objects.exists()
    assert Client().get(f"{own}evidence/{mark}/1.jpg").status_code == 404


def test_a_file_that_is_left_out_now_is_taken_back_of_earlier_days(district, public, item_of, attach):
    item = item_of("老旧小区")
    note = attach(item, "台账.csv", "小区\n要撤下的小区\n".encode(), CSV)
    first = released(district, item, parts=(*ALL, part_of(note)))
    own, mark = _own(ShownItem.objects.get()), first.content["evidence"][0]["file"]["mark"]
    held = released(district, item, parts=ALL, at=LATER)
    assert any("要撤下的小区" in str(version.content) for version in Version.objects.all())
    withdraw_file(
        actor=district.actor("supervisor2"), release_id=held.pk, version=held.version, mark=mark, reason="personal", sentence="应当事人要求。", at=LATER
    )  # fmt: skip
    assert not any(
        "要撤下的小区" in str(one.content) for one in (*Version.objects.all(), *Release.objects.all())
    )
    assert Client().get(f"{own}evidence/{mark}/").status_code == 410
    held.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        withdraw_file(actor=district.actor("supervisor2"), release_id=held.pk, version=held.version, mark=mark, reason="error", sentence="再来一次。", at=LATER)  # fmt: skip
    assert refused.value.code == "file_not_public"
