"""The one stylesheet, generated from colours and type sizes."""

from collections.abc import Mapping
from string import Template

_ARABIC = "IBM Plex Sans Arabic"
# Qt takes the second family in its regular weight: a heavier one has to be asked for by name
FIRM_FAMILIES = ("Inter", f"{_ARABIC} Medium", _ARABIC)
STRONG_FAMILIES = ("Inter", f"{_ARABIC} SemiBold", _ARABIC)


def _weigh(weight: int, families: tuple[str, ...]) -> str:
    names = ", ".join(f'"{family}"' for family in families)
    return f"font-weight: {weight}; font-family: {names};"


_SHEET = Template("""
* { outline: none; }
QToolTip { background: $text; color: $surface; border: none; padding: 4px 8px; }
QLabel[look="h1"] { font-size: ${h1}px; $strong }
QLabel[look="h2"] { font-size: ${h2}px; $strong }
QLabel[look="strong"] { $strong }
QLabel[look="secondary"] { color: $text2; }
QLabel[look="small"] { color: $text2; font-size: ${small}px; }
QLabel[look="group"] { color: $text2; font-size: ${caption}px; $firm }
QLabel[look="field"] { color: $text2; font-size: ${small}px; $firm }
QLabel[look="bad"] { color: $bad; font-size: ${small}px; }
QLabel[look="warn"] { color: $warn; font-size: ${small}px; }
QLabel[look="keys"] {
  color: $text2; font-size: ${caption}px; border: 1px solid $border; border-radius: 4px;
  padding: 1px 6px; background: $surface;
}
QLabel[badge="ok"], QLabel[badge="warn"], QLabel[badge="bad"], QLabel[badge="info"],
QLabel[badge="plain"] {
  border-radius: 9px; padding: 2px 9px; font-size: ${small}px; $strong
}
QLabel[badge="ok"] { color: $ok; background: $ok_soft; }
QLabel[badge="warn"] { color: $warn; background: $warn_soft; }
QLabel[badge="bad"] { color: $bad; background: $bad_soft; }
QLabel[badge="info"] { color: $info; background: $info_soft; }
QLabel[badge="plain"] { color: $text2; background: $sunken; }

QWidget[ground="window"] { background: $window; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="sunken"] { background: $sunken; }
QFrame[ground="bar"] { background: $surface; border: none; border-bottom: 1px solid $border; }
QFrame[ground="foot"] { background: $surface; border: none; border-top: 1px solid $border; }
QFrame[ground="side"] { background: $surface; border: none; border-right: 1px solid $border; }
QFrame[ground="card"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[ground="note-ok"] { background: $ok_soft; border: none; border-radius: 8px; }
QFrame[ground="note-warn"] { background: $warn_soft; border: none; border-radius: 8px; }
QFrame[ground="note-bad"] { background: $bad_soft; border: none; border-radius: 8px; }
QFrame[ground="rule"] { background: $border; border: none; }
QFrame[ground="popup"] {
  background: $surface; border: 1px solid $control; border-radius: 10px;
}
QFrame[ground="menu"] { background: $surface; border: 1px solid $control; }
QFrame[ground="notice"] { background: $text; border: none; border-radius: 8px; }
QFrame[ground="notice"] QLabel { color: $surface; }

QMenuBar { background: $surface; border-bottom: 1px solid $border; padding: 2px 8px; }
QMenuBar::item { padding: 4px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $text3; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 6px 4px; }

QPushButton {
  background: $surface; border: 1px solid $control; border-radius: 6px; padding: 0 13px;
  min-height: ${px30}px; $firm
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:disabled { color: $text3; border-color: $border; }
QPushButton:focus { border: 2px solid $accent; padding: 0 12px; min-height: ${px28}px; }
QPushButton[look="primary"] {
  background: $accent; color: $on_accent; border-color: $accent; $strong
}
QPushButton[look="primary"]:hover { background: $accent_hover; }
QPushButton[look="primary"]:focus {
  border: 4px double $on_accent; padding: 0 10px; min-height: ${px24}px;
}
QPushButton[look="primary"]:disabled {
  background: $border; border-color: $border; color: $text2;
}
QPushButton[look="chip"] {
  border-color: $border; border-radius: 15px; min-height: ${px28}px; font-size: ${small}px;
}
QPushButton[look="chip"]:focus { border: 2px solid $accent; min-height: ${px26}px; }
QPushButton[look="chip"]:checked {
  background: $accent_soft; color: $accent_text; border-color: $accent_soft;
}
QPushButton[look="chip"]:checked:focus { border-color: $accent; }
QPushButton[look="brand"] {
  background: transparent; border: 2px solid transparent; $strong padding: 0 6px;
  min-height: ${px28}px; color: $text;
}
QPushButton[look="brand"]:hover { background: $hover; }
QPushButton[look="brand"]:focus { border-color: $accent; }
QPushButton[look="row"] {
  background: transparent; border: 2px solid transparent; text-align: left; padding: 0 8px;
  min-height: ${px28}px;
}
QPushButton[look="row"]:hover { background: $hover; }
QPushButton[look="row"]:focus { border-color: $accent; }
QPushButton[look="search"] {
  background: $window; border: 1px solid $border; min-height: ${px30}px; padding: 0;
}
QPushButton[look="search"]:hover { border-color: $control; }
QPushButton[look="search"]:focus { border: 2px solid $accent; min-height: ${px28}px; }
QPushButton[look="notice"] {
  background: transparent; border: 2px solid transparent; color: $surface; $strong
  text-decoration: underline; padding: 0 8px; min-height: ${px26}px;
}
QPushButton[look="notice"]:focus { border-color: $surface; }
QToolButton {
  background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 4px;
  min-height: ${px20}px; min-width: 20px;
}
QToolButton[look="notice"]:hover { background: transparent; border-color: $surface; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $selected; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }
QToolButton[look="link"] { color: $accent; padding: 2px 4px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  background: $surface; color: $text; border: 1px solid $control; border-radius: 6px;
  padding: 0 9px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${px30}px; }
QPlainTextEdit, QTextEdit { padding: 4px 5px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $accent; padding: 0 8px; min-height: ${px28}px;
}
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 3px 4px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QLineEdit:read-only,
QPlainTextEdit:read-only { background: $window; border-color: $border; }
QPlainTextEdit[look="reading"], QPlainTextEdit[look="reading"]:read-only {
  background: $surface; border: 2px solid transparent; border-radius: 0; padding: 0;
}
QPlainTextEdit[look="reading"]:focus { border-color: $accent; padding: 0; }
*[wrong="true"] { border: 2px solid $bad; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { padding: 0 8px; min-height: ${px28}px; }
QLineEdit[look="palette"] {
  border: none; border-bottom: 1px solid $border; border-radius: 0; font-size: ${reading}px;
  min-height: ${px38}px; padding: 0 8px;
}
QComboBox::drop-down { border: none; width: 26px; }
QComboBox QLineEdit { border: none; padding: 0; min-height: 0; background: transparent; }
QLineEdit QToolButton { border: none; padding: 0; min-height: 0; min-width: 0; }
QComboBox QAbstractItemView {
  background: $surface; border: 1px solid $border; selection-background-color: $selected;
  selection-color: $text; padding: 4px;
}
QCheckBox, QRadioButton { spacing: 8px; min-height: ${px28}px; }
QCheckBox, QRadioButton { border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QRadioButton::indicator {
  width: 14px; height: 14px; border: 1px solid $control; border-radius: 8px; background: $surface;
}
QRadioButton::indicator:checked {
  width: 6px; height: 6px; border: 5px solid $accent; background: $on_accent;
}

QTableView, QListView, QTreeView {
  background: $surface; border: none; selection-background-color: $selected;
  selection-color: $text; gridline-color: $border;
}
QHeaderView { background: $surface; }
QHeaderView::section {
  background: $surface; color: $text2; border: none; border-bottom: 1px solid $border;
  padding: 0 8px; min-height: ${px32}px; font-size: ${small}px; $strong
}
QHeaderView[way="ltr"]::section:first { padding-left: 16px; }
QHeaderView[way="rtl"]::section:last { padding-right: 16px; }
QHeaderView::section:hover { background: $hover; }
QListView[look="nav"] { background: transparent; border: 2px solid transparent; }
QListView[look="hits"] { background: transparent; }
QListView[look="cards"] { background: transparent; border: 2px solid transparent; }
QListView[look="cards"]:focus { border-color: $accent; }
QListView[look="offers"] { border: 1px solid $control; padding: 4px; }
QListView[look="offers"]::item { min-height: ${px28}px; padding: 0 6px; color: $text; }
QListView[look="offers"]::item:selected { background: $selected; }

QTabWidget::tab-bar { left: 14px; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar::tab {
  background: transparent; color: $text2; padding: 9px 2px 8px 2px; margin: 0 20px 0 2px;
  border: none; border-bottom: 2px solid transparent; $firm
}
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent; }

QScrollArea { background: transparent; border: none; }
QScrollArea[look="pane"] { border: 2px solid transparent; }
QScrollArea[look="pane"]:focus { border-color: $accent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $control; border: 3px solid $surface; border-radius: 6px; }
QScrollBar::handle:vertical { min-height: ${px40}px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:hover { background: $accent; }
QStatusBar { background: $surface; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $text2; font-size: ${small}px; padding: 3px 6px; }
QStatusBar QLabel[badge="warn"] { padding: 2px 9px; margin: 5px 6px; color: $warn; }
QProgressBar {
  background: $sunken; border: 1px solid $border; border-radius: 4px; max-height: 8px;
}
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QDialog { background: $surface; }
""")

_HEIGHTS = frozenset(name for name in _SHEET.get_identifiers() if name.startswith("px"))


def sheet(colours: Mapping[str, str], sizes: Mapping[str, int], percent: int) -> str:
    """Give the stylesheet. `colours` maps tokens to #RRGGBB, `sizes` type steps to pixels.

    `percent` is the text size; heights written as px30 grow with it.
    """
    heights = {name: round(int(name[2:]) * percent / 100) for name in _HEIGHTS}
    firm, strong = _weigh(500, FIRM_FAMILIES), _weigh(600, STRONG_FAMILIES)
    return _SHEET.substitute(colours, **sizes, **heights, firm=firm, strong=strong)
