from django.urls import path

from luoshi_web.console.items import views

app_name = "items"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<int:pk>/", views.show, name="show"),
]
