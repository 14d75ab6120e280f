from django.urls import path

from luoshi_web.console.log import export, views

app_name = "log"
urlpatterns = [
    path("", views.acts, name="list"),
    path("export/", export.export, name="export"),
    path("verify/", export.verify, name="verify"),
]
