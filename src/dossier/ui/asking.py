"""Questions about the open case: small cases answer at once, large ones beside the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal, SignalInstance, Slot
from shiboken6 import isValid

from dossier.errors import DossierError
from dossier.ui.courtesy import Courtesy

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.bystander import Answer, Bystander
    from dossier.case.case import Case
    from dossier.case.reading import Reading

T = TypeVar("T")

LARGE = 24 * 1024 * 1024  # bytes; of a smaller file any question takes a few milliseconds
SLOW_MS = 300  # from then on people want to see that something is going on


class _Question:
    """What is asked, by whom, and who hears the answer, as long as it is `wanted`."""

    def __init__(
        self, asker: QObject, ask: "Callable[[Reading], Any]", answered: Callable[[Any], None]
    ) -> None:
        self.asker = asker
        self.ask = ask
        self.answered = answered
        self.wanted = True


class _Lane(QObject):
    """One thread, and what it is asked, in order. `returned` follows each question that ended."""

    returned = Signal()
    failed = Signal(object)
    refused = Signal(object)
    _ended = Signal(object, object, object)

    def __init__(self, case: "Case", courtesy: Courtesy, parent: QObject) -> None:
        from dossier.case.bystander import Bystander

        super().__init__(parent)
        self._case = case
        self._courtesy = courtesy
        self._bystander = Bystander(case, courtesy.wait, courtesy.end)
        self._waiting: list[_Question] = []
        self._running: _Question | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._ended.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @property
    def wanted(self) -> list[_Question]:
        """Questions whose answers somebody is waiting for."""
        held = (self._running, *self._waiting)
        return [one for one in held if one is not None and one.wanted]

    def ask(self, asked: _Question) -> None:
        """Ask a question when those before it are answered."""
        self._waiting.append(asked)
        self._begin()

    def drop(self, asker: QObject) -> None:
        """Forget what somebody asked."""
        self._waiting = [one for one in self._waiting if one.asker is not asker]
        if self._running is not None and self._running.asker is asker:
            self._running.wanted = False
            self._bystander.withdraw()

    def close(self) -> None:
        """Forget everything, and let go of the file."""
        self._waiting.clear()
        self._running = None
        self._bystander.withdraw()
        self._pool.waitForDone()
        self._bystander.close()

    def _begin(self) -> None:
        if self._running is None and self._waiting:
            self._running = self._waiting.pop(0)
            self._bystander.listen()
            self._pool.start(_Run(self._bystander, self._running, self._ended))

    @Slot(object, object, object)
    def _hear(
        self, asked: _Question, answer: "Answer[Any] | None", trouble: BaseException | None
    ) -> None:
        self._courtesy.begin()
        if asked is not self._running:
            return  # the case is closed
        self._running = None
        if asked.wanted and isValid(asked.asker):
            self._pass_on(asked, answer, trouble)
        self._begin()
        self.returned.emit()

    def _pass_on(
        self, asked: _Question, answer: "Answer[Any] | None", trouble: BaseException | None
    ) -> None:
        if isinstance(trouble, DossierError):
            self.refused.emit(trouble)
        elif answer is None:
            self.failed.emit(trouble)
        elif answer.writes == self._case.gate.writes:
            asked.answered(answer.found)
        else:
            self._waiting.insert(0, asked)


class Asking(QObject):
    """Asks on threads of its own where the case is large, so that the window never waits.

    Questions are asked one after the other; urgent ones, which must be short, on another thread
    than the rest. An answer that an edit has made old is never given: the question is asked again.
    `slow` says whether somebody has been waiting for longer than a moment. What is wrong with a
    question goes to `refused` if the user can help it, else to `failed`.
    """

    slow = Signal(bool)
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None, *, large: int = LARGE) -> None:
        super().__init__(parent)
        self.large = large
        self._case: Case | None = None
        self._is_beside = False
        self._lanes: dict[bool, _Lane] = {}
        self.courtesy = Courtesy(self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SLOW_MS)
        self._patience.timeout.connect(self._tell_slow)
        self._is_slow = False

    # ---- the case

    def open(self, case: "Case") -> None:
        """Answer questions about this case from now on."""
        self._case = case
        self._is_beside = case.size >= self.large

    def close(self) -> None:
        """Forget all questions and let go of the case; before the case is closed."""
        for lane in self._lanes.values():
            lane.close()
            lane.deleteLater()
        self._lanes.clear()
        self._case = None
        self._rest()

    @property
    def is_beside(self) -> bool:
        """Whether the case was so large, when a question was asked last, that it is beside."""
        return self._is_beside

    # ---- questions

    def ask(
        self,
        asker: QObject,
        question: "Callable[[Reading], T]",
        answered: Callable[[T], None],
        *,
        urgent: bool = False,
    ) -> None:
        """Have a question answered, at once if the case is small.

        Nobody hears any more what the same asker asked before. Without a case nothing is answered.
        """
        self.drop(asker)
        case = self._case
        if case is None:
            return
        self._is_beside = case.size >= self.large
        if not self._is_beside:
            self._answer(question, answered, case)
            return
        self.courtesy.begin()  # who asks has more to do
        self._lane(case, urgent=urgent).ask(_Question(asker, question, answered))
        if not self._patience.isActive() and not self._is_slow:
            self._patience.start()

    def drop(self, asker: QObject) -> None:
        """Forget what somebody asked and has no answer to yet."""
        for lane in self._lanes.values():
            lane.drop(asker)
        self._rest()

    def awaits(self, asker: QObject) -> bool:
        """Whether somebody is still to get an answer."""
        return any(one.asker is asker for lane in self._lanes.values() for one in lane.wanted)

    def _answer(
        self, question: "Callable[[Reading], T]", answered: Callable[[T], None], case: "Case"
    ) -> None:
        try:
            answer = question(case)
        except DossierError as error:
            self.refused.emit(error)
            return
        answered(answer)

    def _lane(self, case: "Case", *, urgent: bool) -> _Lane:
        """Give the lane, made when it is needed first."""
        if urgent not in self._lanes:
            lane = self._lanes[urgent] = _Lane(case, self.courtesy, self)
            lane.refused.connect(self.refused)
            lane.failed.connect(self.failed)
            lane.returned.connect(self._rest)
        return self._lanes[urgent]

    # ---- patience

    def _tell_slow(self) -> None:
        self._is_slow = True
        self.slow.emit(True)

    @Slot()
    def _rest(self) -> None:
        """Stop waiting when nobody waits."""
        if any(lane.wanted for lane in self._lanes.values()):
            return
        self._patience.stop()
        if self._is_slow:
            self._is_slow = False
            self.slow.emit(False)


class _Run(QRunnable):
    def __init__(self, bystander: "Bystander", asked: _Question, returned: SignalInstance) -> None:
        super().__init__()
        self._bystander = bystander
        self._asked = asked
        self._returned = returned

    def run(self) -> None:
        """Answer, on the thread of the pool."""
        answer: object = None
        trouble: BaseException | None = None
        try:
            answer = self._bystander.ask(self._asked.ask)
        except Exception as error:  # noqa: BLE001 - every failure is handed to the window
            trouble = error
        self._returned.emit(self._asked, answer, trouble)
