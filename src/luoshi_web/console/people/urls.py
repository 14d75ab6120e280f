from django.urls import path

from luoshi_web.console.people import lists, offices, persons, proposals

app_name = "people"
urlpatterns = [
    path("", offices.listed, name="list"),
    path("offices/new/", offices.new, name="new_office"),
    path("offices/<int:pk>/", offices.office, name="office"),
    path("offices/<int:pk>/posts/", offices.new_post, name="new_post"),
    path("posts/<int:pk>/", offices.post, name="post"),
    path("posts/<int:pk>/appoint/", offices.appointed, name="appoint"),
    path("posts/<int:pk>/vacate/", offices.vacated, name="vacate"),
    path("posts/<int:pk>/charge/", offices.charged, name="charge"),
    path("people/", persons.listed, name="people"),
    path("people/new/", persons.new, name="new_person"),
    path("people/<int:pk>/", persons.person, name="person"),
    path("people/<int:pk>/password/", persons.password, name="password"),
    path("people/<int:pk>/second-factor/", persons.second_factor, name="second_factor"),
    path("proposals/", proposals.listed, name="proposals"),
    path("proposals/<int:pk>/confirm/", proposals.confirmed, name="confirm"),
    path("proposals/<int:pk>/refuse/", proposals.refused, name="refuse"),
    path("proposals/<int:pk>/withdraw/", proposals.withdrawn, name="withdraw"),
    path("locks/", persons.locks, name="locks"),
    path("locks/lift/", persons.lift, name="lift"),
    path("list/", lists.bring, name="bring_in"),
    path("list/template.csv", lists.template, name="template"),
]
