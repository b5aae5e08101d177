"""Gathers the text that the student is trained on: corpus.jsonl {text, lang, source} and pairs.jsonl {en, zh, source}.

    python corpus.py <shared data folder> <folder of unpacked packages> <output folder>

Only sources whose license permits use in weights that are shipped: permissive ones and, for translations, MPL-2.0. The files that
bench/encoder-quality.py measures on are not read at all. README.md lists sources and licenses.
"""

import gettext
import glob
import html
import io
import json
import os
import random
import re
import struct
import sys
import zipfile

SHARED = [
    "guard/benign-belle-zh", "guard/benign-cvalues-zh", "guard/benign-fuzzyai-en", "guard/benign-roleplay-en", "guard/benign-wildguard-en",
    "guard/content-cold-zh", "guard/content-hatecheck-en", "guard/harmful-advbench", "guard/harmful-jade-zh", "guard/indirect-garak-latent",
    "guard/inject-deepset", "guard/inject-garak", "guard/inject-giskard", "guard/jailbreak-fuzzyai-persuasion",
    "guard/jailbreak-gptfuzz-templates", "guard/jailbreak-inthewild-a", "guard/output-gptfuzz", "guard/output-jade-zh",
    "bias/bbq_sample", "bias/winobias", "bias/cold_zh_dev", "grounding/halueval_general", "grounding/halueval_qa_pairs",
    "grounding/pubmedqa_labeled", "poisoning/alpaca_en_clean", "poisoning/alpaca_zh_clean", "poisoning/toolcall_en_clean",
    "poisoning/toolcall_zh_clean", "preference/dpo_en_demo", "preference/dpo_zh_demo", "preference/kto_en_demo",
    "preference/hh_rlhf_harmless", "preference/pandalm_human_pairs", "privacy/presidio_synth_v2", "privacy/wikigold_ner",
    "privacy/sec_filings_ner", "privacy/c4_demo_unlabelled",
]
SKIP_KEYS = {"id", "label", "lang", "source", "category", "meta", "spans", "licence", "section", "name", "masked", "from", "role", "annotators",
             "question_index", "question_polarity", "answer_info", "additional_metadata", "context_condition", "type", "split"}
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
MARKUP = re.compile(r"<[^>]{0,300}>|\{\s*\$?[-\w.]{0,60}[^{}]{0,40}\}|%\([\w]{1,40}\)[sd]|%[sd]|\$[A-Z][\w]{1,40}")
SENTENCE = re.compile(r"(?<=[。！？；!?])|(?<=[.;]) +(?=[A-Z0-9\"'(])|\n+")


def language(text: str) -> str:
    han = len(HAN.findall(text))
    return "zh" if han * 3 > len(text) * 0.5 else ("en" if han == 0 else "mixed")


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    if isinstance(value, dict):
        return [text for key, item in value.items() if key not in SKIP_KEYS for text in strings(item)]
    return []


def passages(text: str, random_source: random.Random) -> list[str]:
    """Cuts a text into runs of one to several sentences: mostly short, some up to 1,200 characters."""
    out: list[str] = []
    current = ""
    limit = random_source.choice([40, 80, 120, 160, 240, 400, 1200])
    for sentence in SENTENCE.split(text):
        if current and len(current) + len(sentence) > (limit if language(current) != "zh" else limit // 3):
            out.append(current)
            current = ""
            limit = random_source.choice([40, 80, 120, 160, 240, 400, 1200])
        current = f"{current} {sentence}".strip() if not HAN.search(sentence[:1] or " ") else current + sentence.strip()
    out.append(current)
    return [piece[:1600].strip() for piece in out if len(piece.strip()) >= 4]


def clean(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(MARKUP.sub(" ", text).replace("&&", "\0").replace("&", "").replace("\0", "&"))).strip()


def good_pair(en: str, zh: str) -> bool:
    return 3 <= len(en) <= 900 and 2 <= len(zh) <= 500 and bool(HAN.search(zh)) and not HAN.search(en) and bool(re.search(r"[A-Za-z]{3}", en))


def catalog(data: bytes) -> list[tuple[str, str]]:
    messages = gettext.GNUTranslations(io.BytesIO(data))._catalog
    pairs = []
    for key, value in messages.items():
        key = key[0] if isinstance(key, tuple) else key
        if isinstance(value, str) and key:
            pairs.append((key.split("\4")[-1].split("\0")[0], value))
    return pairs


def flat(value: object, path: str = "") -> dict[str, str]:
    if isinstance(value, str):
        return {path: value}
    if isinstance(value, dict):
        return {name: text for key, item in value.items() for name, text in flat(item, f"{path}/{key}").items()}
    return {}


def pak(path: str) -> dict[int, str]:
    """Strings of a Chromium resource pack, version 5."""
    data = open(path, "rb").read()
    version, encoding, count, aliases = struct.unpack_from("<IIHH", data)
    entries = [struct.unpack_from("<HI", data, 12 + 6 * at) for at in range(count + 1)]
    return {entries[at][0]: data[entries[at][1] : entries[at + 1][1]].decode("utf-8", "replace") for at in range(count)}


def fluent(text: str) -> dict[str, str]:
    """Messages of a Fluent file that are one plain pattern."""
    found: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        start = re.match(r"([A-Za-z][\w-]*) ?=\s*(.*)$", line)
        attribute = re.match(r"\s+\.([\w-]+) ?=\s*(.*)$", line)
        if start:
            name = start[1]
            found[name] = start[2]
        elif attribute and name:
            found[f"{name.split('.')[0]}.{attribute[1]}"] = attribute[2]
            name = f"{name.split('.')[0]}.{attribute[1]}"
        elif line.startswith(" ") and name and not re.search(r"[\[\]*]", line):
            found[name] += " " + line.strip()
        elif line.startswith(" ") and name:
            found.pop(name, None)
            name = ""
        elif not line.strip().startswith("#"):
            name = ""
    return {key: value for key, value in found.items() if "->" not in value}


def help_paragraphs(path: str) -> dict[str, str]:
    text = open(path, encoding="utf-8", errors="replace").read()
    found = re.finditer(r'<(?:p|h\d)[^>]{0,40} id="((?:par|hd)_[^"]{1,60})"[^>]{0,120}>(.{1,6000}?)</(?:p|h\d)>', text, re.S)
    return {match[1]: clean(match[2]) for match in found}


def translations(packages: str) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []

    def both(source: str, en: dict, zh: dict) -> None:
        rows.extend((source, clean(en[key]), clean(zh[key])) for key in zh if key in en)

    for name, path in {"LibreOffice messages": "libreoffice-l10n-zh-cn"}.items():
        for file in glob.glob(f"{packages}/{path}/**/*.mo", recursive=True):
            rows.extend((name, clean(en.replace("~", "")), clean(re.sub(r"\(~\w\)|~", "", zh))) for en, zh in catalog(open(file, "rb").read()))
    for wheel in sorted(glob.glob(f"{packages}/wheels/*.whl")):
        name = os.path.basename(wheel).split("-")[0]
        if name in {"octoprint", "open_webui"}:
            continue
        with zipfile.ZipFile(wheel) as archive:
            names = archive.namelist()
            for file in names:
                if re.search(r"/zh_(CN|Hans)/LC_MESSAGES/.*\.mo$", file):
                    rows.extend((name, clean(en), clean(zh)) for en, zh in catalog(archive.read(file)))
                elif file.endswith("zh-Hans.json") and name == "homeassistant" and file.replace("zh-Hans", "en") in names:
                    both(name, flat(json.loads(archive.read(file.replace("zh-Hans", "en")))), flat(json.loads(archive.read(file))))
            if name == "home_assistant_frontend":
                for zh_file in [file for file in names if re.search(r"translations/.*zh-Hans-[0-9a-f]+\.json$", file)]:
                    start = re.sub(r"zh-Hans-.*", "en-", zh_file)
                    en_file = next((file for file in names if re.fullmatch(re.escape(start) + r"[0-9a-f]{20,}\.json", file)), None)
                    if en_file:
                        both(name, flat(json.loads(archive.read(en_file))), flat(json.loads(archive.read(zh_file))))
    both("Chromium", pak(f"{packages}/chromium-common/usr/lib/chromium/locales/en-US.pak"), pak(f"{packages}/chromium-l10n/usr/lib/chromium/locales/zh-CN.pak"))
    xpi = zipfile.ZipFile(glob.glob(f"{packages}/firefox-esr-l10n-zh-cn/**/*.xpi", recursive=True)[0])
    english: dict[str, str] = {}
    for file in glob.glob(f"{packages}/ff/**/omni.ja", recursive=True):
        archive = zipfile.ZipFile(file)
        english.update({name.replace("en-US", "zh-CN"): archive.read(name).decode() for name in archive.namelist() if name.endswith(".ftl")})
    for name in xpi.namelist():
        key = name.removeprefix("browser/")
        if name.endswith(".ftl") and key in english:
            both("Firefox", fluent(english[key]), fluent(xpi.read(name).decode()))
    root = f"{packages}/libreoffice-help-en-us/usr/share/libreoffice/help/en-US"
    for file in glob.glob(f"{root}/text/**/*.html", recursive=True):
        other = file.replace("libreoffice-help-en-us", "libreoffice-help-zh-cn").replace("/en-US/", "/zh-CN/")
        if os.path.exists(other):
            both("LibreOffice help", help_paragraphs(file), help_paragraphs(other))
    return rows


def english_manual(packages: str) -> list[str]:
    out = []
    for file in sorted(glob.glob(f"{packages}/pg/**/*.html", recursive=True)):
        text = open(file, encoding="utf-8", errors="replace").read()
        out.extend(clean(match) for match in re.findall(r"<p>(.{30,3000}?)</p>", text, re.S))
    return out


def main() -> None:
    shared, packages, out = sys.argv[1:4]
    random_source = random.Random(20261124)
    seen: set[str] = set()
    counts: dict[str, int] = {}
    os.makedirs(out, exist_ok=True)
    with open(f"{out}/pairs.jsonl", "w", encoding="utf-8") as pairs, open(f"{out}/corpus.jsonl", "w", encoding="utf-8") as corpus:
        for source, en, zh in translations(packages):
            if good_pair(en, zh) and (en.lower() not in seen):
                seen.add(en.lower())
                pairs.write(json.dumps({"en": en, "zh": zh, "source": source}, ensure_ascii=False) + "\n")
                counts[f"pairs {source}"] = counts.get(f"pairs {source}", 0) + 1
        sources = [(f"shared {name}", strings([json.loads(line) for line in open(f"{shared}/{name}.jsonl", encoding="utf-8")])) for name in SHARED]
        sources.append(("PostgreSQL manual", english_manual(packages)))
        for source, texts in sources:
            for text in texts:
                for piece in passages(text, random_source):
                    if piece not in seen:
                        seen.add(piece)
                        lang = language(piece)
                        corpus.write(json.dumps({"text": piece, "lang": lang, "source": source}, ensure_ascii=False) + "\n")
                        counts[f"{source} {lang}"] = counts.get(f"{source} {lang}", 0) + 1
    for name, count in counts.items():
        print(count, name)


if __name__ == "__main__":
    main()
