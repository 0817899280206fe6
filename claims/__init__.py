"""Text in, understood claims out: who said what, how, when, and which position it takes.

Pure: no network, no database, no clock, no randomness. The same text gives the same claims.
"""
