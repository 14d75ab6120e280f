from django.urls import path

from luoshi_web.console.findings import views
from luoshi_web.console.findings.acts import ACTS
from luoshi_web.console.registers.acts import acting

app_name = "findings"
urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("figures/", views.counts, name="figures"),
    path("<int:pk>/", views.show, name="show"),
    *(
        path(f"<int:pk>/{act.code}/", acting(act, views.PLACE, "findings.list"), name=act.code)
        for act in ACTS
    ),
]
