"""Pages of the administrator."""

from django.http import HttpResponse
from django.shortcuts import render

from luoshi_web.accounts.models import Post
from luoshi_web.accounts.selectors import holdings_on
from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest


@page("accounts.manage")
def offices(request: OfficeRequest) -> HttpResponse:
    """Every post with its holder of today."""
    held = {h.post_id: h.person for h in holdings_on(request.today).select_related("person")}
    posts = list(Post.objects.select_related("office"))
    return render(request, "people/offices.html", {"posts": [(post, held.get(post.pk)) for post in posts]})
