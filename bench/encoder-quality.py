"""How well the shared encoder finds paraphrases and translations, beside its teacher and TF-IDF.

    python bench/encoder-quality.py [--encoder assets/encoder/encoder.safetensors] [--float student.safetensors]
                                    [--teacher teacher.safetensors --tokenizer tokenizer.json] [--data ../shared/data] [--only student] [--json out.json]

Every pair is (question, the one right answer) among all answers of its task; none of these files is read by scripts/encoder/corpus.py.
Reported: share of right answers in first place with its 95 % Wilson interval, mean reciprocal rank with a bootstrap interval, and n.
Needs torch, safetensors and tokenizers (PyPI).
"""

import argparse
import collections
import json
import math
import os
import random
import re
import sys
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, f"{ROOT}/scripts/encoder")

import export  # noqa: E402
import model  # noqa: E402
import tokens  # noqa: E402
import torch  # noqa: E402

Pair = tuple[str, str]


def rows(data: str, name: str) -> list[dict]:
    with open(f"{data}/{name}.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def distinct(pairs: list[Pair], limit: int = 500) -> list[Pair]:
    """Pairs whose two texts differ and occur once, a fixed random sample of at most `limit`."""
    seen: set[str] = set()
    kept = []
    for left, right in pairs:
        if left != right and left not in seen and right not in seen and len(left) > 3 and len(right) > 3:
            seen.update((left, right))
            kept.append((left, right))
    return random.Random(4).sample(kept, limit) if len(kept) > limit else kept


def tasks(data: str) -> dict[str, list[Pair]]:
    tofu = rows(data, "unlearning/tofu_forget10_perturbed") + rows(data, "unlearning/tofu_retain_perturbed")
    syntactic = [row for row in rows(data, "poisoning/syntactic_sst2_hiddenkiller") if row.get("original_text")]
    halluqa = rows(data, "grounding/halluqa_zh")
    truthful = rows(data, "grounding/truthfulqa_en")
    catqa = rows(data, "guard/harmful-catqa")
    with open(f"{data}/knowledge/topics.tsv", encoding="utf-8") as file:
        header, *topics = (line.rstrip("\n").split("\t") for line in file)
    english, chinese = header.index("name_en"), header.index("name_zh")
    catqa_pairs = catqa_in_two_languages(catqa)
    topic_pairs = [(row[english], row[chinese]) for row in topics]
    both = {
        "en: answer, paraphrased (TOFU)": [(row["answer"], row["paraphrased_answer"]) for row in tofu],
        "en: question, paraphrased (TOFU)": [(row["question"], row["paraphrased_question"]) for row in tofu if row.get("paraphrased_question")],
        "en: sentence, other syntax (SST-2)": [(row["original_text"], row["text"]) for row in syntactic],
        "en: question, its answer (TruthfulQA)": [(row["question"], row["best_answer"]) for row in truthful],
        "zh: answer, another right answer (HalluQA)": [(row["best_answers"][0], row["best_answers"][1]) for row in halluqa if len(row["best_answers"]) > 1],
        "zh: question, its answer (HalluQA)": [(row["question"], row["best_answers"][0]) for row in halluqa if row["best_answers"]],
        "en to zh: request, translated (CatQA)": catqa_pairs,
        "zh to en: request, translated (CatQA)": [(right, left) for left, right in catqa_pairs],
        "en to zh: topic name (knowledge)": topic_pairs,
        "zh to en: topic name (knowledge)": [(right, left) for left, right in topic_pairs],
    }
    return {name: distinct(pairs) for name, pairs in both.items()}


def catqa_in_two_languages(catqa: list[dict]) -> list[Pair]:
    """The set holds the same requests in the same order twice; rows are paired by position within category and sub-category."""
    groups: dict[tuple, dict[str, list[str]]] = collections.defaultdict(lambda: {"en": [], "zh": []})
    for row in catqa:
        groups[(row["category"], row["meta"]["sub"])][row["lang"]].append(row["text"])
    return [pair for group in groups.values() if len(group["en"]) == len(group["zh"]) for pair in zip(group["en"], group["zh"], strict=True)]


class TfIdf:
    """Characters (2 to 4 in a row) and words, log counts times inverse document frequency, cosine."""

    def __call__(self, texts: list[str]) -> torch.Tensor:
        counted = [self.count(text) for text in texts]
        frequency = collections.Counter(term for terms in counted for term in terms)
        known = {term: at for at, term in enumerate(frequency)}
        index, value = [], []
        for at, terms in enumerate(counted):
            weights = {known[term]: (1 + math.log(n)) * math.log(1 + len(texts) / frequency[term]) for term, n in terms.items()}
            norm = math.sqrt(sum(weight**2 for weight in weights.values())) or 1
            index.extend((at, term) for term in weights)
            value.extend(weight / norm for weight in weights.values())
        return torch.sparse_coo_tensor(torch.tensor(index).T, torch.tensor(value), (len(texts), len(known))).coalesce()

    @staticmethod
    def count(text: str) -> collections.Counter:
        text = unicodedata.normalize("NFKC", text).lower()
        terms = collections.Counter(re.findall(r"\w+", text))
        for size in (2, 3, 4):
            terms.update(text[at : at + size] for at in range(len(text) - size + 1))
        return terms


def ranks(left: torch.Tensor, right: torch.Tensor) -> list[int]:
    """Place of the right answer of each row, ties counted against it."""
    similar = torch.sparse.mm(left, right.to_dense().T) if left.is_sparse else left @ right.T
    own = similar.diagonal()
    return (similar >= own[:, None]).sum(1).tolist()


def wilson(hits: int, n: int) -> tuple[float, float]:
    share, z = hits / n, 1.96
    middle, spread = share + z * z / (2 * n), z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)


def summarize(places: list[int]) -> dict:
    n, hits, reciprocal = len(places), sum(place == 1 for place in places), [1 / place for place in places]
    source = random.Random(7)
    means = sorted(sum(source.choices(reciprocal, k=n)) / n for _ in range(1000))
    return {"n": n, "top1": hits / n, "top1Interval": wilson(hits, n), "mrr": sum(reciprocal) / n, "mrrInterval": (means[25], means[974])}


def with_model(encoder: model.Encoder, by: object, prefix: str = "") -> object:
    """Texts to unit vectors; a text is embedded once."""
    known: dict[str, torch.Tensor] = {}

    def vectors(texts: list[str]) -> torch.Tensor:
        missing = sorted(set(texts) - known.keys())
        found = torch.nn.functional.normalize(model.embed(encoder, tokens.encode(by, [prefix + text for text in missing])), dim=1)
        known.update(zip(missing, found, strict=True))
        return torch.stack([known[text] for text in texts])

    return vectors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", default=f"{ROOT}/assets/encoder/encoder.safetensors")
    parser.add_argument("--float")
    parser.add_argument("--teacher")
    parser.add_argument("--tokenizer")
    parser.add_argument("--data", default=f"{ROOT}/../shared/data")
    parser.add_argument("--only", default="", help="only systems whose name holds this")
    parser.add_argument("--json", help="file of figures; those of systems not run now are kept")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    student, pieces = export.unpack(arguments.encoder)
    tokenizer = tokens.unigram(pieces)

    int8 = with_model(student, tokenizer)

    rounded, _ = export.unpack(arguments.encoder)
    rounded.set_int8(True)
    systems = {"TF-IDF": TfIdf(), "student, int8 weights and activations": with_model(rounded, tokenizer), "student, int8 weights": int8}
    if arguments.float:
        systems["student, float32"] = with_model(model.load(arguments.float), tokenizer)
    if arguments.teacher:
        teacher_tokenizer = tokens.unigram(tokens.teacher_vocabulary(arguments.tokenizer))
        systems["teacher"] = with_model(model.load(arguments.teacher), teacher_tokenizer, "query: ")
    systems = {name: system for name, system in systems.items() if arguments.only in name}
    report: dict[str, dict] = {}
    if arguments.json and os.path.exists(arguments.json):
        with open(arguments.json, encoding="utf-8") as file:
            report = json.load(file)
    for task, pairs in tasks(arguments.data).items():
        print(f"\n{task}, n = {len(pairs)}")
        for name, system in systems.items():
            vectors = system([left for left, _ in pairs] + [right for _, right in pairs])
            if vectors.is_sparse:
                vectors = vectors.to_dense()
            found = summarize(ranks(vectors[: len(pairs)], vectors[len(pairs) :]))
            report.setdefault(task, {})[name] = found
            low, high = found["top1Interval"]
            print(f"  {name:40} top-1 {found['top1']:.3f} [{low:.3f}, {high:.3f}]  MRR {found['mrr']:.3f} [{found['mrrInterval'][0]:.3f}, {found['mrrInterval'][1]:.3f}]", flush=True)
    print(f"\nsize {os.path.getsize(arguments.encoder):,} bytes")
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(report, file, indent=1)


if __name__ == "__main__":
    main()
