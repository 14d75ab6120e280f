"""The login of an invented site: three residents to choose from, no password. A real site has its own, behind the same two methods."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

RESIDENTS = {"r1": "居民甲 · resident A", "r2": "居民乙 · resident B", "r3": "居民丙 · resident C"}
COOKIE = "demo-resident"


class InventedLogin:
    """``VOICES["identity"]`` of the demo."""

    def token(self, request: HttpRequest) -> str | None:
        said = request.COOKIES.get(COOKIE, "")
        return said if said in RESIDENTS else None

    def login(self, request: HttpRequest) -> str:
        return "/login/?" + urlencode({"next": request.get_full_path()})


@require_http_methods(["GET", "POST"])
@csrf_protect
def log_in(request: HttpRequest) -> HttpResponse:
    """Choose who you are, and go back to where you came from."""
    back = request.POST.get("next") or request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    chosen = request.POST.get("resident", "")
    if chosen not in RESIDENTS:
        values = {"residents": RESIDENTS.items(), "next": back, "voices_frame": "voices/frame.html"}
        return render(request, "demo/login.html", values)
    answer = HttpResponseRedirect(back)
    answer.set_cookie(COOKIE, chosen, httponly=True, samesite="Lax")
    return answer
