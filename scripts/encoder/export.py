"""Writes the file that ships: int8 rows with float32 scales, the tokenizer inside, and texts with expected results for the runtimes.

    python export.py <student.safetensors> <vocabulary.json> <encoder.safetensors>
    python export.py --expect <encoder.safetensors> <texts.jsonl with {"text"}> <out.jsonl> [decimals]
"""

import json
import sys

import model
import numpy as np
import tokens
import torch
from safetensors import safe_open
from safetensors.numpy import save_file


def rows_to_int8(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 with one float32 scale a row; per row the scale (of 16 tried) with the least squared error."""
    highest = np.abs(weight).max(axis=1, keepdims=True).clip(1e-12)
    best_error = np.full(len(weight), np.inf)
    best_scale = np.zeros((len(weight), 1), np.float32)
    for part in np.linspace(0.70, 1.0, 16):
        scale = (highest * part / 127).astype(np.float32)
        error = ((np.round(weight / scale).clip(-127, 127) * scale - weight) ** 2).sum(axis=1)
        better = error < best_error
        best_error[better] = error[better]
        best_scale[better] = scale[better]
    return np.round(weight / best_scale).clip(-127, 127).astype(np.int8), best_scale[:, 0]


def pack(student: model.Encoder, pieces: list[tuple[str, float]], out: str) -> None:
    tensors: dict[str, np.ndarray] = {}
    for name, value in model.tensors_of(student).items():
        array = value.numpy()
        if name == "embeddings.position.weight":
            tensors[name] = array.astype(np.float16)
        elif array.ndim == 2:
            tensors[name], tensors[name.replace(".weight", ".scale")] = rows_to_int8(array)
        else:
            tensors[name] = array
    encoded = [b"" if at < len(tokens.SPECIALS) else piece.encode() for at, (piece, _) in enumerate(pieces)]
    tensors["tokenizer.scores"] = np.array([score for _, score in pieces], np.float32)
    tensors["tokenizer.lengths"] = np.array([len(piece) for piece in encoded], np.uint8)
    tensors["tokenizer.pieces"] = np.frombuffer(b"".join(encoded), np.uint8)
    size = student.size
    config = {
        "hidden": size["hidden"], "layers": size["layers"], "heads": size["heads"], "intermediate": size["intermediate"], "vocab": size["vocab"],
        "maxPositions": size["positions"], "layerNormEps": 1e-12, "pooling": "mean", "normalize": True, "positionOffset": 0,
        "bosId": tokens.BOS, "padId": tokens.PAD, "eosId": tokens.EOS, "unkId": tokens.UNKNOWN,
    }
    lowest = min(float(np.float32(score)) for _, score in pieces)
    tokenizer = {"type": "unigram", "unkScore": lowest - 10, "maxPieceBytes": max(map(len, encoded)), "replace": tokens.REPLACE}
    save_file(tensors, out, {"config": json.dumps(config), "tokenizer": json.dumps(tokenizer, ensure_ascii=True), "format": "pt"})


def unpack(path: str) -> tuple[model.Encoder, list[tuple[str, float]]]:
    """Opens the shipped file as a float32 model (its int8 rows times their scales) and its pieces."""
    with safe_open(path, "np") as file:
        config = json.loads(file.metadata()["config"])
        stored = {name: file.get_tensor(name) for name in file.keys()}
    ends = np.cumsum(stored["tokenizer.lengths"].astype(np.int64))
    blob = stored["tokenizer.pieces"].tobytes()
    pieces = [
        (tokens.SPECIALS[at] if at < 4 else blob[end - length : end].decode(), float(score))
        for at, (end, length, score) in enumerate(zip(ends, stored["tokenizer.lengths"].astype(np.int64), stored["tokenizer.scores"], strict=True))
    ]
    names = ("hidden", "layers", "heads", "intermediate", "vocab")
    student = model.Encoder(**{name: config[name] for name in names}, positions=config["maxPositions"], eps=config["layerNormEps"])
    state = {}
    for name, value in stored.items():
        if name.startswith("tokenizer.") or name.endswith(".scale"):
            continue
        scale = stored.get(name.replace(".weight", ".scale")) if value.dtype == np.int8 else None
        array = value.astype(np.float32) if scale is None else value.astype(np.float32) * scale[:, None]
        state["embeddings.token_type" if name == "embeddings.type.weight" else name] = torch.from_numpy(np.array(array))
    student.load_state_dict(state)
    return student, pieces


def expect(path: str, texts_path: str, out: str, decimals: int) -> None:
    """Expected token ids and normalized embeddings of the shipped weights computed in float32 (weights dequantized, activations float)."""
    student, pieces = unpack(path)
    tokenizer = tokens.unigram(pieces)
    texts = [json.loads(line)["text"] for line in open(texts_path, encoding="utf-8")]
    ids = tokens.encode(tokenizer, texts)
    vectors = torch.nn.functional.normalize(model.embed(student, ids), dim=1)
    with open(out, "w", encoding="utf-8") as file:
        for text, row, vector in zip(texts, ids, vectors, strict=True):
            numbers = [round(value, decimals) for value in vector.tolist()]
            file.write(json.dumps({"text": text, "ids": row, "embedding": numbers}, ensure_ascii=True) + "\n")


def main() -> None:
    torch.set_num_threads(1)
    if len(sys.argv) in (5, 6) and sys.argv[1] == "--expect":
        expect(*sys.argv[2:5], int(sys.argv[5]) if len(sys.argv) == 6 else 6)
    elif len(sys.argv) == 4:
        with open(sys.argv[2], encoding="utf-8") as file:
            pack(model.load(sys.argv[1]), json.load(file)["pieces"], sys.argv[3])
    else:
        raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
