"""Reports, their copies, and the review of their entries."""

from django.urls import path

from luoshi_web.console.review import acts, copies, entries, reports, sure

app_name = "reports"
urlpatterns = [
    path("", reports.listed, name="list"),
    path("upload/", copies.upload, name="upload"),
    path("copies/<int:pk>/", copies.show, name="copy"),
    path("copies/<int:pk>/original/", copies.original, name="original"),
    path("copies/<int:pk>/again/", copies.again, name="again"),
    path("copies/<int:pk>/confirm/", copies.confirm, name="confirm"),
    path("copies/<int:pk>/aside/", copies.aside, name="aside"),
    path("copies/<int:pk>/diff/", copies.difference, name="diff"),
    path("<int:pk>/", reports.show, name="show"),
    path("<int:pk>/upload/", copies.upload_corrected, name="corrected"),
    path("<int:pk>/accept/", acts.accept_many, name="accept_many"),
    path("<int:pk>/sure/", sure.show, name="sure"),
    path("<int:pk>/add/", acts.add, name="add"),
    path("<int:pk>/review/", entries.begin, name="review"),
    path("<int:pk>/review/<int:entry>/", entries.show, name="entry"),
    path("<int:pk>/review/<int:entry>/accept/", acts.accept, name="accept"),
    path("<int:pk>/review/<int:entry>/edit/", acts.edit, name="edit"),
    path("<int:pk>/review/<int:entry>/split/", acts.split, name="split"),
    path("<int:pk>/review/<int:entry>/merge/", acts.merge, name="merge"),
    path("<int:pk>/review/<int:entry>/drop/", acts.drop, name="drop"),
    path("<int:pk>/review/<int:entry>/reopen/", acts.reopen, name="reopen"),
]
