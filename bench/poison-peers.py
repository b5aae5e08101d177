"""Published defenses on one file of labelled rows; see bench/poison-peers.mjs.

    python poison-peers.py z|cleanlab|bki|cube|strip|onion rows.jsonl dev.jsonl result.json

z          z-statistics of words and labels (He et al. 2023, https://arxiv.org/abs/2305.11596); own implementation of the
           lexical features: the syntactic ones need a parser with weights
cleanlab   confident learning over out-of-fold logistic regression on words and pairs of words (tf-idf)
bki        OpenBackdoor's BKI over an LSTM, the model of its paper (https://arxiv.org/abs/2007.12070)
cube       OpenBackdoor's CUBE with a MiniLM encoder instead of RoBERTa, fewer epochs
strip      OpenBackdoor's STRIP on the classifier that cube trains; also with entropies averaged by sentence
onion      OpenBackdoor's ONION scores (perplexity without each word) with SmolLM2-135M instead of GPT-2, on a sample
"""

import collections
import json
import math
import os
import random
import re
import resource
import sys
import types

SEED = 7


def rows_of(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def z_statistics(rows, _dev):
    """Rows with a word whose share of one label lies 18 standard deviations or more above what the label explains."""
    labels = collections.Counter(row["label"] for row in rows)
    total = len(rows)
    seen = collections.Counter()
    together = collections.Counter()
    bags = [set(re.findall(r"[^\W_]+|[^\w\s]", row["text"].lower())) for row in rows]
    for row, bag in zip(rows, bags):
        for word in bag:
            seen[word] += 1
            together[word, row["label"]] += 1
    scores = {}
    for (word, label), count in together.items():
        prior = labels[label] / total
        scores[word, label] = (count / seen[word] - prior) / math.sqrt(prior * (1 - prior) / seen[word])
    mean = sum(scores.values()) / len(scores)
    deviation = math.sqrt(sum((value - mean) ** 2 for value in scores.values()) / len(scores))
    loudest = [
        max(((scores[word, row["label"]] - mean) / deviation for word in bag), default=-math.inf)
        for row, bag in zip(rows, bags)
    ]
    results = []
    for limit in (18, 6):
        flagged = [at for at, value in enumerate(loudest) if value > limit]
        results.append({"method": f"z-statistics, {limit} deviations", "flagged": flagged})
    with open(os.environ["POISONED"], encoding="utf-8") as file:
        poisoned = set(json.load(file))
    best, hits, limit = 0.0, 0, math.inf
    for rank, at in enumerate(sorted(range(total), key=lambda each: -loudest[each]), start=1):
        hits += at in poisoned
        if 2 * hits / (rank + len(poisoned)) > best:
            best, limit = 2 * hits / (rank + len(poisoned)), loudest[at]
    flagged = [at for at, value in enumerate(loudest) if value >= limit]
    results.append({"method": "z-statistics, best bar (known only with the truth)", "flagged": flagged})
    return results


def cleanlab_issues(rows, _dev):
    from cleanlab.filter import find_label_issues
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import cross_val_predict
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.pipeline import make_pipeline
    import numpy

    names = sorted({row["label"] for row in rows})
    labels = numpy.array([names.index(row["label"]) for row in rows])
    features = TfidfVectorizer(ngram_range=(1, 2), min_df=2, token_pattern=r"\S+")
    model = make_pipeline(features, OneVsRestClassifier(LogisticRegression(solver="liblinear")))
    shares = cross_val_predict(model, [row["text"] for row in rows], labels, cv=5, method="predict_proba")
    flagged = find_label_issues(labels, shares, return_indices_ranked_by="self_confidence", n_jobs=1)
    return [{"method": "cleanlab", "flagged": [int(at) for at in flagged]}]


def open_backdoor():
    """Makes the defenders of OpenBackdoor importable without its data sets, attackers and plots."""
    import logging

    import torch
    import transformers

    folder = os.environ["PLIMSOLL_OPENBACKDOOR"]
    transformers.AdamW = torch.optim.AdamW

    def package(name, **names):
        module = types.ModuleType(name)
        module.__path__ = [os.path.join(folder, *name.split("."))]
        module.__dict__.update(names)
        sys.modules[name] = module
        return module

    def collate(batch):
        texts, labels, marks = zip(*batch)
        return {"text": list(texts), "label": torch.LongTensor(labels), "poison_label": list(marks)}

    def loader(dataset, batch_size=32, shuffle=True):
        return torch.utils.data.DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, collate_fn=collate)

    def wrap(dataset, batch_size=32):
        return {name: loader(rows, batch_size) for name, rows in dataset.items()}

    package("openbackdoor")
    package(
        "openbackdoor.utils",
        logger=logging.getLogger("openbackdoor"),
        evaluate_classification=lambda *_: ({}, 0),
        evaluate_detection=lambda *_: {},
    )
    package("openbackdoor.data", get_dataloader=loader, collate_fn=collate, wrap_dataset=wrap)
    victims = package("openbackdoor.victims")
    from openbackdoor.victims.victim import Victim

    victims.Victim = Victim
    from openbackdoor.victims.plms import PLMVictim

    victims.PLMVictim = PLMVictim
    trainers = package("openbackdoor.trainers")
    from openbackdoor.trainers.trainer import Trainer

    trainers.Trainer = Trainer
    package("openbackdoor.defenders")
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    random.seed(SEED)


def as_triples(rows):
    """Text, number of the label, and the place of the row where OpenBackdoor keeps its mark of poison."""
    names = sorted({row["label"] for row in rows})
    return [(row["text"], names.index(row["label"]), at) for at, row in enumerate(rows)], len(names)


def dropped(triples, kept):
    held = {at for _, _, at in kept}
    return [at for _, _, at in triples if at not in held]


def bki(rows, _dev):
    open_backdoor()
    import torch
    from openbackdoor.defenders.bki_defender import BKIDefender

    triples, classes = as_triples(rows)
    counts = collections.Counter(word for text, _, _ in triples for word in text.split())
    places = {word: at + 2 for at, (word, _) in enumerate(counts.most_common(30_000))}

    class Lstm(torch.nn.Module):
        """One-layer LSTM over words; a sentence is the mean of its states: the last one hears little but the full stop."""

        device = torch.device("cpu")

        def __init__(self):
            super().__init__()
            self.embedding = torch.nn.Embedding(len(places) + 2, 100, padding_idx=0)
            self.lstm = torch.nn.LSTM(100, 128, batch_first=True)
            self.linear = torch.nn.Linear(128, classes)

        def tokenizer(self, sentences, **_):
            numbers = [[places.get(word, 1) for word in each.split()[:120]] or [1] for each in sentences]
            longest = max(map(len, numbers))
            inputs = torch.tensor([each + [0] * (longest - len(each)) for each in numbers])
            return types.SimpleNamespace(
                to=lambda _: (inputs, torch.tensor([len(each) for each in numbers]))
            )

        def get_repr_embeddings(self, batch):
            inputs, lengths = batch
            packed = torch.nn.utils.rnn.pack_padded_sequence(
                self.embedding(inputs), lengths, batch_first=True, enforce_sorted=False
            )
            states, _ = torch.nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
            return states.sum(1) / lengths[:, None]

    model = Lstm()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    for _ in range(6):
        random.shuffle(triples)
        for start in range(0, len(triples), 32):
            batch = triples[start : start + 32]
            states = model.get_repr_embeddings(model.tokenizer([text for text, _, _ in batch]).to("cpu"))
            loss = torch.nn.functional.cross_entropy(model.linear(states), torch.tensor([label for _, label, _ in batch]))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    model.eval()
    defender = object.__new__(BKIDefender)
    defender.bki_dict, defender.all_sus_words_li, defender.bki_word = {}, [], None
    with torch.no_grad():
        kept = defender.analyze_data(model, triples)
    return [{"method": "BKI (OpenBackdoor, LSTM)", "flagged": dropped(triples, kept)}]


def cube_defender(classes):
    import torch
    from openbackdoor.defenders.cube_defender import CUBEDefender

    defender = CUBEDefender(
        epochs=int(os.environ.get("EPOCHS", "2")),
        lr=5e-5,
        num_classes=classes,
        model_name="bert",
        model_path=os.environ["PLIMSOLL_ENCODER"],
    )
    defender.encoder.max_len = 64
    plain = defender.encoder.forward

    def in_halves(inputs):
        with torch.autocast("cpu", torch.bfloat16):
            output = plain(inputs)
        output.logits = output.logits.float()
        output.hidden_states = tuple(each.float() for each in output.hidden_states)
        return output

    defender.encoder.forward = in_halves
    return defender


def cube(rows, _dev):
    open_backdoor()
    triples, classes = as_triples(rows)
    kept = cube_defender(classes).correct(triples)
    return [{"method": "CUBE (OpenBackdoor, MiniLM)", "flagged": dropped(triples, kept)}]


def strip(rows, dev):
    open_backdoor()
    import numpy
    import torch
    from openbackdoor.defenders.strip_defender import STRIPDefender

    numpy.random.seed(SEED)
    triples, classes = as_triples(rows)
    defender = cube_defender(classes)
    model = defender.trainer.train(defender.encoder, {"train": triples})
    names = sorted({row["label"] for row in rows})
    clean = [(row["text"], names.index(row["label"]), 0) for row in dev[:300] if len(row["text"].split()) > 1]
    triples = [(text if len(text.split()) > 1 else f"{text} .", label, at) for text, label, at in triples]
    base = STRIPDefender(batch_size=32)

    class Strip(STRIPDefender):
        """The same perturbations and entropies, averaged over the perturbations of one sentence."""

        def cal_entropy(self, model, data):
            perturbed = [(self.perturb(text), label, at) for text, label, at in data for _ in range(self.repeat)]
            shares = []
            model.eval()
            with torch.no_grad():
                for start in range(0, len(perturbed), 64):
                    texts = [text for text, _, _ in perturbed[start : start + 64]]
                    inputs, _ = model.process({"text": texts, "label": torch.zeros(1)})
                    shares.extend(torch.softmax(model(inputs)[0], dim=-1).tolist())
            shares = numpy.maximum(numpy.array(shares), 1e-12)
            entropy = -numpy.sum(shares * numpy.log2(shares), axis=-1)
            return entropy.reshape(-1, self.repeat).mean(axis=1)

    results = []
    for method, each in (("STRIP (OpenBackdoor, MiniLM)", base), ("STRIP, by sentence", Strip(batch_size=32))):
        marks = each.detect(model, {"dev": clean}, triples)
        results.append({"method": method, "flagged": [int(at) for at in numpy.nonzero(marks)[0]]})
    return results


def onion(rows, dev):
    open_backdoor()
    import torch
    from openbackdoor.defenders.onion_defender import ONIONDefender
    from transformers import AutoModelForCausalLM, AutoTokenizer

    folder, file = os.path.split(os.environ["PLIMSOLL_GGUF"])
    tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=file)
    model = AutoModelForCausalLM.from_pretrained(folder, gguf_file=file).to(torch.bfloat16).eval()
    tokenizer.pad_token = tokenizer.pad_token or tokenizer.eos_token

    def perplexity(sentences):
        batch = tokenizer(list(sentences), return_tensors="pt", padding=True, truncation=True, max_length=96)
        start = torch.full((batch.input_ids.shape[0], 1), tokenizer.bos_token_id or tokenizer.eos_token_id)
        inputs = torch.cat([start, batch.input_ids], dim=1)
        mask = torch.cat([torch.ones_like(start), batch.attention_mask], dim=1)
        with torch.no_grad():
            logits = model(input_ids=inputs, attention_mask=mask).logits[:, :-1].float()
        loss = torch.nn.functional.cross_entropy(logits.transpose(1, 2), inputs[:, 1:], reduction="none")
        held = mask[:, 1:]
        return torch.exp((loss * held).sum(1) / held.sum(1).clamp(min=1)).numpy()

    defender = object.__new__(ONIONDefender)
    defender.LM, defender.batch_size = perplexity, 32

    drops = []

    class Recorder(float):
        """A bar that no score reaches, and that remembers the largest drop it is compared with."""

        def __le__(self, score):
            drops[-1] = max(drops[-1], float(score))
            return False

        def __gt__(self, score):
            drops[-1] = max(drops[-1], float(score))
            return True

    def largest(text):
        drops.append(-math.inf)
        words = text.split()[:40]
        if len(words) > 1:
            defender.get_processed_text(" ".join(words), bar=Recorder(math.inf))
        return drops[-1]

    generator = random.Random(SEED)
    poisoned = set(json.load(open(os.environ["POISONED"], encoding="utf-8")))
    some = generator.sample(sorted(poisoned), min(20, len(poisoned)))
    others = generator.sample([at for at in range(len(rows)) if at not in poisoned], 60)
    clean = sorted(largest(row["text"]) for row in generator.sample(dev, 60))
    looked = sorted(some + others)
    scores = {at: largest(rows[at]["text"]) for at in looked}
    results = []
    for share in (0.01, 0.05):
        bar = clean[-max(1, round(len(clean) * share))]
        flagged = [at for at in looked if scores[at] > bar]
        results.append(
            {"method": f"ONION (SmolLM2-135M), {share:.0%} of clean rows over the bar", "flagged": flagged, "looked": looked}
        )
    return results


def main():
    name, path, dev, out = sys.argv[1:]
    os.environ["POISONED"] = path.replace(".jsonl", ".poisoned.json")
    peers = {"z": z_statistics, "cleanlab": cleanlab_issues, "bki": bki, "cube": cube, "strip": strip, "onion": onion}
    rows, clean = rows_of(path), rows_of(dev)
    begin = seconds()
    results = peers[name](rows, clean)
    used = seconds() - begin
    with open(out, "w", encoding="utf-8") as file:
        json.dump([{**each, "seconds": used} for each in results], file)


if __name__ == "__main__":
    main()
