from django.urls import path

from luoshi_web.console.background import views

app_name = "background"
urlpatterns = [
    path("", views.shown, name="show"),
    path("<uuid:job>/again/", views.again, name="again"),
]
