"""The parts that are loaded behind the lock screen: nothing below it imports this module."""


def load_parts() -> None:
    """Imports what unlocking and the first screen need, while the user is typing the passphrase."""
    import hokatsu_desktop.services.trash
    import hokatsu_desktop.store.generation
    import hokatsu_desktop.ui.locking
    import hokatsu_desktop.ui.loss.keeping
    import hokatsu_desktop.ui.main_window
    import hokatsu_desktop.ui.start.settling  # noqa: F401
