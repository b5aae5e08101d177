"""Chooses the vocabulary and the layers of the student, and writes it before any training.

    python prune.py --teacher teacher.safetensors --tokenizer tokenizer.json --corpus <folder> --words <jieba dict.txt> <symspell list>
                    --size 40000 --layers 1,3,5,8,10,11 --out <folder>

Kept: the specials, every single character of the scripts below, then the pieces most used: half the weight from the corpus (each language
the same), half from two word lists with counts (general language, so that the vocabulary does not follow the corpus alone).
"""

import argparse
import collections
import json
import os
import unicodedata

import model
import tokens
import torch
from tokenizers import Tokenizer

SCRIPTS = ("LATIN", "CJK UNIFIED", "DIGIT", "GREEK", "CYRILLIC", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC")


def wanted_character(character: str) -> bool:
    category = unicodedata.category(character)
    if category[0] in "PS" or category == "Nd" and character.isascii():
        return unicodedata.normalize("NFKC", character) == character
    name = unicodedata.name(character, "")
    return name.startswith(SCRIPTS) and unicodedata.normalize("NFKC", character) == character


def use(tokenizer: Tokenizer, texts: list[str], weights: list[float]) -> dict[int, float]:
    found: dict[int, float] = collections.defaultdict(float)
    for ids, weight in zip(tokens.encode(tokenizer, texts, 1 << 20), weights, strict=True):
        for token in ids:
            found[token] += weight
    total = sum(found.values())
    return {token: count / total for token, count in found.items()}


def word_use(tokenizer: Tokenizer, jieba: str, symspell: str) -> list[dict[int, float]]:
    chinese = [(fields[0], float(fields[1])) for fields in map(str.split, open(jieba, encoding="utf-8"))]
    english = [(fields[0], float(fields[1])) for fields in map(str.split, open(symspell, encoding="utf-8-sig"))]
    english += [(word.capitalize(), count * 0.1) for word, count in english]
    # A word inside Chinese text has no space before it; the word marker is cut off by putting it behind a full stop.
    out = []
    for words, before in ((chinese, "。"), (english, "")):
        out.append(use(tokenizer, [before + word for word, _ in words], [count**0.75 for _, count in words]))
    return out


def choose(arguments: argparse.Namespace) -> list[int]:
    """Ids of the teacher's vocabulary that stay, specials first, then by the teacher's order."""
    vocabulary = tokens.teacher_vocabulary(arguments.tokenizer)
    tokenizer = tokens.unigram(vocabulary)
    texts: dict[str, list[str]] = {"en": [], "zh": []}
    for line in open(f"{arguments.corpus}/corpus.jsonl", encoding="utf-8"):
        row = json.loads(line)
        texts["zh" if row["lang"] == "zh" else "en"].append(row["text"])
    for line in open(f"{arguments.corpus}/pairs.jsonl", encoding="utf-8"):
        row = json.loads(line)
        texts["en"].append(row["en"])
        texts["zh"].append(row["zh"])
    score: dict[int, float] = collections.defaultdict(float)
    for part in [*(use(tokenizer, part, [1.0] * len(part)) for part in texts.values()), *word_use(tokenizer, *arguments.words)]:
        for token, share in part.items():
            score[token] += share / 4
    must = {token for token, (piece, _) in enumerate(vocabulary) if token < 4 or len(piece) == 1 and wanted_character(piece)}
    ranked = [token for token in sorted(score, key=lambda token: -score[token]) if token not in must and token < len(vocabulary) - 1]
    kept = must | set(ranked[: arguments.size - len(must)])
    total = sum(score[token] for token in score if token >= 4)
    covered = sum(score[token] for token in kept if token >= 4)
    print(f"{len(must)} kept always, {len(kept)} kept, of {len(score)} seen; share of tokens kept whole: {covered / total:.4f}")
    return sorted(kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", required=True)
    parser.add_argument("--tokenizer", required=True)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--words", nargs=2, required=True)
    parser.add_argument("--size", type=int, default=40000)
    parser.add_argument("--layers", default="1,3,5,8,10,11")
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    kept = choose(arguments)
    layers = [int(layer) for layer in arguments.layers.split(",")]
    vocabulary = tokens.teacher_vocabulary(arguments.tokenizer)
    os.makedirs(arguments.out, exist_ok=True)
    with open(f"{arguments.out}/vocabulary.json", "w", encoding="utf-8") as file:
        json.dump({"pieces": [vocabulary[token] for token in kept], "teacher": kept, "layers": layers}, file, ensure_ascii=False)
    teacher = model.load(arguments.teacher)
    student = model.Encoder(**{**teacher.size, "layers": len(layers), "vocab": len(kept)})
    student.embeddings.load_state_dict({**teacher.embeddings.state_dict(), "word.weight": teacher.embeddings.word.weight[kept].detach()})
    for at, layer in enumerate(layers):
        student.layers[at].load_state_dict(teacher.layers[layer].state_dict())
    model.save(student, f"{arguments.out}/student.safetensors")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
