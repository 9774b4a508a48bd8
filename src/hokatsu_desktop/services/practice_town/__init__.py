"""The practice town (練習用の町): an invented town with agencies, households and meetings, to try everything on."""

from hokatsu_desktop.services.practice_town.building import build_practice_town

__all__ = ["build_practice_town"]
