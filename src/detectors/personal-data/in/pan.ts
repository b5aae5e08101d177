import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds Indian permanent account numbers; their last letter is a check whose rule is not public. */
export const inPan = defineNumber({
  id: 'personal-data/in-pan',
  version: 1,
  title: both('Indian permanent account number (PAN)', '印度永久账号（PAN）'),
  type: 'tax-id',
  country: 'IN',
  reference: 'https://en.wikipedia.org/wiki/Permanent_account_number',
  digits: 4,
  alphabet: 'mixed',
  lengths: [10],
  groups: ['5-4-1'],
  joiners: ' -',
  valid: number => /^[A-Z]{3}[ABCFGHJLPTK][A-Z]\d{4}[A-Z]$/.test(number) && number.slice(5, 9) !== '0000',
  proof: both('letters, holder type and digits are in place', '字母、持有人类型与数字位置相符'),
  labels: ['pan', 'tax-id'],
  scores: { alone: 0.55, labeled: 0.97 },
  examples: {
    flags: ['PAN: ACUPA7085R', ['AAPFU0939F', 'pan_number'], 'holder ABCPE1234F'],
    passes: ['ACUXA7085R', 'ABCPE0000F'],
  },
})
