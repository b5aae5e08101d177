# Times rensa and datasketch on the shingles of texts, and text-dedup on the texts; called by near-duplicates.mjs. Reads {"texts": [...]} from stdin.
import json
import re
import sys
import time

texts = json.load(sys.stdin)["texts"]
results = []
HAN = "\u3040-\u30ff\u3400-\u9fff"
TOKEN = re.compile(f"[{HAN}]|[^\\W_{HAN}]+")


def shingles(text):
    """Runs of tokens that are five words (40 units) long or more, as near-duplicates.mjs makes them."""
    tokens = TOKEN.findall(text.lower())
    units = [5 if re.match(f"[{HAN}]", token) else 8 for token in tokens]
    found, held, first = set(), 0, 0
    for last, unit in enumerate(units):
        held += unit
        while held >= 40:
            found.add(" ".join(tokens[first:last + 1]))
            held -= units[first]
            first += 1
    return found or {" ".join(tokens)}


start = time.process_time()
sets = [list(shingles(text)) for text in texts]
shingling = time.process_time() - start


def median(run, repeats):
    seconds, value = [], None
    for _ in range(repeats):
        begin = time.process_time()
        value = run()
        seconds.append(time.process_time() - begin)
    return sorted(seconds)[len(seconds) // 2], value


try:
    import rensa

    def sign():
        return rensa.RMinHash.digest_matrix_from_token_sets(sets, 128, 42)

    signing, matrix = median(sign, 5)

    hashes = rensa.RMinHash.hash_token_sets(sets)
    hashed, _ = median(lambda: rensa.RMinHash.digest_matrix_from_token_hash_sets(hashes, 128, 42), 5)

    def search():
        index = rensa.RMinHashLSH(0.8, 128, 16)
        return sum(index.query_duplicate_flags_matrix_one_shot(matrix))

    searching, flagged = median(search, 5)
    results.append({
        "name": "rensa", "shingling": shingling, "signing": signing, "hashed": hashed, "searching": searching, "flagged": flagged
    })
except ImportError as error:
    print(f"rensa: {error}", file=sys.stderr)

try:
    from datasketch import MinHash, MinHashLSH

    def sign():
        signed = []
        for each in sets:
            signature = MinHash(num_perm=128)
            signature.update_batch([shingle.encode() for shingle in each])
            signed.append(signature)
        return signed

    signing, signed = median(sign, 1)

    def search():
        index = MinHashLSH(threshold=0.8, num_perm=128)
        flagged = 0
        for number, signature in enumerate(signed):
            if index.query(signature):
                flagged += 1
            index.insert(number, signature)
        return flagged

    searching, flagged = median(search, 1)
    results.append({"name": "datasketch", "shingling": shingling, "signing": signing, "searching": searching, "flagged": flagged})
except ImportError as error:
    print(f"datasketch: {error}", file=sys.stderr)

try:
    import numpy
    from text_dedup.minhash import embed_func
    from text_dedup.utils import xxh3_32hash

    # Its own shingles: five words; it takes a run of Chinese characters for one word.
    prime, rows = numpy.uint32(2**32 - 5), 6
    random = numpy.random.RandomState(42)
    options = {
        "num_perm": 128,
        "ngram_size": 5,
        "min_length": 1,
        "hashranges": [(at, at + rows) for at in range(0, 126, rows)],
        "permutations": (random.randint(1, prime, 128, numpy.uint32), random.randint(0, prime, 128, numpy.uint32)),
        "hash_func": xxh3_32hash,
        "dtype": numpy.uint32,
        "max_hash": numpy.uint32(2**32 - 1),
        "modulo_prime": prime,
    }
    seconds, _ = median(lambda: [embed_func(text, number, **options) for number, text in enumerate(texts)], 1)
    results.append({"name": "text-dedup", "fromText": seconds})
except ImportError as error:
    print(f"text-dedup: {error}", file=sys.stderr)

json.dump(results, sys.stdout)
