"""Texts to train the name model on: made up from templates, and found in installed packages."""

from penname.train.texts.catalogues import catalogue_texts
from penname.train.texts.found import found_texts
from penname.train.texts.generate import examples

__all__ = ["catalogue_texts", "examples", "found_texts"]
