"""Who is there to be given items: offices by their names and kinds, the posts that head them, the leaders in charge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.vocabulary.lead import Register, register
from luoshi_web.accounts.models import Post
from luoshi_web.accounts.selectors import head_posts, leaders_in_charge, offices_by_name


@dataclass(frozen=True, slots=True)
class Establishment:
    """``offices`` gives the key of an office; ``heads`` and ``leaders`` are by that key."""

    offices: Register[int]
    heads: Mapping[int, Post]
    leaders: Mapping[int, Post]

    def leader_of(self, post: Post | None) -> Post | None:
        """The leader in charge of a post's office."""
        return self.leaders.get(post.office_id) if post else None


def establishment(*, at: date) -> Establishment:
    """The offices of a day, in four queries. Only those with a head can be given items: the others are not suggested."""
    heads = head_posts()
    names = {name: office.pk for name, office in offices_by_name().items() if office.pk in heads}
    return Establishment(register(names), heads, leaders_in_charge(at=at))
