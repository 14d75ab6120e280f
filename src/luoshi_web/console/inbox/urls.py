from django.urls import path

from luoshi_web.console.inbox import views

app_name = "inbox"
urlpatterns = [
    path("", views.listed, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("<int:pk>/", views.shown, name="show"),
]
