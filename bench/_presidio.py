#!/usr/bin/env python3
"""Runs Presidio as shipped over texts: one JSON string a line in, one JSON list of spans a line out (UTF-16 offsets).

  pip install presidio-analyzer; PRESIDIO_MODEL is a spaCy package or a folder (default en_core_web_lg, Presidio's own default).
The recognizers, thresholds and the mapping of spaCy's labels are those of `AnalyzerEngine` without options.
"""
import json
import logging
import os
import sys

from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

logging.disable(logging.WARNING)
model = os.environ.get("PRESIDIO_MODEL", "en_core_web_lg")
provider = NlpEngineProvider(nlp_configuration={
    "nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": model}],
})
analyzer = AnalyzerEngine(nlp_engine=provider.create_engine(), supported_languages=["en"])


def utf16(text, index):
    return len(text[:index].encode("utf-16-le")) // 2


for line in sys.stdin:
    text = json.loads(line)
    spans = [{"start": utf16(text, each.start), "end": utf16(text, each.end), "type": each.entity_type, "score": each.score}
             for each in analyzer.analyze(text, language="en")]
    print(json.dumps(spans), flush=True)
