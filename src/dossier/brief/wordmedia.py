"""Pictures in a Word file: DrawingML in the line of text (ISO/IEC 29500-1, 20.4 and 20.2)."""

from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from dossier.brief.breaking import clean_text
from dossier.brief.charts import Picture
from dossier.brief.raster import room_of, write_picture

_POINT = 12_700  # English metric units
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


@dataclass(slots=True)
class Media:
    """The pictures of a document, each stored once. `height` is that of the text, in points.

    `files` are their parts by name, `word/media/image1.png` and so on.
    """

    height: float
    files: dict[str, bytes] = field(default_factory=dict)
    _names: dict[bytes, str] = field(default_factory=dict)
    _drawn: int = 0

    def draw(self, picture: Picture, width: float) -> str:
        """Give the run that shows a picture in a column of `width` points; "" if it is none."""
        made = write_picture(picture.image, *room_of(picture, width, self.height))
        if made is None:
            return ""
        name = self._names.setdefault(made.data, f"image{len(self._names) + 1}.{made.suffix}")
        self.files[f"word/media/{name}"] = made.data
        self._drawn += 1
        size = [max(1, round(side * _POINT)) for side in (made.width, made.height)]
        return _inline(name, self._drawn, (size[0], size[1]), picture.alt or "Picture")


def _inline(name: str, number: int, size: tuple[int, int], alt: str) -> str:
    described = quoteattr(" ".join(clean_text(alt).split()))
    extent = f'cx="{size[0]}" cy="{size[1]}"'
    blip = f'<a:blip r:embed="{name.partition(".")[0]}"/><a:stretch><a:fillRect/></a:stretch>'
    shape = (
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )
    picture = (
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{blip}</pic:blipFill><pic:spPr>{shape}</pic:spPr></pic:pic>"
    )
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
        f'xmlns:a="{_DRAWING}/main" distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr={described}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_DRAWING}/picture">{picture}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
