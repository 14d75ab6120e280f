from django.urls import path

from luoshi_web.console.cases import views
from luoshi_web.console.cases.acts import ACTS
from luoshi_web.console.registers.acts import acting

app_name = "cases"
urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("sued/", views.sued, name="sued"),
    path("figures/", views.counts, name="figures"),
    path("<int:pk>/", views.show, name="show"),
    *(path(f"<int:pk>/{act.code}/", acting(act, views.PLACE, "cases.list"), name=act.code) for act in ACTS),
]
