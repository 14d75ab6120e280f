from django.urls import path

from luoshi_web.console.bulk.lists import ACTS
from luoshi_web.console.bulk.views import act_page

app_name = "bulk"
urlpatterns = [path(f"{act.name}/", act_page(act), name=act.name) for act in ACTS.values()]
