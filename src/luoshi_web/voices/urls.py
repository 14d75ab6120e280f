"""Addresses of the app; the portal includes them at its root, below whatever stands for the language."""

from django.urls import path, register_converter

from luoshi_web.voices.views import desk, mine, office, reading, writing


class Number:
    """A public number: 2026-0041."""

    regex = "[0-9]{4}-[0-9]{4,7}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Key:
    """The key of a private link."""

    regex = "[A-Za-z0-9_-]{32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Number, "voices_number")
register_converter(Key, "voices_key")
app_name = "voices"
urlpatterns = [
    path("l/<slug:id>/comments/", reading.line_thread, name="line_thread"),
    path("l/<slug:id>/comment/", writing.line_comment, name="line_comment"),
    path("l/<slug:id>/error/", writing.line_error, name="line_error"),
    path("p/<str:place>/<int:year>/report/comments/", reading.report_thread, name="report_thread"),
    path("p/<str:place>/<int:year>/report/comment/", writing.report_comment, name="report_comment"),
    path("p/<str:place>/<int:year>/report/error/", writing.report_error, name="report_error"),
    path("comments/<voices_number:number>/", reading.comment, name="comment"),
    path("comments/<voices_number:number>/reply/", writing.reply, name="reply"),
    path("comments/<voices_number:number>/report/", writing.complain, name="complain"),
    path("comments/rules/", reading.rules, name="rules"),
    path("corrections/", reading.corrections, name="corrections"),
    path("corrections/<voices_number:number>/", reading.correction, name="correction"),
    path("mine/<voices_key:key>/", mine.mine, name="mine"),
    path("desk/", desk.desk, name="desk"),
    path("desk/login/", desk.log_in, name="login"),
    path("desk/logout/", desk.log_out, name="logout"),
    path("desk/comments/<voices_number:number>/", desk.desk_comment, name="desk_comment"),
    path("desk/corrections/<voices_number:number>/", desk.desk_correction, name="desk_correction"),
    path("desk/record/", desk.record, name="record"),
    path("office/outbox/", office.office, name="office"),
]
