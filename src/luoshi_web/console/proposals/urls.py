from django.urls import path

from luoshi_web.console.proposals import papers, promises, views
from luoshi_web.console.proposals.acts import ACTS
from luoshi_web.console.registers.acts import acting
from luoshi_web.console.registers.papers import paper_urls

app_name = "proposals"
urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("promises/", promises.listed, name="promises"),
    path("rates/", views.rates, name="rates"),
    *paper_urls(papers.PAPERS),
    path("<int:pk>/form/", papers.opinion_form, name="opinion_form"),
    path("<int:pk>/", views.show, name="show"),
    *(
        path(f"<int:pk>/{act.code}/", acting(act, views.PLACE, "proposals.list"), name=act.code)
        for act in ACTS
    ),
]
