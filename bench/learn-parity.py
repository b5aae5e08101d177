"""Compares learn/ with PyTorch, transformers and tokenizers: ids, logits, gradients, a training curve, answers.

    python bench/learn-parity.py <corpus.txt>        after npm run build; exits 1 when anything is out of bounds
"""
import json, os, subprocess, sys, tempfile
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers, Regex
from transformers import AutoTokenizer, LlamaForCausalLM

HERE = os.path.dirname(os.path.abspath(__file__))
corpus = sys.argv[1]
folder = tempfile.mkdtemp(prefix="learn-parity-")
subprocess.run(["node", os.path.join(HERE, "learn-parity.mjs"), folder, corpus], check=True)
lines = open(corpus, encoding="utf8", newline="").read().split("\n")
failed = False


def report(what, value, bound):
    global failed
    good = value <= bound
    failed |= not good
    print(f"{'ok ' if good else 'BAD'} {what}: {value:.3g} (at most {bound:g})")


def read(name):
    return json.load(open(os.path.join(folder, name), encoding="utf8"))


def loss_of(model, rows):
    """Mean cross-entropy over the tokens from `learn` on; the rows are of one length."""
    ids = torch.tensor([row["ids"] for row in rows])
    each = torch.nn.functional.cross_entropy(
        model(ids[:, :-1]).logits.transpose(1, 2), ids[:, 1:], reduction="none")
    mask = torch.tensor([[float(i + 1 >= row["learn"]) for i in range(ids.shape[1] - 1)] for row in rows])
    return (each * mask).sum() / mask.sum()


for split in ["llama3", "gpt2"]:
    ours = read(f"{split}.json")
    loaded = Tokenizer.from_file(os.path.join(folder, f"{split}.json"))
    expected = [each.ids for each in loaded.encode_batch(lines)]
    report(f"{split}: lines with other ids than tokenizers, of {len(lines)}",
           sum(a != b for a, b in zip(read(f"{split}.ids.json"), expected)), 0)
    fresh = Tokenizer(models.BPE())
    stages = [pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=split == "gpt2")]
    if split != "gpt2":
        pattern = ours["pre_tokenizer"]["pretokenizers"][0]["pattern"]["Regex"]
        stages.insert(0, pre_tokenizers.Split(Regex(pattern), "isolated"))
    fresh.pre_tokenizer = pre_tokenizers.Sequence(stages)
    fresh.decoder = decoders.ByteLevel()
    fresh.train_from_iterator(lines, trainers.BpeTrainer(
        vocab_size=1024, min_frequency=2, special_tokens=["<s>", "</s>"], show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    theirs = json.loads(fresh.to_str())["model"]
    report(f"{split}: tokens with other ids after training", sum(
        theirs["vocab"].get(token) != id for token, id in ours["model"]["vocab"].items()), 0)
    report(f"{split}: other merges after training", sum(
        list(a) != list(b) for a, b in zip(ours["model"]["merges"], theirs["merges"])), 0)

for name in ["grouped", "tied"]:
    start, end = read(f"{name}.json"), read(f"{name}.end.json")
    model = LlamaForCausalLM.from_pretrained(os.path.join(folder, f"{name}-start"), attn_implementation="eager")
    logits = model(torch.tensor(start["ids"])).logits.detach().flatten()
    report(f"{name}: logits", (logits - torch.tensor(start["logits"])).abs().max().item(), 1e-4)
    loss = loss_of(model, start["batches"][0])
    loss.backward()
    report(f"{name}: loss", abs(loss.item() - start["loss"]), 1e-5)
    gradients = load_file(os.path.join(folder, f"{name}.gradients.safetensors"))
    report(f"{name}: gradients, relative to the largest of each tensor", max(
        ((each.grad - gradients[key]).abs().max() / each.grad.abs().max()).item()
        for key, each in model.named_parameters()), 1e-3)
    model.zero_grad()
    options = start["options"]["optimizer"]
    optimizer = (
        torch.optim.AdamW(model.parameters(), weight_decay=options["weightDecay"])
        if options["kind"] == "adamw"
        else torch.optim.SGD(model.parameters(), lr=1, momentum=options["momentum"], weight_decay=options["weightDecay"]))
    worst = 0
    for rows, rate, ours in zip(start["batches"], start["options"]["rates"], end["curve"]):
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss = loss_of(model, rows)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
        optimizer.step()
        worst = max(worst, abs(loss.item() - ours["loss"]))
    report(f"{name}: {options['kind']} curve over {len(end['curve'])} steps, {end['curve'][0]['loss']:.3f} to "
           f"{end['curve'][-1]['loss']:.3f}, largest distance", worst, 1e-3)

    model = LlamaForCausalLM.from_pretrained(os.path.join(folder, f"{name}-end"), attn_implementation="eager")
    AutoTokenizer.from_pretrained(os.path.join(folder, f"{name}-end"))
    different = 0
    for prompt, answer in zip(end["prompts"], end["answers"]):
        ids = torch.tensor([prompt])
        out = model.generate(ids, attention_mask=torch.ones_like(ids), max_new_tokens=24, do_sample=False, pad_token_id=1)
        different += out[0, len(prompt):].tolist() != answer
    report(f"{name}: greedy answers that differ in transformers, of {len(end['answers'])}", different, 0)
    worst = 0
    for row, ours in zip(start["batches"][0], end["scored"]):
        ids = torch.tensor([row["ids"]])
        theirs = model(ids).logits.log_softmax(-1)[0, :-1].gather(1, ids[0, 1:, None])[:, 0].detach()
        worst = max(worst, (theirs - torch.tensor(ours)).abs().max().item())
    report(f"{name}: log-probabilities of given tokens", worst, 1e-4)

sys.exit(failed)
