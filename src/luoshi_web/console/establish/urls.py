from django.urls import path

from luoshi_web.console.establish import views

app_name = "establish"
urlpatterns = [
    path("", views.listed, name="list"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/alike/", views.alike, name="alike"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/assign/", views.hand_out, name="hand_out"),
]
