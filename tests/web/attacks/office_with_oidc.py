"""An office with single sign-on in a process of its own: what came of each way of coming back, as JSON. Run by test_single_sign_on."""

import json
import os
import sys
from urllib.parse import parse_qs, urlsplit

import django


def main() -> None:
    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    from luoshi_web.accounts.models import Person
    from luoshi_web.audit.models import Act

    Person.objects.create(username="head", name="局长", must_change_password=True, password="x")
    Person.objects.create(username="gone", name="离任", is_active=False)
    told = {}
    for who in json.loads(os.environ["LUOSHI_TEST_WAYS"]):
        client = Client(headers={"accept-language": "en"})
        shown = client.get("/accounts/login/")
        page = shown.content.decode()
        away = client.post("/accounts/oidc/house/login/")
        query = {name: values[0] for name, values in parse_qs(urlsplit(away["Location"]).query).items()}
        state = "forged" if who.endswith("forged") else query["state"]
        back = client.get("/accounts/oidc/house/login/callback/", {"code": who, "state": state})
        person = Person.objects.filter(pk=client.session.get("_auth_user_id")).first()
        told[who] = {
            "csp": shown["Content-Security-Policy"], "offered": "Log in by 统一身份认证" in page, "pkce": query.get("code_challenge_method"), "scope": query.get("scope"),
            "client": query["client_id"], "status": back.status_code, "to": back.get("Location", ""), "in": person.username if person else None,
        }  # fmt: skip
    told["people"] = list(Person.objects.order_by("username").values_list("username", flat=True))
    told["usable"] = Person.objects.get(username="head").has_usable_password()
    told["acts"] = list(Act.objects.values_list("verb", "object_name", "details"))
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
