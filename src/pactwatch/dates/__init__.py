"""article's day + sentence → the times that its words tell: «вчера», "on Tuesday", «17 октября 2022 года», "in 2020"."""

from .find import Calendar

__all__ = ["Calendar"]
