from django.urls import path

from luoshi_web.console.collective import rule_views, views
from luoshi_web.console.collective.acts import ACTS
from luoshi_web.console.registers.acts import acting

app_name = "collective"
urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("figures/", views.counts, name="figures"),
    path("audit/", views.audited, name="audit"),
    path("rules/", rule_views.shown, name="rules"),
    path("rules/threshold/", rule_views.threshold, name="threshold"),
    path("rules/meeting/", rule_views.meeting_rule, name="meeting_rule"),
    path("rules/threshold/<int:pk>/confirm/", rule_views.confirm_threshold, name="confirm_threshold"),
    path("rules/threshold/<int:pk>/refuse/", rule_views.refuse_threshold, name="refuse_threshold"),
    path("rules/meeting/<int:pk>/confirm/", rule_views.confirm_meeting_rule, name="confirm_meeting_rule"),
    path("rules/meeting/<int:pk>/refuse/", rule_views.refuse_meeting_rule, name="refuse_meeting_rule"),
    path("<int:pk>/", views.show, name="show"),
    *(
        path(f"<int:pk>/{act.code}/", acting(act, views.PLACE, "collective.list"), name=act.code)
        for act in ACTS
    ),
]
