"""The application with our style and fonts."""

from tests.ui_meetings.conftest import application, our_application

__all__ = ["application", "our_application"]
