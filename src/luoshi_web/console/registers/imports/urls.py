from django.urls import path

from luoshi_web.console.registers.imports import views

app_name = "imports"
urlpatterns = [
    path("<slug:register>/", views.listed, name="list"),
    path("<slug:register>/template/", views.template, name="template"),
    path("<slug:register>/<int:pk>/", views.show, name="show"),
    path("<slug:register>/<int:pk>/file/", views.file, name="file"),
    path("<slug:register>/<int:pk>/take/", views.take, name="take"),
    path("<slug:register>/<int:pk>/drop/", views.drop, name="drop"),
]
