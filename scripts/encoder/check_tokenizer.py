"""Counts how the shipped tokenizer differs from the teacher's own.

    python check_tokenizer.py <encoder.safetensors> <teacher's tokenizer.json> <texts.jsonl with {"text"}> [most texts]

Prints: texts whose normalized form differs, texts whose pieces differ, length in tokens beside the teacher's, and share of unknown pieces.
"""

import json
import random
import sys

import export
import tokens
from tokenizers import Tokenizer


def main() -> None:
    if len(sys.argv) not in (4, 5):
        raise SystemExit(__doc__)
    _, pieces = export.unpack(sys.argv[1])
    own, teacher = tokens.unigram(pieces), Tokenizer.from_file(sys.argv[2])
    teacher.no_truncation()
    texts = [json.loads(line)["text"] for line in open(sys.argv[3], encoding="utf-8")]
    if len(sys.argv) == 5:
        texts = random.Random(1).sample(texts, min(int(sys.argv[4]), len(texts)))
    plain = tokens.unigram(tokens.teacher_vocabulary(sys.argv[2]))
    counts = {"texts": len(texts), "other pieces": 0, "by normalization": 0, "tokens": 0, "tokens of the teacher": 0, "unknown": 0, "unknown to the teacher": 0}
    for text, ids, same_vocabulary in zip(texts, tokens.encode(own, texts, 1 << 20), tokens.encode(plain, texts, 1 << 20), strict=True):
        found = teacher.encode(text)
        counts["other pieces"] += [pieces[token][0] for token in ids] != found.tokens
        counts["by normalization"] += same_vocabulary != found.ids
        counts["tokens"] += len(ids)
        counts["tokens of the teacher"] += len(found.ids)
        counts["unknown"] += ids.count(tokens.UNKNOWN)
        counts["unknown to the teacher"] += found.ids.count(tokens.UNKNOWN)
    for name, count in counts.items():
        print(f"{name}: {count}")


if __name__ == "__main__":
    main()
