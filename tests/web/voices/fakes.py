"""What the portal and the site's login are for these tests."""

from luoshi_web.voices.subjects import LINE, REPORT, Subject

LINES = {
    "e1": Subject(LINE, "e1", "固定资产投资增长5%左右", "青川区 2025年", "/l/e1/"),
    "e2": Subject(LINE, "e2", "改造老旧小区20个", "青川区 2026年", "/l/e2/"),
}
REPORTS = {"z4684d6-qingchuan/2025": "2025年青川区政府工作报告"}
PURGED = []
UNRELEASED = "e9"


class FakePortal:
    """Two lines and a report are released."""

    def line(self, id):
        return LINES.get(id)

    def report(self, place, year):
        key = f"{place}/{year}"
        return Subject(REPORT, key, REPORTS[key], "青川区", f"/p/{key}/report/") if key in REPORTS else None


class FakeLogin:
    """Whoever sends the header is somebody."""

    def token(self, request):
        return request.headers.get("X-Test-Reader")

    def login(self, request):
        return "/login/?next=" + request.path


def purge(change):
    PURGED.append(change)
