"""Addresses of the office's pages, an area a line."""

from django.urls import include, path

from luoshi_web.console.api.office import api
from luoshi_web.console.home import views as home

urlpatterns = [
    path("", home.today, name="home"),
    path("post/", home.choose_post, name="choose_post"),
    path("language/", include("django.conf.urls.i18n")),
    path("together/", include("luoshi_web.console.bulk.urls")),
    path("items/", include("luoshi_web.console.items.urls")),
    path("reports/", include("luoshi_web.console.review.urls")),
    path("checks/", include("luoshi_web.console.checks.urls")),
    path("split/", include("luoshi_web.console.split.urls")),
    path("establish/", include("luoshi_web.console.establish.urls")),
    path("", include("luoshi_web.console.limits.urls")),
    path("urging/", include("luoshi_web.console.urging.urls")),
    path("messages/", include("luoshi_web.console.inbox.urls")),
    path("jobs/", include("luoshi_web.console.background.urls")),
    path("appraisals/", include("luoshi_web.console.appraisal.urls")),
    path("progress/", include("luoshi_web.console.progress.urls")),
    path("workbooks/", include("luoshi_web.console.workbooks.urls")),
    path("lights/", include("luoshi_web.console.lights.urls")),
    path("log/", include("luoshi_web.console.log.urls")),
    path("cases/", include("luoshi_web.console.cases.urls")),
    path("findings/", include("luoshi_web.console.findings.urls")),
    path("projects/", include("luoshi_web.console.projects.urls")),
    path("documents/", include("luoshi_web.console.documents.urls")),
    path("proposals/", include("luoshi_web.console.proposals.urls")),
    path("registers/", include("luoshi_web.console.overview.urls")),
    path("registers/", include("luoshi_web.console.sayings.urls")),
    path("publication/", include("luoshi_web.console.publication.urls")),
    path("papers/", include("luoshi_web.console.papers.urls")),
    path("api/v1/", api.urls),
    path("tokens/", include("luoshi_web.console.api.urls")),
    path("year/", include("luoshi_web.console.year.urls")),
    path("guide/", include("luoshi_web.console.guide.urls")),
    path("decisions/", include("luoshi_web.console.decisions.urls")),
    path("meetings/", include("luoshi_web.console.registers.meetings")),
    path("people/desks/", include("luoshi_web.console.registers.desks")),
    path("people/", include("luoshi_web.console.people.urls")),
]
