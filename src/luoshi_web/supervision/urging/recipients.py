"""Who is told of an urge: the holders, on that day, of the posts that its rung names."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from luoshi_web.accounts.models import Charge, Holding
from luoshi_web.accounts.selectors import holdings_on
from luoshi_web.supervision.models import Urge
from luoshi_web.supervision.urging.ladder import Terms


class Directory:
    """All posts with their holders of a day, and who is in charge of which office: two queries for any number of urges."""

    def __init__(self, day: date) -> None:
        self.by_post: dict[int, Holding] = {}
        self.by_role: dict[tuple[int, str], list[Holding]] = defaultdict(list)
        for held in holdings_on(day).filter(post__active=True).select_related("post", "person"):
            self.by_post[held.post_id] = held
            self.by_role[held.post.office_id, held.post.role].append(held)
        charges = Charge.objects.filter(since__lte=day).filter(Q(until__isnull=True) | Q(until__gt=day))
        self.in_charge = dict(charges.values_list("office", "post"))

    def told(self, urge: Urge, terms: Terms) -> list[Holding]:
        """Everybody who is told, each once, in the order of the rung's terms; nobody whose clearance the item is above."""
        found: dict[int, Holding] = {}
        for word in terms.rungs[urge.rung].told:
            for held in self._named(word, urge):
                if held.post.clearance >= urge.item.secrecy:
                    found.setdefault(held.person_id, held)
        return list(found.values())

    def _named(self, word: str, urge: Urge) -> Iterable[Holding]:
        if word == "officers":
            return self.by_role.get((urge.office_id, "officer"), ())
        if word == "head":
            return self.by_role.get((urge.office_id, "head"), ())
        post = urge.post_id if word == "lead" else urge.item.leader_id or self.in_charge.get(urge.office_id)
        held = self.by_post.get(post) if post is not None else None
        return (held,) if held is not None else ()

    def supervisors(self) -> list[Holding]:
        """The holders of the supervision office's posts."""
        return [held for held in self.by_post.values() if held.post.role == "supervision"]
