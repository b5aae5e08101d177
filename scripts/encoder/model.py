"""The BERT encoder in PyTorch (post-norm, exact GELU), for the teacher and the student, with optional fake int8 of activations."""

import json

import torch
import torch.nn.functional as F
from safetensors import safe_open
from safetensors.torch import save_file
from torch import nn


def fake_int8_rows(x: torch.Tensor) -> torch.Tensor:
    """Rounds each row to 255 symmetric steps, as the runtimes do with activations; the gradient passes through."""
    scale = x.detach().abs().amax(dim=-1, keepdim=True).clamp_min(1e-8) / 127
    return x + ((x / scale).round() * scale - x).detach()


class Linear(nn.Module):
    """A linear layer whose weight and input may be rounded to int8 (per output row, per token)."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(outputs, inputs))
        self.bias = nn.Parameter(torch.empty(outputs))
        self.int8 = False

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.int8:
            return F.linear(x, self.weight, self.bias)
        return F.linear(fake_int8_rows(x), fake_int8_rows(self.weight), self.bias)


class Attention(nn.Module):
    def __init__(self, hidden: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (Linear(hidden, hidden) for _ in range(4))
        self.norm = nn.LayerNorm(hidden, epsilon)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        rows, length, hidden = x.shape
        split = lambda y: y.view(rows, length, self.heads, hidden // self.heads).transpose(1, 2)
        query, key, value = (split(part(x)).float() for part in (self.query, self.key, self.value))
        context = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)  # float32: four times the speed of bfloat16 backward
        return self.norm(x + self.output(context.transpose(1, 2).reshape(rows, length, hidden)))


class FeedForward(nn.Module):
    def __init__(self, hidden: int, intermediate: int, epsilon: float) -> None:
        super().__init__()
        self.up, self.down = Linear(hidden, intermediate), Linear(intermediate, hidden)
        self.norm = nn.LayerNorm(hidden, epsilon)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.norm(x + self.down(F.gelu(self.up(x))))


class Layer(nn.Module):
    def __init__(self, hidden: int, heads: int, intermediate: int, epsilon: float) -> None:
        super().__init__()
        self.attention = Attention(hidden, heads, epsilon)
        self.ffn = FeedForward(hidden, intermediate, epsilon)

    def forward(self, x: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        return self.ffn(self.attention(x, mask))


class Embeddings(nn.Module):
    def __init__(self, vocabulary: int, positions: int, hidden: int, epsilon: float) -> None:
        super().__init__()
        self.word, self.position = nn.Embedding(vocabulary, hidden), nn.Embedding(positions, hidden)
        self.token_type = nn.Parameter(torch.empty(hidden))
        self.norm = nn.LayerNorm(hidden, epsilon)
        self.int8 = False

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        word = self.word(ids)
        if self.int8:
            word = fake_int8_rows(word)
        return self.norm(word + self.position.weight[: ids.shape[1]] + self.token_type)


class Encoder(nn.Module):
    """Token ids [rows, length] to hidden states [rows, length, hidden]; position 0 is the first token."""

    def __init__(self, hidden: int, layers: int, heads: int, intermediate: int, vocab: int, positions: int, eps: float, **_: object) -> None:
        super().__init__()
        self.size = dict(hidden=hidden, layers=layers, heads=heads, intermediate=intermediate, vocab=vocab, positions=positions, eps=eps)
        self.embeddings = Embeddings(vocab, positions, hidden, eps)
        self.layers = nn.ModuleList(Layer(hidden, heads, intermediate, eps) for _ in range(layers))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.states(ids, mask)[-1]

    def states(self, ids: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
        """The hidden states after each layer."""
        out = [self.embeddings(ids)]
        attend = None if bool(mask.all()) else mask[:, None, None, :]
        for layer in self.layers:
            out.append(layer(out[-1], attend))
        return out[1:]

    def set_int8(self, on: bool) -> None:
        for module in self.modules():
            if isinstance(module, (Linear, Embeddings)):
                module.int8 = on


def pool(hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Mean over the real tokens, float32 [rows, hidden]; not normalized."""
    weight = mask.to(torch.float32)[:, :, None]
    return (hidden.float() * weight).sum(1) / weight.sum(1)


def load(path: str) -> Encoder:
    """Opens float32 weights written by the scripts here."""
    with safe_open(path, "pt") as file:
        size = json.loads(file.metadata()["size"])
        tensors = {name: file.get_tensor(name) for name in file.keys()}
    model = Encoder(**size)
    tensors["embeddings.token_type"] = tensors.pop("embeddings.type.weight")
    model.load_state_dict(tensors)
    return model


def tensors_of(model: Encoder) -> dict[str, torch.Tensor]:
    """The weights under the names that files use."""
    tensors = {name: value.detach().contiguous() for name, value in model.state_dict().items()}
    tensors["embeddings.type.weight"] = tensors.pop("embeddings.token_type")
    return tensors


def save(model: Encoder, path: str) -> None:
    """Writes float32 weights that `load` opens."""
    save_file(tensors_of(model), path, {"size": json.dumps(model.size)})


def layer_flops(size: dict, length: int) -> float:
    """Multiply-adds times two of one forward pass for one token in a text of `length` tokens."""
    matrices = 4 * size["hidden"] ** 2 + 2 * size["hidden"] * size["intermediate"]
    return size["layers"] * (2 * matrices + 4 * length * size["hidden"])


def batches(lengths: list[int], tokens: int) -> list[list[int]]:
    """Groups indices of similar length so that rows times longest stays within `tokens`."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    out: list[list[int]] = []
    group: list[int] = []
    for index in order:
        if group and (len(group) + 1) * lengths[index] > tokens:
            out.append(group)
            group = []
        group.append(index)
    if group:
        out.append(group)
    return out


def pad(rows: list[list[int]], pad_id: int = 1) -> tuple[torch.Tensor, torch.Tensor]:
    """Returns ids and a boolean mask, both [rows, longest]."""
    longest = max(map(len, rows))
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)
    mask = torch.zeros((len(rows), longest), dtype=torch.bool)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = torch.tensor(row)
        mask[at, : len(row)] = True
    return ids, mask


@torch.no_grad()
def embed(model: Encoder, rows: list[list[int]], tokens: int = 2048, bf16: bool = False) -> torch.Tensor:
    """Mean-pooled hidden states of token id rows, float32 [n, hidden], not normalized."""
    out = torch.empty(len(rows), model.size["hidden"])
    for group in batches([len(row) for row in rows], tokens):
        ids, mask = pad([rows[i] for i in group])
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            out[group] = pool(model(ids, mask), mask)
    return out


__all__ = ["Encoder", "batches", "embed", "layer_flops", "load", "pad", "pool", "save", "tensors_of"]
