import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { labelNear } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { scanOf } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { SHAPES } from '../_shapes.ts'
import { remainder, valueAt } from './_checksums.ts'
import { heldOut } from './_held-out.ts'

/** Length of an IBAN by country, from the SWIFT registry (release 99). */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BI: 27,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DJ: 27,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FK: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HN: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  LY: 25,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MN: 20,
  MR: 27,
  MT: 31,
  MU: 30,
  NI: 28,
  NL: 18,
  NO: 15,
  OM: 23,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  RU: 33,
  SA: 24,
  SC: 31,
  SD: 18,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  SO: 23,
  ST: 25,
  SV: 28,
  TL: 23,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
  YE: 30,
}

const WORDS =
  /\biban\b|(?<![\p{Lu}\p{Ll}\p{N}])(?:bank|account|konto\w*|compte|cuenta|rekening\w*)(?![\p{Lu}\p{Ll}\p{N}])|国际银行账[号户]|银行账[号户]/iu

/** Finds international bank account numbers. */
export const iban = defineDetector({
  id: 'personal-data/iban',
  version: 1,
  title: both('IBAN', '国际银行账号（IBAN）'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.swift.com/standards/data-standards/iban-international-bank-account-number',
  maturity: 'stable',
  quality: heldOut('iban', [
    { dataset: 'presidio_synth_v2', type: 'iban', found: 11, right: 11, gold: 11 },
    { dataset: 'presidio_generated_large', type: 'iban', found: 6, right: 6, gold: 6 },
  ]),
  options: z.object({}),
  types: { iban: ENTITY_TYPES.iban },
  examples: {
    flags: ['IBAN GB82 WEST 1234 5698 7654 32', 'de89370400440532013000', 'NL91-ABNA-0417-1643-00'],
    passes: ['GB82 WEST 1234 5698 7654 33', 'US64SVBKUS6S3300958879', 'AT611904300234573202'],
  },
  opens: opensWhere({ length: 15, digits: 10, shapes: SHAPES.iban }),
  *detect(input) {
    const { text, tokens } = scanOf(input)
    for (const { start, end, shapes } of tokens) {
      if ((shapes & SHAPES.iban) === 0 || end - start < 4 || text.charCodeAt(start) < 0x41) continue
      const length = LENGTHS[text.slice(start, start + 2).toUpperCase()]
      if (length === undefined || !/^\d\d/u.test(text.slice(start + 2, start + 4))) continue
      if (/[\p{Script=Latin}\p{N}_]$/u.test(text.slice(Math.max(0, start - 1), start))) continue
      const stop = readGroups(text, start, length)
      if (stop === undefined) continue
      const value = text.slice(start, stop).replace(/[ -]/gu, '').toUpperCase()
      const isRight = isMod97(value)
      const named = labelNear(input, start, stop, WORDS)
      if (!isRight && !/iban/iu.test(named ?? '')) continue
      yield* weigh(
        {
          start,
          end: stop,
          type: 'iban',
          country: value.slice(0, 2),
          reason: isRight
            ? both('length of its country, right check digits', '符合国家规定长度，校验位正确')
            : both('length of its country', '符合国家规定长度'),
        },
        0.96,
        named !== undefined && { by: 0.03, reason: both('named as an account', '有账号标签') },
        !isRight && { by: -0.39, reason: both('wrong check digits', '校验位错误') },
      )
    }
  },
})

/** Reads characters from `start` until `length` of them are seen, in one run or in groups of up to four. */
function readGroups(text: string, start: number, length: number): number | undefined {
  let seen = 0
  let inGroup = 0
  let separator = ''
  for (let i = start; i < text.length; i++) {
    const character = text[i] as string
    if (/[a-z\d]/iu.test(character)) {
      seen++
      inGroup++
      if (separator !== '' && inGroup > 4) return undefined
      if (seen === length)
        return /^[\p{Script=Latin}\p{N}_]/u.test(text.slice(i + 1, i + 2)) ? undefined : i + 1
    } else {
      if (
        (character !== ' ' && character !== '-') ||
        inGroup !== 4 ||
        (separator !== '' && separator !== character)
      )
        return undefined
      separator = character
      inGroup = 0
    }
  }
  return undefined
}

/** ISO 7064 MOD 97-10 over the value with its first four characters moved to the end. */
function isMod97(value: string): boolean {
  const moved = value.slice(4) + value.slice(0, 4)
  let digits = ''
  for (let i = 0; i < moved.length; i++) digits += valueAt(moved, i)
  return remainder(digits, 97) === 1
}
