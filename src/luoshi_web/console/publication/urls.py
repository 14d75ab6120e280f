from django.urls import path

from luoshi_web.console.publication import views

app_name = "publication"
urlpatterns = [
    path("", views.listed, name="list"),
    path("candidates/", views.candidates, name="candidates"),
    path("propose/<slug:kind>/<int:pk>/", views.propose, name="propose"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/check/", views.check, name="check"),
    path("<int:pk>/approve/", views.approve, name="approve"),
    path("<int:pk>/refuse/", views.refuse, name="refuse"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
