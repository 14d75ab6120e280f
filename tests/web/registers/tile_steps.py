"""What waits for a post on its first page, in English."""

from django.urls import reverse

ENGLISH = {"accept-language": "en"}


def tiles(district, who, start):
    """The tiles that lead to addresses which begin so; ``start`` may be several."""
    page = district.client(who).get(reverse("home"), headers=ENGLISH)
    return [tile for tile in page.context["desk"].waiting if tile.url.startswith(start)]


def waits(district, who, start):
    """Words and number of each."""
    return {str(tile.words): tile.number for tile in tiles(district, who, start)}


def leads_to_as_many(district, who, start):
    """Each tile leads to as many rows as it counts."""
    for tile in tiles(district, who, start):
        rows = district.client(who).get(tile.url, headers=ENGLISH).context["page"].object_list
        assert len(rows) == tile.number, tile.words
