"""Symbols of units, as articles write them behind a number."""

from __future__ import annotations

from typing import Final

UNIT: Final = (
    r"%|‰|°\s?[CF]?|℃|℉|[kKMGTPE]i?B(?:ps|/s)?|[kKMGT]?b(?:it)?(?:ps|/s)|[kMGT]?Hz|[kMGT]Wh?|Wh|mAh|[km]?V|[kM]eV|"
    r"k?Pa|hPa|psi|MPa|k?cal|kJ|dB|dpi|fps|rpm|mph|px|km(?:/h|²|2)?|km/s|m/s²?|[cmnµμ]m|m[²³]|cm[²³]|k?g/m³|[kmµμ]g|"
    r"m[lL]|[mµμn]s|lbs?|ft|oz|ha|MP|kn"
)
SHORT_UNIT: Final = r"[mglLWV]"
"""Units of one letter: after a space only, since `5m` may be five million."""
