from django.urls import path

from luoshi_web.console.guide import views

app_name = "guide"
urlpatterns = [path("", views.shown, name="show")]
