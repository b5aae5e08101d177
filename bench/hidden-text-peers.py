# Encodes secrets with the encoders that are installed; called by hidden-text-quality.mjs.
import json
import sys

task = json.load(sys.stdin)
results = []


def run(name, secrets, encode):
    cases = []
    try:
        for cover in task["covers"]:
            for secret in secrets:
                cases.append({"text": encode(cover, secret), "secret": secret})
        results.append({"name": name, "cases": cases})
    except ImportError as error:
        print(f"{name}: {error}", file=sys.stderr)


def middle(cover, hidden):
    half = len(cover) // 2
    return cover[:half] + hidden + cover[half:]


def zwsp(mode):
    def encode(cover, secret):
        import zwsp_steg
        return middle(cover, zwsp_steg.encode(secret, getattr(zwsp_steg, mode)))
    return encode


def steganographr(cover, secret):
    import steganographr as package
    return package.encode(cover, secret)


def zero_width_lib(cover, secret):
    from zero_width_lib import util
    return util.encode(cover, secret)


def pyzerowidth(function):
    def encode(cover, secret):
        import PyZeroWidth
        module = getattr(PyZeroWidth, "encode", None) or __import__("PyZeroWidth.encode", fromlist=["x"])
        return getattr(module, function)(cover, secret)
    return encode


def glyphsmythe_zero_width(cover, secret):
    from glyphsmythe import zerowidth
    return zerowidth.wrap(secret, cover)


def glyphsmythe_emoji(cover, secret):
    from glyphsmythe import emoji_codec
    return middle(cover, emoji_codec.encode(secret))


def emojito(cover, secret):
    from emojito import core
    return middle(cover, core.encode("😀", secret))


def blindtag(cover, secret):
    from blindtag import core
    return core.encode(cover, secret)


def garak(function):
    def encode(cover, secret):
        import importlib.util
        import os
        # The package itself needs much more; this module needs nothing.
        place = os.path.join(os.path.dirname(importlib.util.find_spec("garak").origin), "resources/smuggling/smuggle_ascii.py")
        spec = importlib.util.spec_from_file_location("smuggle_ascii", place)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return middle(cover, getattr(module, function)(secret))
    return encode


run("garak tag_char_smuggling", task["secrets"], garak("tag_char_smuggling"))
run("garak variant_smuggling", task["secrets"], garak("variant_smuggling"))
run("garak sneaky_bits_smuggling", task["secrets"], garak("sneaky_bits_smuggling"))
run("zwsp-steg-py MODE_ZWSP", task["wide"], zwsp("MODE_ZWSP"))
run("zwsp-steg-py MODE_FULL", task["wide"], zwsp("MODE_FULL"))
run("steganographr", task["wide"], steganographr)
run("zero-width-lib", task["wide"], zero_width_lib)
for each in ["binary8", "binary16", "binary24", "trinary6", "trinary11", "trinary16", "quaternary4", "quaternary8", "quaternary12"]:
    fits_bytes = each in ("binary8", "trinary6", "quaternary4")
    run(f"idev-pyzerowidth {each}", task["secrets"] if fits_bytes else task["wide"], pyzerowidth(each))
run("glyphsmythe zero-width", task["wide"], glyphsmythe_zero_width)
run("glyphsmythe emoji", task["wide"], glyphsmythe_emoji)
run("emojito-py", task["wide"], emojito)
run("blindtag", task["secrets"], blindtag)
try:
    import casefold_fuzz

    for technique in ("homoglyph", "invisible"):
        function = getattr(casefold_fuzz.core, f"{technique}_variants")
        cases = []
        for secret in task["secrets"]:
            for variant in function(secret):
                cases.append({"text": f"Nice weather. {variant.text} Bye.", "secret": "", "order": False})
        results.append({"name": f"casefold-fuzz {technique}", "cases": cases})
except ImportError as error:
    print(f"casefold-fuzz: {error}", file=sys.stderr)
json.dump(results, sys.stdout)
