from django.urls import path

from luoshi_web.console.split import deeds, views

app_name = "split"
urlpatterns = [
    path("", views.listed, name="list"),
    path("reports/<int:report_pk>/<str:kind>/", views.draft, name="draft"),
    path("reports/<int:report_pk>/", views.coverage, name="coverage"),
    path("<int:pk>/", views.show, name="show"),
    path("<int:pk>/aims/", views.drop_aims, name="aims"),
    path("<int:pk>/load/", views.load, name="load"),
    path("<int:pk>/alike/", views.alike, name="alike"),
    path("<int:pk>/issue/", views.issue, name="issue"),
    path("<int:pk>/entries/<int:entry_pk>/", views.bring_back, name="bring_back"),
    path("rows/<int:pk>/", views.row, name="row"),
    path("rows/<int:pk>/quote/", views.quote, name="quote"),
    path("rows/<int:pk>/divide/", views.divide, name="divide"),
    path("rows/<int:pk>/remove/", views.remove, name="remove"),
    path("items/<int:pk>/sign/", deeds.sign, name="sign"),
    path("items/<int:pk>/return/", deeds.send_back, name="return"),
    path("items/<int:pk>/decide/", deeds.decide, name="decide"),
    path("items/<int:pk>/reassign/", deeds.reassign, name="reassign"),
    path("items/<int:pk>/further/", deeds.further, name="further"),
]
