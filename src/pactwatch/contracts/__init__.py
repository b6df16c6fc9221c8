"""What rooms and plug-ins hand each other, and the signatures of the plug-ins; a language's own is in `text.py`."""

from .panels import Floats, Outlook, Panel, Sample, Window
from .plugs import Asked, Code, Complain, Feed, Forecaster, Indicator, MakeCoder, Progress, Table, Writer
from .text import CASES, KEPT, Form, Known, Language, Line, Mention, Spot, Token, When

__all__ = [
    "CASES", "KEPT", "Asked", "Code", "Complain", "Feed", "Floats", "Forecaster", "Form", "Indicator", "Known", "Language", "Line", "MakeCoder", "Mention",
    "Outlook", "Panel", "Progress", "Sample", "Spot", "Table", "Token", "When", "Window", "Writer",
]  # fmt: skip
