import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'
import { hasOrganizationCheck } from './_organization-check.ts'
import { hasRegion } from './_regions.ts'

/** Digits and letters without I, O, S, V, Z (GB 32100-2015, table 2). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
/** Registering department and sort of organization. */
const SHAPE =
  /^(?:1[1-59]|2[19]|3[1-59]|4[19]|5[1-39]|6[129]|7[129]|8[19]|9[1239]|A[19]|N[1239]|Y1)\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/

function hasCheckCharacter(code: string): boolean {
  let sum = 0
  WEIGHTS.forEach((weight, i) => {
    sum += ALPHABET.indexOf(code.charAt(i)) * weight
  })
  return ALPHABET.indexOf(code.charAt(17)) === (31 - (sum % 31)) % 31
}

/** Finds unified social credit codes, which are also the tax numbers of Chinese organizations. */
export const cnCreditCode = defineNumber({
  id: 'personal-data/cn-credit-code',
  version: 1,
  title: both('Unified social credit code', '统一社会信用代码'),
  type: 'tax-id',
  country: 'CN',
  reference: 'https://en.wikipedia.org/wiki/Unified_Social_Credit_Identifier',
  digits: 8,
  alphabet: 'either',
  lengths: [18],
  groups: ['4-4-4-4-2', '2-6-9-1', '8-8-2', '6-6-6'],
  loose: true,
  valid: code => SHAPE.test(code) && hasCheckCharacter(code),
  proof: both('structure and check character agree', '代码结构与校验码相符'),
  labels: ['uscc', 'tax-id', 'company-id'],
  scores: {
    alone: ({ compact, numeric }) =>
      hasOrganizationCheck(compact.slice(8, 17)) && hasRegion(compact.slice(2))
        ? numeric
          ? 0.6
          : 0.93
        : undefined,
    labeled: 0.98,
  },
  examples: {
    flags: ['统一社会信用代码：91330106MAY7LLJY1J', '税号91110000600037341L'],
    passes: ['统一社会信用代码：91330106MAY7LLJY1K', '流水 913301062024110112'],
  },
})
