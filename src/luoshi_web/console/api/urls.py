from django.urls import path

from luoshi_web.console.api import views

app_name = "tokens"
urlpatterns = [
    path("", views.tokens, name="list"),
    path("<int:pk>/revoke/", views.revoked, name="revoke"),
]
