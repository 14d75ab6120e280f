from django.urls import path

from luoshi_web.console.decisions import views
from luoshi_web.console.decisions.acts import ACTS
from luoshi_web.console.registers.acts import acting

app_name = "decisions"
urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("figures/", views.counts, name="figures"),
    path("catalogue/", views.catalogue, name="catalogue"),
    path("catalogue/<int:year>/publish/", views.publish_catalogue, name="publish_catalogue"),
    path("<int:pk>/", views.show, name="show"),
    *(
        path(f"<int:pk>/{act.code}/", acting(act, views.PLACE, "decisions.list"), name=act.code)
        for act in ACTS
    ),
]
