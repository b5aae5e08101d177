#!/usr/bin/env python3
"""Verdicts of datatrove's filters for quality.mjs: reads {"text"} lines from standard input, writes one {filter: reason} a line.

  pip install datatrove spacy
"""
import json
import sys

from datatrove.data import Document
from datatrove.pipeline.filters import C4QualityFilter, FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter

FILTERS = {
    "gopher-quality": GopherQualityFilter(),
    "gopher-repetition": GopherRepetitionFilter(),
    "c4": C4QualityFilter(),
    "fineweb": FineWebQualityFilter(),
}
for line in sys.stdin:
    text = json.loads(line)["text"]
    out = {}
    for name, each in FILTERS.items():
        try:
            verdict = each.filter(Document(text=text, id="0"))
        except (ZeroDivisionError, ValueError) as error:
            verdict = (False, type(error).__name__)
        if verdict is not True:
            out[name] = verdict[1] if isinstance(verdict, tuple) else "dropped"
    print(json.dumps(out), flush=True)
