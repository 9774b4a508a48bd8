"""Work that takes time: one worker thread; results, errors and progress come back on the screen's thread."""

import gc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.words import Words

Result = TypeVar("Result")


class Progress:
    """What a long job gets in its hand: it tells how far it is and asks whether to stop."""

    def __init__(self, tell: Callable[[str, int, int], None]) -> None:
        self._tell = tell
        self._stop = Event()

    def say(self, words: str, done: int = 0, total: int = 0) -> None:
        """Tells how far the job is; `total` 0 means that nobody knows."""
        self._tell(words, done, total)

    def ask_to_stop(self) -> None:
        """Asks the job to end without leaving anything half done."""
        self._stop.set()

    @property
    def is_asked_to_stop(self) -> bool:
        """Whether the user pressed 中止."""
        return self._stop.is_set()


class Tasks(QObject):
    """One worker thread for the store: jobs run one after the other, in the order they came.

    Callbacks run on the thread this object lives in. After `close` nothing more is called back.
    """

    busy_changed = Signal(bool)
    told = Signal(str, int, int)
    """(words, done, total) of the job that runs"""
    _back = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hokatsu-work")
        self._under_way = 0
        self._closed = False
        self._progress: Progress | None = None
        self._giving_way: Progress | None = None
        self._back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        job: Callable[[], Result],
        then: Callable[[Result], None] = lambda _result: None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Runs `job` in the worker; then `then(result)`, or `failed(error)`. Without `failed` an error is raised here.

        `job` must not touch a widget. Raises RuntimeError after `close`.
        """
        self._submit(job, then, failed)

    def run_long(
        self,
        job: Callable[[Progress], Result],
        then: Callable[[Result], None] = lambda _result: None,
        failed: Callable[[Exception], None] | None = None,
        *,
        gives_way: bool = False,
    ) -> Progress:
        """Like `run`, for a job that tells how far it is (signal `told`) and can be asked to stop.

        One that `gives_way` is asked to as soon as another job comes, because nobody waits for it.
        """
        progress = Progress(self.told.emit)
        self._progress = progress
        self._submit(lambda: job(progress), then, failed)
        self._giving_way = progress if gives_way else None
        return progress

    @property
    def is_busy(self) -> bool:
        """Whether a job is running or waiting."""
        return self._under_way > 0

    def ask_to_stop(self) -> None:
        """Asks the long job that was started last to stop."""
        if self._progress is not None:
            self._progress.ask_to_stop()

    def close(self) -> None:
        """Ends the worker: the running job is finished, waiting ones are dropped, nothing is called back."""
        self._closed = True
        self.ask_to_stop()
        self._pool.shutdown(wait=True, cancel_futures=True)
        gc.enable()

    def _submit(
        self,
        job: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Callable[[Exception], None] | None,
    ) -> None:
        if self._closed:
            raise RuntimeError("the worker has ended")
        if self._giving_way is not None:
            self._giving_way.ask_to_stop()
            self._giving_way = None
        self._under_way += 1
        if self._under_way == 1:
            gc.disable()  # or Python could tidy up dead widgets on the worker's thread, which Qt does not survive
            self.busy_changed.emit(True)

        def bring_back(future: Future[Result]) -> None:
            if not self._closed:
                self._back.emit(lambda: _call_back(future, then, failed))

        self._pool.submit(job).add_done_callback(bring_back)

    @Slot(object)
    def _deliver(self, call_back: Callable[[], None]) -> None:
        if self._closed:
            return
        self._under_way -= 1
        if self._under_way == 0:
            gc.enable()
            self.busy_changed.emit(False)
        call_back()


def _call_back(
    future: "Future[Result]", then: Callable[[Result], None], failed: Callable[[Exception], None] | None
) -> None:
    error = future.exception()
    if error is None:
        then(future.result())
    elif failed is not None and isinstance(error, Exception):
        failed(error)
    else:
        raise error


class BusyBar(QFrame):
    """Words after one second, a bar and 中止 after five; nothing for what is quicker."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "info")
        self._words = Words("しばらくお待ちください。")
        self._bar = QProgressBar()
        self._bar.setAccessibleName("進み具合")
        self._stop = button("中止", ButtonLook.INLINE)
        self._stop.clicked.connect(tasks.ask_to_stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self._stop)
        self._soon = self._timer(1000, self.show)
        self._long = self._timer(5000, self._show_bar)
        tasks.busy_changed.connect(self._turn)
        tasks.told.connect(self._tell)
        self._rest()

    def _timer(self, milliseconds: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def _turn(self, busy: bool) -> None:
        self._rest()
        if busy:
            self._soon.start()
            self._long.start()

    def _rest(self) -> None:
        self._soon.stop()
        self._long.stop()
        self._words.say("しばらくお待ちください。")
        self._bar.setRange(0, 0)
        self._bar.hide()
        self._stop.hide()
        self.hide()

    def _show_bar(self) -> None:
        self._bar.show()
        self._stop.show()

    def _tell(self, words: str, done: int, total: int) -> None:
        self._words.say(f"{words}　{done}／{total}" if total else words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
