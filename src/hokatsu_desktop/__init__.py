"""ほうかつデスク: an offline case store and meeting papers for small town halls."""

__version__ = "0.1.0"
