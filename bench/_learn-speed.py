"""PyTorch's side of learn-speed.mjs: python _learn-speed.py <model folder> <rows> <columns>."""
import json, sys, time
import torch
from transformers import LlamaForCausalLM

folder, rows, columns = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
model = LlamaForCausalLM.from_pretrained(folder)
ids = torch.randint(0, model.config.vocab_size, (rows, columns + 1))
optimizer = torch.optim.AdamW(model.parameters(), 1e-3)
prompt = torch.arange(1, 9)[None]
TOKENS = 48


def best(work, times, clock):
    """Least seconds of several runs, after one that is not counted."""
    work()
    least = float("inf")
    for _ in range(times):
        start = clock()
        work()
        least = min(least, clock() - start)
    return least


def train():
    logits = model(ids[:, :-1]).logits
    loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), ids[:, 1:].flatten())
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
    optimizer.step()
    loss.item()


@torch.no_grad()
def loop():
    out = model(prompt, use_cache=True)
    for _ in range(TOKENS - 1):
        out = model(out.logits[:, -1:].argmax(-1), past_key_values=out.past_key_values, use_cache=True)


result = {}
for threads, clock, name in [(1, time.process_time, "core"), (2, time.perf_counter, "wall")]:
    torch.set_num_threads(threads)
    result[name] = {
        "train": rows * columns / best(train, 8, clock),
        "generate": (TOKENS + len(prompt[0]) - 1) / best(loop, 2, clock),
    }
print(json.dumps(result))
