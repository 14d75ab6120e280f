"""What a form without its token is answered with: a cookie that the browser did not keep, a page that lay open too long, another site's form."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from luoshi_web.voices.views.kinds import form_page, page


@form_page
def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """``CSRF_FAILURE_VIEW``: 403, in the words and the frame of this site."""
    fault = _(
        "Nothing was sent: the form lay open too long, or this browser keeps no cookie of this site. Load the form anew and send it again."
    )
    return page(request, "refused", 403, title=_("Not sent"), fault=fault)
