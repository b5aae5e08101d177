#!/usr/bin/env python3
"""Makes the corpora of throughput.mjs from folders of real text: documents of about 3 KB, 9 of 10 of whose 13-grams
(words; characters in Chinese) have not stood before. Writes NAME.jsonl and NAME.ascii.jsonl (`ensure_ascii`).

  python3 bench/corpora.py english OUT_FOLDER FOLDER...   (unpacked Debian packages linux-doc, postgresql-doc, ...)
  python3 bench/corpora.py chinese OUT_FOLDER FOLDER...   (libreoffice-help-zh-cn, manpages-zh, npm chinese-poetry, ...)
"""
import gzip
import html
import json
import os
import re
import sys

SCRIPT = re.compile(r"<(script|style)\b.*?</\1>", re.S | re.I)
TAG = re.compile(r"<[^>]+>")
TEXT = (".txt", ".rst", ".md", ".jsonl") + tuple(f".{n}" for n in range(1, 9))
LIMIT = 200_000_000


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def texts(folder):
    for root, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(root, name)
            if os.path.islink(path):
                continue
            opened = gzip.open if name.endswith(".gz") else open
            plain = name[:-3] if name.endswith(".gz") else name
            if not plain.endswith(TEXT + (".html", ".json")):
                continue
            try:
                with opened(path, "rb") as file:
                    text = file.read().decode("utf-8")
            except (OSError, UnicodeDecodeError, EOFError):
                continue
            if plain.endswith(".html"):
                text = html.unescape(TAG.sub(" ", SCRIPT.sub(" ", text)))
            elif plain.endswith((".json", ".jsonl")):
                try:
                    values = [json.loads(text)] if plain.endswith(".json") else [json.loads(l) for l in text.split("\n") if l]
                except ValueError:
                    continue
                text = "\n\n".join("\n".join(strings(item)) for value in values for item in (value if isinstance(value, list) else [value]))
            yield re.sub(r"\n\s*\n+", "\n\n", re.sub(r"[ \t]+", " ", text))


def documents(text, size):
    held = ""
    for paragraph in text.split("\n\n"):
        if held and len(held) + len(paragraph) > size:
            yield held
            held = ""
        held += paragraph + "\n\n"
    if len(held) > 300:
        yield held


def main(language, out, *folders):
    chinese = language == "chinese"
    seen, total, grams, fresh = set(), 0, 0, 0
    base = os.path.join(out, language)
    with open(f"{base}.jsonl", "w", encoding="utf-8") as raw, open(f"{base}.ascii.jsonl", "w", encoding="ascii") as ascii_only:
        for folder in folders:
            for text in texts(folder):
                for document in documents(text, 1200 if chinese else 3000):
                    han = sum("\u4e00" <= c <= "\u9fff" for c in document)
                    if total > LIMIT or (han < len(document) / 5 if chinese else han > 0):
                        continue
                    tokens = "".join(document.split()) if chinese else document.split()
                    own = [hash(tuple(tokens[i : i + 13])) for i in range(len(tokens) - 12)]
                    new = [gram for gram in own if gram not in seen]
                    if not own or len(new) < 0.9 * len(own):
                        continue
                    seen.update(new)
                    grams += len(own)
                    fresh += len(new)
                    row = json.dumps({"text": document}, ensure_ascii=False)
                    raw.write(row + "\n")
                    total += len(row.encode()) + 1
                    ascii_only.write(json.dumps({"text": document}) + "\n")
    print(f"{base}.jsonl: {total / 1e6:.1f} MB, {100 * fresh / max(1, grams):.1f} % of 13-grams distinct")


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[1] not in ("english", "chinese"):
        sys.exit(__doc__)
    main(*sys.argv[1:])
