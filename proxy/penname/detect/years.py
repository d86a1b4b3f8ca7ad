"""Years in sentences: "founded in 1977", "the Act of 2001", "a 2017 film". Not amounts.

A year alone says little of anybody, so the score is low: policies that mask every date ask for it.
"""

from __future__ import annotations

from penname.detect.scan import Recipe, matches

_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_BEFORE = (
    r"(?:in|since|during|of|from|until|till|by|before|after|around|circa|early|late|mid|year"
    r"|summer|spring|autumn|fall|winter|anno|im\sjahre?|jahr|seit|en|desde|depuis|año|année|anno"
    r"|dal|nel|sinds|em|ano)"
)
#: What is counted, and numbers that go on.
_NOT_BEHIND = (
    r"(?!\w|[-.,/:]\d|%|\s?[€$£°]|\s(?:ms|px|kb|mb|gb|bytes?|items?|rows?|users?|people|times|days"
    r"|requests?|records?|lines?|char(?:acter)?s?|tokens?|words?|points?|dollars?|euros?|miles?|km"
    r"|kg|m|feet|hours?|minutes?|seconds?|years?|steps?|entries|results?|calls?|files?|pages?)\b)"
)
_PATTERN = rf"(?i:(?<![\w.#-])(?:{_BEFORE}|an?(?=\s\d{{4}}\s[A-Za-z]))\s{_YEAR}){_NOT_BEHIND}"

RECIPES = (Recipe("year", "DATE_TIME", matches(_PATTERN, 0.4, group="year")),)
