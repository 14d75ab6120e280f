from django.urls import path

from luoshi_web.console.documents import cleaning, views
from luoshi_web.console.documents.acts import ACTS
from luoshi_web.console.registers.acts import acting

app_name = "documents"
urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("take-over/", views.take_over, name="take_over"),
    path("in-force/", views.binding_on, name="in_force"),
    path("figures/", views.counts, name="figures"),
    path("clean-ups/", cleaning.listed, name="clean_ups"),
    path("clean-ups/new/", cleaning.new, name="clean_up_new"),
    path("clean-ups/<int:pk>/", cleaning.show, name="clean_up"),
    path("clean-ups/<int:pk>/propose/", cleaning.propose, name="clean_up_propose"),
    path("clean-ups/<int:pk>/decide/", cleaning.decide, name="clean_up_decide"),
    path("clean-ups/<int:pk>/publish/", cleaning.publish, name="clean_up_publish"),
    path("<int:pk>/", views.show, name="show"),
    *(
        path(f"<int:pk>/{act.code}/", acting(act, views.PLACE, "documents.list"), name=act.code)
        for act in ACTS
    ),
]
