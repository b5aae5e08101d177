"""The tokenizer: SentencePiece unigram over a pruned vocabulary, with NFKC and a small map in place of the teacher's character map."""

import json
import re
import unicodedata

from tokenizers import Tokenizer, models, pre_tokenizers

SPECIALS = ["<s>", "<pad>", "</s>", "<unk>"]
BOS, PAD, EOS, UNKNOWN = range(4)
MAX_TOKENS = 512

# What the teacher's character map does beyond NFKC, found by asking it about every code point (see prune.py --compare):
# controls vanish; format characters, line breaks and the word marker itself become spaces.
REPLACE = {chr(code): "" for code in [*range(1, 9), 0x0B, *range(0x0E, 0x20), 0x7F, 0x8F, 0x9F]}
REPLACE |= {chr(code): " " for code in [9, 10, 12, 13, 0x1680, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x2581, 0xFEFF, 0xFFFD]}
REPLACE[chr(0)] = ""
TABLE = str.maketrans(REPLACE)


def normalize(text: str) -> str:
    """Maps, composes (NFKC), joins runs of spaces and trims."""
    return re.sub(" {2,}", " ", unicodedata.normalize("NFKC", text.translate(TABLE))).strip(" ")


def teacher_vocabulary(path: str) -> list[tuple[str, float]]:
    with open(path, encoding="utf-8") as file:
        return [(piece, score) for piece, score in json.load(file)["model"]["vocab"]]


def unigram(pieces: list[tuple[str, float]]) -> Tokenizer:
    """A tokenizer over pieces in id order; ids 0 to 3 are the specials."""
    tokenizer = Tokenizer(models.Unigram([(piece, score) for piece, score in pieces], unk_id=UNKNOWN))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    return tokenizer


def encode(tokenizer: Tokenizer, texts: list[str], limit: int = MAX_TOKENS) -> list[list[int]]:
    """Token ids with <s> and </s>, at most `limit` long."""
    encodings = tokenizer.encode_batch([normalize(text) for text in texts], add_special_tokens=False)
    return [[BOS, *encoding.ids[: limit - 2], EOS] for encoding in encodings]
