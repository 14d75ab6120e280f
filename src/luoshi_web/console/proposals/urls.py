from django.urls import path

from luoshi_web.console.proposals import promises, views
from luoshi_web.console.proposals.acts import ACTS
from luoshi_web.console.registers.acts import acting

app_name = "proposals"
urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("promises/", promises.listed, name="promises"),
    path("rates/", views.rates, name="rates"),
    path("<int:pk>/", views.show, name="show"),
    *(
        path(f"<int:pk>/{act.code}/", acting(act, views.PLACE, "proposals.list"), name=act.code)
        for act in ACTS
    ),
]
