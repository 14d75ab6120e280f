from django.urls import path

from luoshi_web.console.log import views

app_name = "log"
urlpatterns = [
    path("", views.acts, name="list"),
]
