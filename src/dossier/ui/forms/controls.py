"""Which control edits which type of field: the whole choice, as one table."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dossier.model.field import Field, FieldType
from dossier.ui.desk import Desk
from dossier.ui.forms import picks, texts
from dossier.ui.forms.aliases import AliasesControl
from dossier.ui.forms.assessed import AssessedControl, LikelihoodControl
from dossier.ui.forms.citation import CitationControl
from dossier.ui.forms.control import Control
from dossier.ui.forms.linked import LinkedControl
from dossier.ui.forms.reported import CountControl, DateControl, PositionControl, TimeControl


def _listed(field: Field) -> Control:
    return picks.SearchedControl(field, picks.vocabulary_choices(field.vocabulary))


def _zone(field: Field) -> Control:
    return picks.SearchedControl(field, picks.zone_choices())


_PLAIN: Mapping[FieldType, Callable[[Field], Control]] = MappingProxyType(
    {
        FieldType.LINE: texts.LineControl,
        FieldType.PROSE: texts.ProseControl,
        FieldType.URL: texts.LineControl,
        FieldType.REFERENCE: texts.FixedControl,
        FieldType.TERM: picks.TermControl,
        FieldType.LANGUAGE: _listed,
        FieldType.COUNTRY: _listed,
        FieldType.ZONE: _zone,
        FieldType.DIGEST: texts.FixedControl,
        FieldType.MOMENT: texts.LineControl,
        FieldType.SHEET: texts.FixedProseControl,
        FieldType.NUMBER: texts.NumberControl,
        FieldType.FLAG: texts.FlagControl,
        FieldType.DATE: DateControl,
        FieldType.TIME: TimeControl,
        FieldType.COUNT: CountControl,
        FieldType.POSITION: PositionControl,
        FieldType.ALIASES: AliasesControl,
        FieldType.LANGUAGES: picks.LanguagesControl,
    }
)


def control_for(field: Field, desk: Desk) -> Control:
    """Make the control of a field. A link to another record looks records up on the desk."""
    if field.target == "citation":
        return CitationControl(field, desk)
    if field.type is FieldType.RECORD:
        return LinkedControl(field, desk)
    if field.within:
        return LikelihoodControl(field, desk.theme)
    if field.assessed:
        return AssessedControl(field)
    return _PLAIN[field.type](field)
