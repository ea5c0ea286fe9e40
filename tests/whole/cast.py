"""The people, bodies and places of the sample story, with their names in other scripts."""

from dataclasses import dataclass

from dossier.model.codecs import Alias, Position
from dossier.model.records import Actor, Affiliation, Place
from whole.story import Story


def _names(*pairs: tuple[str, str]) -> tuple[Alias, ...]:
    return tuple(Alias(text, lang) for lang, text in pairs)


@dataclass(frozen=True)
class Cast:
    """Ids of the people, bodies and places that the story names."""

    makers: int
    soldiers: int
    taliban: int
    security: int
    border: int
    agency: int
    eurasianet: int
    interfax: int
    asadov: int
    komilov: int
    wholey: int
    shir_khan: int
    shortepa: int
    kaldar: int
    shahrtuz: int
    tajikistan: int
    uzbekistan: int


def enter(story: Story) -> Cast:
    """Enter everybody and every place; give their ids."""
    return Cast(**_actors(story), **_places(story))


def _actors(story: Story) -> dict[str, int]:
    def add(**fields: object) -> int:
        return story.add(Actor(id=story.next_id(), **fields))  # type: ignore[arg-type]  # by keyword

    presidency = add(
        name="Presidential administration of Uzbekistan", kind="government_body", country="UZ"
    )
    ministry = add(
        name="Ministry of Foreign Affairs of Uzbekistan", kind="government_body", country="UZ"
    )
    makers = add(name="Makers of this sample", kind="organisation")
    ids = {
        "makers": makers,
        "soldiers": add(
            name="Afghan government troops", kind="military_unit", country="AF",
            aliases=_names(
                ("fa-AF", "نیروهای دولتی افغانستان"), ("ru", "афганские правительственные войска")
            ),
        ),
        "taliban": add(
            name="Taliban", kind="group", country="AF",
            aliases=_names(("ps", "طالبان"), ("fa-AF", "طالبان"), ("ru", "Талибан")),
        ),
        "security": add(
            name="Tajik security services", kind="government_body", country="TJ",
        ),
        "border": add(
            name="Tajik border officials", kind="government_body", country="TJ",
        ),
        "agency": add(
            name="Tajikistan’s state news agency", kind="agency", country="TJ",
        ),
        "eurasianet": add(name="Eurasianet", kind="outlet", country="US"),
        "interfax": add(
            name="Interfax", kind="agency", country="RU", aliases=_names(("ru", "Интерфакс")),
        ),
        "asadov": add(
            name="Sherzod Asadov", kind="person", country="UZ",
            role="Spokesman, presidential administration",
            aliases=_names(
                ("uz-Cyrl", "Шерзод Асадов"), ("ru", "Шерзод Асадов"), ("fa-AF", "شیرزاد اسدوف")
            ),
        ),
        "komilov": add(
            name="Abdulaziz Komilov", kind="person", country="UZ",
            role="Minister of Foreign Affairs",
            aliases=_names(
                ("uz-Cyrl", "Абдулазиз Комилов"),
                ("ru", "Абдулазиз Камилов"),
                ("fa-AF", "عبدالعزیز کاملوف"),
            ),
        ),
        "wholey": add(name="Dennis Wholey", kind="person", country="US", role="Journalist"),
    }  # fmt: skip
    for person, body, role in (
        (ids["asadov"], presidency, "Spokesman"),
        (ids["komilov"], ministry, "Minister"),
    ):
        story.add(Affiliation(id=story.next_id(), actor=person, parent=body, role=role))
    return ids


def _places(story: Story) -> dict[str, int]:
    def add(**fields: object) -> int:
        return story.add(Place(id=story.next_id(), **fields))  # type: ignore[arg-type]  # by keyword

    afghanistan = add(
        name="Afghanistan", kind="PCLI", country="AF", precision="country",
        aliases=_names(("fa-AF", "افغانستان"), ("ru", "Афганистан")),
    )  # fmt: skip
    tajikistan = add(
        name="Tajikistan", kind="PCLI", country="TJ", precision="country",
        aliases=_names(("tg-Cyrl", "Тоҷикистон"), ("fa-AF", "تاجیکستان"), ("ru", "Таджикистан")),
    )  # fmt: skip
    uzbekistan = add(
        name="Uzbekistan", kind="PCLI", country="UZ", precision="country",
        aliases=_names(
            ("uz-Latn", "Oʻzbekiston"), ("uz-Cyrl", "Ўзбекистон"), ("fa-AF", "ازبکستان")
        ),
    )  # fmt: skip
    kunduz = add(
        name="Kunduz", kind="ADM1", country="AF", parent=afghanistan, precision="province",
        aliases=_names(("fa-AF", "کندز"), ("ru", "Кундуз")),
    )  # fmt: skip
    balkh = add(
        name="Balkh", kind="ADM1", country="AF", parent=afghanistan, precision="province",
        aliases=_names(("fa-AF", "بلخ"), ("uz-Latn", "Balx"), ("ru", "Балх")),
    )  # fmt: skip
    khatlon = add(
        name="Khatlon", kind="ADM1", country="TJ", parent=tajikistan, precision="province",
        aliases=_names(("tg-Cyrl", "Хатлон"), ("fa-AF", "ختلان")),
    )  # fmt: skip
    return {
        "tajikistan": tajikistan,
        "uzbekistan": uzbekistan,
        "shir_khan": add(
            name="Shir Khan Bandar", kind="PSTB", country="AF", parent=kunduz,
            position=Position(371_800_000, 686_100_000), precision="settlement", radius_m=5000,
            aliases=_names(
                ("fa-AF", "شیرخان بندر"), ("ru", "Шерхан-Бандар"), ("en", "Sher Khan Bandar")
            ),
        ),
        "shortepa": add(
            name="Shortepa", kind="ADM2", country="AF", parent=balkh,
            position=Position(373_300_000, 668_500_000), precision="district", radius_m=15000,
            aliases=_names(("fa-AF", "شورتپه"), ("ru", "Шортепа"), ("en", "Shurtepa")),
        ),
        "kaldar": add(
            name="Kaldar", kind="ADM2", country="AF", parent=balkh,
            position=Position(372_200_000, 677_700_000), precision="district", radius_m=15000,
            aliases=_names(("fa-AF", "کلدار"), ("ru", "Калдар")),
        ),
        "shahrtuz": add(
            name="Shahrtuz", kind="ADM2", country="TJ", parent=khatlon, geonames_id=1220576,
            position=Position(372_600_000, 681_300_000), precision="district", radius_m=15000,
            aliases=_names(
                ("tg-Cyrl", "Шаҳритуз"), ("ru", "Шаартуз"), ("fa-AF", "شهرتوز"), ("en", "Shahritus")
            ),
        ),
    }  # fmt: skip
