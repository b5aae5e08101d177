"""Distills the teacher into the student: each token's last hidden state, the pooled vector, likeness within a batch, and translations.

    python train.py --teacher teacher.safetensors --tokenizer tokenizer.json --start <folder of prune.py> --corpus <folder> --out <folder>
                    [--minutes 60] [--batch-tokens 1536] [--rate 3e-4]

Targets are the teacher's hidden states for "query: " + text, less their mean over the corpus (so that unrelated texts have a cosine near
zero); the student sees the text alone. Losses: (1) where both tokenizers agree, the distance of each
token's state, of the last layer and of those between (each student layer ends where the teacher layer it began as ended); (2) one minus the
cosine of the pooled vectors; (3) cross-entropy between the likenesses of a text to the others of its batch, teacher and student;
(4) for translations, the Chinese text must also reach the teacher's vector of the English text. Stops by the clock of its own CPU
seconds, saves every few minutes, and resumes by itself from the last save in the output folder.
"""

import argparse
import json
import math
import os
import random
import time

import model
import tokens
import torch
import torch.nn.functional as F

AGREE_SKIP = 3  # tokens of "query: " after <s> in the teacher's input: "▁que", "ry", ":"


class Data:
    """Texts in batches of like length, endlessly, in an order that depends on the seed alone."""

    def __init__(self, corpus: str, teacher_tokenizer: object, tokenizer: object, batch_tokens: int) -> None:
        texts: dict[str, list] = {"en": [], "zh": [], "mixed": []}
        for line in open(f"{corpus}/corpus.jsonl", encoding="utf-8"):
            row = json.loads(line)
            texts[row["lang"]].append((row["text"], row["source"]))
        self.pairs = [(row["en"], row["zh"], row["source"]) for row in map(json.loads, open(f"{corpus}/pairs.jsonl", encoding="utf-8"))]
        self.texts = texts
        self.teacher_tokenizer, self.tokenizer, self.batch_tokens = teacher_tokenizer, tokenizer, batch_tokens

    def chunk(self, seed: int) -> list[list[dict]]:
        """A mixture of 6,000 texts: about a third English, a third Chinese, a third translations; manuals and long texts held down."""
        source = random.Random(seed)
        manual = [text for text in self.texts["en"] if text[1] == "PostgreSQL manual"]
        other = [text for text in self.texts["en"] if text[1] != "PostgreSQL manual"]
        longer = [pair for pair in self.pairs if len(pair[0]) >= 25]
        shorter = [pair for pair in self.pairs if len(pair[0]) < 25]
        rows = [{"text": text} for text, _ in [*source.sample(other, 1800), *source.sample(manual, 200), *source.sample(self.texts["zh"], 1800),
                                                *source.sample(self.texts["mixed"], 60)]]
        pairs = [*source.sample(longer, 900), *source.sample(shorter, 200)]
        limit = 256 if source.random() < 0.5 else 128
        teacher_ids = tokens.encode(self.teacher_tokenizer, ["query: " + row["text"] for row in rows], limit + AGREE_SKIP)
        ids = tokens.encode(self.tokenizer, [row["text"] for row in rows], limit)
        for row, teacher, own in zip(rows, teacher_ids, ids, strict=True):
            row |= {"teacher": teacher, "ids": own}
        for side in (0, 1):
            ids = tokens.encode(self.tokenizer, [pair[side] for pair in pairs], 96)
            teacher_ids = tokens.encode(self.teacher_tokenizer, ["query: " + pair[side] for pair in pairs], 96 + AGREE_SKIP)
            rows.extend({"text": pair[side], "ids": own, "teacher": teacher, "pair": at} for at, (pair, own, teacher) in enumerate(zip(pairs, ids, teacher_ids, strict=True)))
        self.agreeing(rows)
        pair_rows: dict[int, list[dict]] = {}
        units: list[list[dict]] = []
        for row in rows:
            if "pair" in row:
                pair_rows.setdefault(row["pair"], []).append(row)
            else:
                units.append([row])
        units += list(pair_rows.values())
        lengths = [max(len(row["teacher"]) for row in unit) * len(unit) for unit in units]
        key = [max(len(row["teacher"]) for row in unit) + source.random() * 6 for unit in units]
        order = sorted(range(len(units)), key=lambda at: key[at])
        out: list[list[dict]] = []
        group: list[dict] = []
        for at in order:
            longest = max([len(row["teacher"]) for row in group] + [lengths[at] // len(units[at])])
            if group and longest * (len(group) + len(units[at])) > self.batch_tokens:
                out.append(group)
                group = []
            group = [*group, *units[at]]
        out.append(group)
        source.shuffle(out)
        return out

    def agreeing(self, rows: list[dict]) -> None:
        """Marks rows where the student's pieces are the teacher's, so that their states can be compared one by one."""
        for row in rows:
            own = [self.to_teacher[token] for token in row["ids"]]
            row["agrees"] = own == [row["teacher"][0], *row["teacher"][1 + AGREE_SKIP :]]

    to_teacher: list[int]


def normalized(x: torch.Tensor) -> torch.Tensor:
    return F.normalize(x, dim=-1)


def losses(student: model.Encoder, teacher: model.Encoder, group: list[dict], layers: list[int], center: torch.Tensor) -> dict[str, torch.Tensor]:
    teacher_ids, teacher_mask = model.pad([row["teacher"] for row in group])
    ids, mask = model.pad([row["ids"] for row in group])
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        goals = [state.float() for state in teacher.states(teacher_ids, teacher_mask)]
    target = goals[-1]
    # The mean of normalized pooled vectors is taken off in the scale of the states, whose pooled norm differs a little from text to text.
    pooled = model.pool(target, teacher_mask)
    center = center * pooled.norm(dim=1, keepdim=True).mean()
    goal = normalized(pooled - center)
    with torch.autocast("cpu", torch.bfloat16):
        states = student.states(ids, mask)
    hidden = states[-1].float()
    own = normalized(model.pool(hidden, mask))
    out = {"pooled": (1 - (own * goal).sum(1)).mean()}
    agree = torch.tensor([row["agrees"] for row in group])
    if agree.any():
        width = min(ids.shape[1], teacher_ids.shape[1] - AGREE_SKIP)  # no agreeing row is longer
        at = mask[agree][:, :width]
        pick = lambda state: torch.cat([state[:, :1], state[:, 1 + AGREE_SKIP : width + AGREE_SKIP]], dim=1)[agree][at]
        own_at = lambda state: state[agree][:, :width][at]
        inner = pick(target) - center
        found = own_at(hidden)
        out["token"] = (1 - F.cosine_similarity(found, inner, dim=-1)).mean()
        out["state"] = (found - inner).pow(2).mean() / inner.pow(2).mean()
        between = []
        for index, state in enumerate(states[:-1]):
            wanted = pick(goals[layers[index]])
            spread = (wanted - wanted.mean(0)).pow(2).mean(0) + 1e-4
            between.append(((own_at(state).float() - wanted).pow(2) / spread).clamp(max=25).mean())
        out["between"] = torch.stack(between).mean()
    if len(group) > 3:
        apart = torch.eye(len(group), dtype=torch.bool)
        like = ((goal @ goal.T) / 0.07).masked_fill(apart, -1e9)
        mine = ((own @ own.T) / 0.07).masked_fill(apart, -1e9)
        out["relation"] = F.kl_div(F.log_softmax(mine, 1), F.log_softmax(like, 1), reduction="batchmean", log_target=True)
    english: dict[int, int] = {}
    chinese: dict[int, int] = {}
    for at, row in enumerate(group):
        if "pair" in row:
            (chinese if row["pair"] in english else english)[row["pair"]] = at
    if len(chinese) > 1:
        left = torch.tensor([english[pair] for pair in chinese])
        right = torch.tensor(list(chinese.values()))
        scores = own[left] @ own[right].T / 0.05
        same = torch.arange(len(left))
        reach = (1 - (own[right] * goal[left]).sum(1)).mean() + (1 - (own[left] * goal[right]).sum(1)).mean()
        out["translation"] = reach / 2 + 0.1 * (F.cross_entropy(scores, same) + F.cross_entropy(scores.T, same))
    return out


WEIGHTS = {"pooled": 2.0, "token": 1.0, "state": 0.5, "between": 0.3, "relation": 0.5, "translation": 0.5}


def rate_at(done: float, top: float) -> float:
    """Share of the way to the rate: 3 % warm-up, then a straight line to a fiftieth."""
    return top * min(1.0, done / 0.03) * max(0.02, 1 - max(0.0, done - 0.03) / 0.97)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("teacher", "tokenizer", "start", "corpus", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--minutes", type=float, default=60, help="CPU minutes in all, resumed runs included")
    parser.add_argument("--until", default="", help="wall clock HH:MM at which the schedule ends at the latest")
    parser.add_argument("--batch-tokens", type=int, default=1536)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--int8-from", type=float, default=0.8, help="share of the run after which activations and weights are rounded as in the runtimes")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    os.makedirs(arguments.out, exist_ok=True)
    with open(f"{arguments.start}/vocabulary.json", encoding="utf-8") as file:
        vocabulary = json.load(file)
    teacher = model.load(arguments.teacher).eval().requires_grad_(False)
    for module in teacher.modules():
        if isinstance(module, model.Linear):
            module.to(torch.bfloat16)
    student = model.load(f"{arguments.start}/student.safetensors")
    data = Data(arguments.corpus, tokens.unigram(tokens.teacher_vocabulary(arguments.tokenizer)), tokens.unigram(vocabulary["pieces"]), arguments.batch_tokens)
    data.to_teacher = vocabulary["teacher"]
    tables = [student.embeddings.word.weight, student.embeddings.position.weight, student.embeddings.token_type]
    rest = [value for value in student.parameters() if not any(value is table for table in tables)]
    optimizer = torch.optim.AdamW([{"params": rest, "part": 1.0}, {"params": tables, "part": 0.5}], lr=arguments.rate, betas=(0.9, 0.98), weight_decay=0.0, fused=True)
    state = {"chunk": 0, "step": 0, "tokens": 0, "cpu": 0.0, "wall": 0.0, "done": 0.0}
    saved = f"{arguments.out}/state.pt"
    if os.path.exists(saved):
        stored = torch.load(saved)
        student.load_state_dict(stored["student"])
        optimizer.load_state_dict(stored["optimizer"])
        state = stored["state"]
        center = stored["center"]
    else:
        kept = f"{arguments.out}/center.pt"
        center = torch.load(kept) if os.path.exists(kept) else middle(teacher, data)
        torch.save(center, kept)
        calibrate(student, teacher, data, vocabulary["layers"], center["states"])
    flops = 3 * model.layer_flops(student.size, 48) + model.layer_flops(teacher.size, 50)
    print(f"{flops / 1e6:.0f} MFLOP a token (student forward and backward, teacher forward); {arguments.minutes:.0f} CPU minutes", flush=True)
    began_cpu, began_wall, last_save = time.process_time(), time.time(), time.time()
    first_done = state["done"]
    ends = wall_end(arguments.until)
    running: dict[str, float] = {}
    while True:
        groups = data.chunk(1000 + state["chunk"])
        for group in groups:
            spent = state["cpu"] + time.process_time() - began_cpu
            by_cpu = spent / (arguments.minutes * 60)
            by_wall = first_done + (1 - first_done) * (time.time() - began_wall) / (ends - began_wall) if ends else 0
            state["done"] = done = max(by_cpu, by_wall)
            if done >= 1:
                break
            for part in optimizer.param_groups:
                part["lr"] = rate_at(done, arguments.rate) * part["part"]
            student.set_int8(done >= arguments.int8_from)
            found = losses(student, teacher, group, vocabulary["layers"], center["pooled"])
            total = sum(WEIGHTS[name] * value for name, value in found.items())
            optimizer.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimizer.step()
            state["step"] += 1
            state["tokens"] += sum(len(row["ids"]) for row in group)
            for name, value in found.items():
                running[name] = 0.98 * running.get(name, value.item()) + 0.02 * value.item()
            if state["step"] % 20 == 0:
                means = " ".join(f"{name} {value:.4f}" for name, value in running.items())
                print(f"{time.strftime('%H:%M:%S')} step {state['step']} done {done:.3f} tokens {state['tokens']} cpu {spent:.0f}s {means}", flush=True)
            if time.time() - last_save > 240:
                last_save = time.time()
                save(student, optimizer, {**state, "cpu": spent}, center, arguments.out)
        else:
            state["chunk"] += 1
            continue
        break
    state["cpu"] += time.process_time() - began_cpu
    student.set_int8(False)
    save(student, optimizer, state, center, arguments.out)
    print(f"{state['tokens']} tokens, {state['step']} steps, {state['cpu']:.0f} CPU seconds, {state['tokens'] * flops / 1e12:.0f} TFLOP", flush=True)


def wall_end(clock: str) -> float:
    if not clock:
        return 0.0
    hours, minutes = map(int, clock.split(":"))
    now = time.localtime()
    return time.mktime((now.tm_year, now.tm_mon, now.tm_mday, hours, minutes, 0, 0, 0, -1))


@torch.no_grad()
def middle(teacher: model.Encoder, data: Data) -> dict[str, torch.Tensor]:
    """Mean of the teacher's vectors over 400 English and 400 Chinese texts, of the normalized pooled vectors and of the pooled states."""
    source = random.Random(3)
    parts = []
    for lang in ("en", "zh"):
        texts = [text for text, _ in source.sample([row for row in data.texts[lang] if len(row[0]) < 250], 400)]
        parts.append(model.embed(teacher, tokens.encode(data.teacher_tokenizer, ["query: " + text for text in texts], 128), bf16=True))
    return {"pooled": sum(normalized(part).mean(0) for part in parts) / 2, "states": sum(part.mean(0) for part in parts) / 2}


@torch.no_grad()
def calibrate(student: model.Encoder, teacher: model.Encoder, data: Data, layers: list[int], center: torch.Tensor, count: int = 1000) -> None:
    """Refits ffn.down of each layer, first layer first, so that it also does the work of the layers that were left out.

    The wanted sum before the norm is the teacher's at the end of the layers that this one stands for; the change of the weights is the
    ridge regression of what is missing on the activations, tokens weighted by the inverse of their spread (which the norm divides by).
    """
    rows = [row for group in data.chunk(1) for row in group if row["agrees"] and 8 <= len(row["ids"]) <= 60][:count]
    sums: list[list[torch.Tensor]] = [[] for _ in student.layers]
    inputs: list[tuple[torch.Tensor, torch.Tensor, torch.Tensor]] = []
    hooks = [
        teacher.layers[layer].ffn.norm.register_forward_pre_hook(lambda _, given, at=at: sums[at].append(given[0].float()))
        for at, layer in enumerate(layers)
    ]
    groups = model.batches([len(row["teacher"]) for row in rows], 2048)
    for group in groups:
        teacher_ids, teacher_mask = model.pad([rows[at]["teacher"] for at in group])
        with torch.autocast("cpu", torch.bfloat16):
            teacher(teacher_ids, teacher_mask)
        ids, mask = model.pad([rows[at]["ids"] for at in group])
        for kept in sums:
            kept[-1] = torch.cat([kept[-1][:, :1], kept[-1][:, 1 + AGREE_SKIP :]], dim=1)[mask]
        inputs.append((student.embeddings(ids), mask, mask[:, None, None, :]))
    for hook in hooks:
        hook.remove()
    held = max(1, len(groups) // 10)  # groups kept out of the fit, to see what it is worth
    for at, layer in enumerate(student.layers):
        norm = teacher.layers[layers[at]].ffn.norm
        layer.ffn.norm.load_state_dict(norm.state_dict())
        if at == len(student.layers) - 1:
            layer.ffn.norm.bias -= center
        parts = []
        with torch.autocast("cpu", torch.bfloat16):
            for x, mask, attend in inputs:
                middle_state = layer.attention(x, attend)[mask].float()
                parts.append((middle_state, F.gelu(layer.ffn.up(middle_state)).float()))
        errors = []
        order = random.Random(at).sample(range(len(groups)), len(groups))
        fit, check = order[held:], order[:held]
        gram = torch.zeros(layer.ffn.down.weight.shape[1] + 1, layer.ffn.down.weight.shape[1] + 1)
        cross = torch.zeros(gram.shape[0], layer.ffn.down.weight.shape[0])
        for index in fit:
            features = F.pad(parts[index][1], (0, 1), value=1.0)
            weight = 1 / sums[at][index].std(1, keepdim=True)
            missing = sums[at][index] - parts[index][0] - layer.ffn.down(parts[index][1])
            gram += (features * weight).T @ (features * weight)
            cross += (features * weight).T @ (missing * weight)
        errors.append(unexplained(layer, parts, sums[at], check, norm))
        before = [layer.ffn.down.weight.clone(), layer.ffn.down.bias.clone()]
        tried = {math.inf: errors[0]}
        changes = {math.inf: torch.zeros(cross.T.shape)}
        for ridge in (0.03, 0.2, 1.0, 5.0):
            changes[ridge] = torch.linalg.solve(gram + ridge * gram.diagonal().mean() * torch.eye(len(gram)), cross).T
            layer.ffn.down.weight.copy_(before[0] + changes[ridge][:, :-1])
            layer.ffn.down.bias.copy_(before[1] + changes[ridge][:, -1])
            tried[ridge] = unexplained(layer, parts, sums[at], check, norm)
        best = min(tried, key=lambda ridge: tried[ridge])
        layer.ffn.down.weight.copy_(before[0] + changes[best][:, :-1])
        layer.ffn.down.bias.copy_(before[1] + changes[best][:, -1])
        errors.append(unexplained(layer, parts, sums[at], check, norm))
        print(f"layer {at}: share of the teacher's variance not explained {errors[0]:.3f}, after the refit {errors[1]:.3f} (ridge {best})", flush=True)
        with torch.autocast("cpu", torch.bfloat16):
            inputs = [(layer(x, attend).float(), mask, attend) for x, mask, attend in inputs]


def unexplained(layer: torch.nn.Module, parts: list, sums: list, check: list[int], norm: torch.nn.LayerNorm) -> float:
    own = torch.cat([norm(parts[at][0] + layer.ffn.down(parts[at][1])) for at in check])
    wanted = torch.cat([norm(sums[at]) for at in check])
    return ((own - wanted).pow(2).sum() / (wanted - wanted.mean(0)).pow(2).sum()).item()


def save(student: model.Encoder, optimizer: torch.optim.Optimizer, state: dict, center: dict, out: str) -> None:
    torch.save({"student": student.state_dict(), "optimizer": optimizer.state_dict(), "state": state, "center": center}, f"{out}/state.pt.new")
    os.replace(f"{out}/state.pt.new", f"{out}/state.pt")
    model.save(student, f"{out}/student.safetensors")


if __name__ == "__main__":
    main()
