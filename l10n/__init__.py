"""Articles in, reviewed localised articles out, offline."""

__version__ = "0.1.0"
