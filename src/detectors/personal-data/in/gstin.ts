import { both } from '../../../core/index.ts'
import { valueAt } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Luhn's formula with base 36, check character last. */
function hasCheckCharacter(number: string): boolean {
  let sum = 0
  for (let i = 0; i < 15; i++) {
    const product = valueAt(number, i) * (i % 2 === 0 ? 1 : 2)
    sum += Math.floor(product / 36) + (product % 36)
  }
  return sum % 36 === 0
}

/** Finds Indian goods and services tax numbers, each with the holder's PAN inside. */
export const inGstin = defineNumber({
  id: 'personal-data/in-gstin',
  version: 1,
  title: both('Indian goods and services tax number (GSTIN)', '印度商品及服务税号（GSTIN）'),
  type: 'tax-id',
  country: 'IN',
  reference: 'https://en.wikipedia.org/wiki/Goods_and_Services_Tax_(India)',
  digits: 6,
  alphabet: 'mixed',
  lengths: [15],
  groups: ['2-10-3', '2-10-1-1-1'],
  joiners: ' -',
  valid: number =>
    /^(?:0[1-9]|[12]\d|3[0-8]|9[79])[A-Z]{3}[ABCFGHJLPTK][A-Z]\d{4}[A-Z][1-9A-Z]Z[\dA-Z]$/.test(number) &&
    hasCheckCharacter(number),
  proof: both('state, PAN and check character agree', '邦代码、PAN 与校验码相符'),
  labels: ['gstin', 'tax-id'],
  scores: { alone: 0.95, labeled: 0.98 },
  examples: {
    flags: ['GSTIN 27AAPFU0939F1ZV', 'supplier 27AAPFU0939F1ZV'],
    passes: ['27AAPFU0939F1ZW', 'GSTIN 47AAPFU0939F1ZV'],
  },
})
