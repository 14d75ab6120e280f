from django.urls import path

from luoshi_web.console.limits import changes, extensions, views

app_name = "limits"
urlpatterns = [
    path("limits/", views.due, name="list"),
    path("limits/try/", views.try_out, name="try"),
    path("limits/<int:pk>/suspend/", views.suspend_limit, name="suspend"),
    path("limits/<int:pk>/resume/", views.resume_limit, name="resume"),
    path("items/<int:pk>/limits/", views.of_item, name="of_item"),
    path("items/<int:pk>/extension/", extensions.ask, name="ask_extension"),
    path("extensions/<int:pk>/screen/", extensions.screen, name="screen_extension"),
    path("extensions/<int:pk>/decide/", extensions.decide, name="decide_extension"),
    path("extensions/<int:pk>/withdraw/", extensions.withdraw, name="withdraw_extension"),
    path("items/<int:pk>/target/", changes.ask, name="ask_change"),
    path("changes/", changes.in_the_open, name="changes"),
    path("changes/<int:pk>/decide/", changes.decide, name="decide_change"),
    path("changes/<int:pk>/withdraw/", changes.withdraw, name="withdraw_change"),
]
