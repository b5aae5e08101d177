#!/usr/bin/env python3
"""Do our identity number detectors agree with independent implementations?

For each kind this makes valid numbers (by asking the reference), the same with one character changed or two neighbors
swapped, and random ones of the same shape; both sides judge each of them, and every difference is counted. Ours judges
the number as the only text of a field whose name is its label, so that shape, structure and checksum decide.

  python3 -m venv /tmp/ids && /tmp/ids/bin/pip install python-stdnum==2.2 idnumbers
  npm install --prefix /tmp/ids-npm stdnum@1.11.7      (optional: German and Hong Kong documents)
  node scripts/build.mjs && /tmp/ids/bin/python bench/national-ids-parity.py --npm /tmp/ids-npm
      --count 2000    valid numbers of each kind, and as many mutated and random ones
      --seed 1
      --show KIND     print the numbers on which the two differ (they are made up)

Exits 1 when they differ on a kind in a way that DIFFERENCES below does not state.
"""
import argparse
import importlib
import json
import os
import random
import string
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DIGITS = string.digits
LETTERS = string.ascii_uppercase
ALNUM = DIGITS + LETTERS


class Kind:
    def __init__(self, detector, field, reference, shape, alphabets=None, difference=None):
        self.detector = 'personal-data/' + detector
        self.field = field
        self.reference = reference
        self.shape = shape
        self.alphabets = alphabets or {}
        self.difference = difference


def stdnum(module):
    loaded = importlib.import_module('stdnum.' + module)
    return loaded.is_valid


def stdnum_prefixed(module, prefix):
    valid = stdnum(module)
    return lambda number: valid(prefix + number)


def idnumbers(module, name):
    loaded = getattr(importlib.import_module('idnumbers.nationalid.' + module), name)
    return lambda number: bool(loaded.validate(number))


def all_of(*checks):
    return lambda number: all(check(number) for check in checks)


# A shape is a list of parts: an alphabet and a length, a list of fixed choices, or a function of the generator.
def birth(rng, form):
    year, month, day = rng.randint(1920, 2019), rng.randint(1, 12), rng.randint(1, 28)
    return {
        'yyyymmdd': f'{year}{month:02}{day:02}',
        'yymmdd': f'{year % 100:02}{month:02}{day:02}',
        'ddmmyy': f'{day:02}{month:02}{year % 100:02}',
        'pesel': f'{year % 100:02}{month + (20 if year >= 2000 else 0):02}{day:02}',
    }[form]


def date(form):
    return lambda rng: birth(rng, form)


REGIONS = ['110101', '310115', '330106', '440305', '510107', '320106', '420106', '610103', '210102', '350203']

KINDS = [
    Kind('cn-resident-id', 'id_card', stdnum('cn.ric'), [REGIONS, date('yyyymmdd'), (DIGITS, 3), (DIGITS + 'X', 1)],
         difference='the reference knows in which years each county existed and refuses dates after today; ours checks '
                    'province and prefecture and years 1890 to 2035, so that numbers stay valid after a county is renamed'),
    Kind('cn-credit-code', 'uscc', stdnum('cn.uscc'),
         [['91', '92', '93', '11', '12', '51', '52', '53'], REGIONS, ('0123456789ABCDEFGHJKLMNPQRTUWXY', 10)],
         difference='ours refuses departments and sorts of organization that GB 32100 does not assign'),
    Kind('cn-bank-card', 'bank_card', stdnum('luhn'), [['62'], (DIGITS, 14)],
         difference='ours wants a Chinese card range besides the Luhn digit'),
    Kind('tw-national-id', 'national_id', None, [(LETTERS, 1), ['1', '2'], (DIGITS, 8)]),
    Kind('tw-resident-certificate', 'arc', None, [(LETTERS, 1), list('ABCD'), (DIGITS, 8)]),
    Kind('hk-hkid', 'hkid', None, [(LETTERS, 1), (DIGITS, 6), (DIGITS + 'A', 1)]),
    Kind('jp-my-number', 'my_number', stdnum('jp.in_'), [(DIGITS, 12)],
         difference='ours refuses twelve equal digits'),
    Kind('jp-corporate-number', 'corporate_number', stdnum('jp.cn'), [(DIGITS, 13)]),
    Kind('kr-rrn', 'rrn', stdnum('kr.rrn'), [date('yymmdd'), ['1', '2', '3', '4', '5', '6'], (DIGITS, 6)],
         difference="the reference refuses places of birth above 96 and has no foreigner's check digit; ours refuses "
                    'dates of birth after 2035'),
    Kind('in-aadhaar', 'aadhaar', stdnum('in_.aadhaar'), [(DIGITS, 12)]),
    Kind('in-pan', 'pan', stdnum('in_.pan'), [(LETTERS, 3), list('ABCFGHJLPTKX'), (LETTERS, 1), (DIGITS, 4), (LETTERS, 1)]),
    Kind('in-gstin', 'gstin', stdnum('in_.gstin'),
         [['01', '09', '27', '36', '40'], (LETTERS, 3), list('ABCFGHJLPTK'), (LETTERS, 1), (DIGITS, 4), (LETTERS, 1),
          ['1', '2', 'A'], ['Z'], (ALNUM, 1)],
         difference='states 39 to 96 are not assigned; the reference knows a list of its own'),
    Kind('in-voter-id', 'epic', stdnum('in_.epic'), [(LETTERS, 3), (DIGITS, 7)]),
    Kind('sg-nric', 'nric', None, [list('STFGM'), (DIGITS, 7), (LETTERS, 1)]),
    Kind('au-tfn', 'tfn', stdnum('au.tfn'), [(DIGITS, 9)], difference='ours refuses nine equal digits'),
    Kind('au-abn', 'abn', stdnum('au.abn'), [(DIGITS, 11)]),
    Kind('au-acn', 'acn', stdnum('au.acn'), [(DIGITS, 9)], difference='ours refuses 000 000 000'),
    Kind('au-medicare', 'medicare', None, [list('123456'), (DIGITS, 8), list('123456789')],
         difference='ours refuses issue number 0'),
    Kind('us-ssn', 'ssn', stdnum('us.ssn'), [(DIGITS, 9)]),
    Kind('us-itin', 'itin', stdnum('us.itin'), [['9'], (DIGITS, 8)],
         difference='the IRS assigns groups 50 to 65 besides 70 to 88, 90 to 92 and 94 to 99; the reference stops at 70'),
    Kind('us-ein', 'ein', stdnum('us.ein'), [(DIGITS, 9)]),
    Kind('us-npi', 'npi', stdnum_prefixed('luhn', '80840'), [['1', '2'], (DIGITS, 9)],
         difference='an NPI begins with 1 or 2, which the formula alone does not know'),
    Kind('us-routing-number', 'aba', stdnum('us.rtn'), [['01', '12', '21', '32', '61', '72', '80', '40', '55', '99'], (DIGITS, 7)],
         difference='ours refuses prefixes that the Federal Reserve does not assign'),
    Kind('ca-sin', 'sin', stdnum('ca.sin'), [(DIGITS, 9)]),
    Kind('br-cpf', 'cpf', stdnum('br.cpf'), [(DIGITS, 11)], difference='ours refuses eleven equal digits'),
    Kind('br-cnpj', 'cnpj', stdnum('br.cnpj'), [(ALNUM, 8), (DIGITS, 6)],
         difference='ours refuses fourteen equal digits and roots of eight zeros'),
    Kind('gb-nhs-number', 'nhs', stdnum('gb.nhs'), [(DIGITS, 10)], difference='ours refuses ten equal digits'),
    Kind('gb-utr', 'utr', stdnum('gb.utr'), [(DIGITS, 10)]),
    Kind('gb-nino', 'nino', None, [(LETTERS, 2), (DIGITS, 6), list('ABCDE')],
         difference='HMRC gives suffixes A to D only, and never the prefix letter O'),
    Kind('de-tax-id', 'steuer_id', stdnum('de.idnr'), [(DIGITS, 11)]),
    Kind('de-identity-card', 'personalausweis', None, [list('LMNPRTVWXY'), ('0123456789CFGHJKLMNPRTVWXYZ', 8), (DIGITS, 1)],
         difference='ours wants two digits, and a first letter of an identity card'),
    Kind('de-passport', 'german_passport', None, [list('CFGHJK'), ('0123456789CFGHJKLMNPRTVWXYZ', 8), (DIGITS, 1)],
         difference='ours wants two digits, and a first letter of a passport'),
    Kind('de-social-insurance', 'svnr', None, [['15', '65', '44', '02'], date('ddmmyy'), (LETTERS, 1), (DIGITS, 3)],
         difference='ours wants a date of birth (the day may be raised by fifty)'),
    Kind('fr-nir', 'nir', stdnum('fr.nir'),
         [['1', '2'], (DIGITS, 2), [f'{m:02}' for m in range(1, 13)], ['75', '13', '2A', '2B', '97'], (DIGITS, 6), (DIGITS, 2)],
         difference='the reference does not look at month and department'),
    Kind('fr-tax-number', 'spi', stdnum('fr.nif'), [list('0123'), (DIGITS, 9), list('012345'), (DIGITS, 2)]),
    Kind('es-dni', 'dni', stdnum('es.dni'), [(DIGITS, 8), (LETTERS, 1)]),
    Kind('es-nie', 'nie', stdnum('es.nie'), [list('XYZ'), (DIGITS, 7), (LETTERS, 1)]),
    Kind('es-cif', 'cif', stdnum('es.cif'), [list('ABCDEFGHJNPQRSUVW'), (DIGITS, 7), (DIGITS + 'ABCDEFGHIJ', 1)],
         difference='ours wants a letter for N, P, Q, R, S, W and a digit for A, B, E, H, as the tax agency gives them'),
    Kind('it-codice-fiscale', 'codice_fiscale', stdnum('it.codicefiscale'),
         [('BCDFGLMNPRSTV', 6), (DIGITS, 2), list('ABCDEHLMPRST'), [f'{d:02}' for d in [*range(1, 29), *range(41, 69)]],
          (LETTERS, 1), (DIGITS + 'LMNPQRSTUV', 3), (LETTERS, 1)],
         difference='the reference knows which consonants and vowels a name may give and refuses 29 February of other years'),
    Kind('it-vat-number', 'partita_iva', stdnum('it.iva'), [(DIGITS, 7), ['001', '015', '100', '120', '999', '130'], (DIGITS, 1)]),
    Kind('nl-bsn', 'bsn', stdnum('nl.bsn'), [(DIGITS, 9)], difference='the reference pads eight digits'),
    Kind('pl-pesel', 'pesel', stdnum('pl.pesel'), [date('pesel'), (DIGITS, 5)],
         difference='ours refuses births after 2099'),
    Kind('pl-nip', 'nip', stdnum('pl.nip'), [(DIGITS, 10)], difference='ours refuses a leading zero, which no tax office has'),
    Kind('pl-regon', 'regon', stdnum('pl.regon'), [(DIGITS, 9)]),
    Kind('se-personnummer', 'personnummer', stdnum('se.personnummer'), [date('yymmdd'), ['-'], (DIGITS, 4)],
         difference='the reference refuses coordination numbers (day raised by sixty)'),
    Kind('fi-hetu', 'hetu', stdnum('fi.hetu'), [date('ddmmyy'), ['-'], (DIGITS, 3), ('0123456789ABCDEFHJKLMNPRSTUVWXY', 1)]),
    Kind('tr-tckn', 'tckn', stdnum('tr.tckimlik'), [(DIGITS, 11)]),
]

FURTHER = {
    'tw-national-id': lambda: idnumbers('twn.national_id', 'NationalID'),
    'hk-hkid': lambda: idnumbers('hkg.national_id', 'NationalID'),
    'sg-nric': lambda: idnumbers('sgp.national_id', 'NationalID'),
    'au-medicare': lambda: idnumbers('aus.medicare', 'MedicareNumber'),
    'gb-nino': lambda: idnumbers('gbr.national_insurance', 'NationalInsuranceNumber'),
}
NPM = {
    'tw-resident-certificate': 'TW.ui',
    'de-identity-card': 'DE.pwnr',
    'de-passport': 'DE.passport',
    'de-social-insurance': 'DE.svnr',
}
NPM_SCRIPT = """
import { stdnum } from 'stdnum'
let input = ''
for await (const chunk of process.stdin) input += chunk
const { country, name, numbers } = JSON.parse(input)
console.log(JSON.stringify(numbers.map(each => stdnum[country][name].validate(each).isValid)))
"""


def draw(shape, rng):
    parts = []
    for part in shape:
        if callable(part):
            parts.append(part(rng))
        elif isinstance(part, list):
            parts.append(rng.choice(part))
        else:
            parts.append(''.join(rng.choice(part[0]) for _ in range(part[1])))
    return ''.join(parts)


def mutate(number, rng):
    at = rng.randrange(len(number))
    if rng.random() < 0.5 and at + 1 < len(number):
        return number[:at] + number[at + 1] + number[at] + number[at + 2:]
    alphabet = DIGITS if number[at] in DIGITS else LETTERS if number[at] in LETTERS else number[at]
    return number[:at] + rng.choice(alphabet) + number[at + 1:]


def ask_npm(folder, name, numbers):
    country, kind = name.split('.')
    run = subprocess.run(['node', '--input-type=module', '-e', NPM_SCRIPT], cwd=folder, capture_output=True, text=True,
                         check=True, input=json.dumps({'country': country, 'name': kind, 'numbers': numbers}))
    return json.loads(run.stdout)


def judge_ours(kind, numbers):
    lines = ''.join(f'{kind.detector}\t{kind.field}\t{number}\n' for number in numbers)
    run = subprocess.run(['node', os.path.join(HERE, 'national-ids-bridge.mjs')], input=lines, capture_output=True,
                         text=True, check=True)
    return [answer == 'valid' for answer in run.stdout.split()]


def sample(kind, judge, count, rng):
    """Valid, mutated and random numbers; valid ones are found among random ones by the reference itself."""
    valid = []
    tries = 0
    while len(valid) < count and tries < 1000:
        tries += 1
        drawn = [draw(kind.shape, rng) for _ in range(max(2000, count))]
        valid += [number for number, good in zip(drawn, judge(drawn)) if good]
    valid = valid[:count]
    return valid, [mutate(number, rng) for number in valid], [draw(kind.shape, rng) for _ in range(count)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--count', type=int, default=2000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--npm')
    parser.add_argument('--show')
    options = parser.parse_args()
    failed = False
    print(f'{"kind":26}{"valid":>7}{"mutated":>9}{"random":>8}{"both yes":>10}{"only ours":>11}{"only theirs":>13}  reference')
    for kind in KINDS:
        short = kind.detector.split('/')[1]
        source = 'python-stdnum'
        reference = kind.reference
        if reference is None and short in FURTHER:
            source, reference = 'idnumbers', FURTHER[short]()
        if reference is None:
            if not options.npm:
                print(f'{short:26} skipped: its reference needs --npm')
                continue
            source = 'npm stdnum'
            judge = lambda numbers, name=NPM[short]: ask_npm(options.npm, name, numbers)
        else:
            judge = lambda numbers, check=reference: [check(number) for number in numbers]
        rng = random.Random(f'{options.seed} {short}')
        valid, mutated, drawn = sample(kind, judge, options.count, rng)
        numbers = valid + mutated + drawn
        ours, theirs = judge_ours(kind, numbers), judge(numbers)
        only_ours = [n for n, a, b in zip(numbers, ours, theirs) if a and not b]
        only_theirs = [n for n, a, b in zip(numbers, ours, theirs) if b and not a]
        agreed = sum(1 for a, b in zip(ours, theirs) if a and b)
        print(f'{short:26}{len(valid):>7}{len(mutated):>9}{len(drawn):>8}{agreed:>10}{len(only_ours):>11}{len(only_theirs):>13}  {source}')
        if only_ours or only_theirs:
            if kind.difference:
                print(f'{"":26}  {kind.difference}')
            else:
                failed = True
        if options.show == short:
            print('  only ours:', only_ours[:20], '\n  only theirs:', only_theirs[:20])
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
