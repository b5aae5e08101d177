import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'

/** Prefix letters and pairs that HMRC never uses are left out (NIM39110). */
const FORM = /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/

/** Finds British national insurance numbers. */
export const gbNino = defineNumber({
  id: 'personal-data/gb-nino',
  version: 1,
  title: both('British national insurance number', '英国国民保险号（NINO）'),
  type: 'national-id',
  country: 'GB',
  reference: 'https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110',
  digits: 6,
  alphabet: 'mixed',
  lengths: [9],
  groups: ['2-2-2-2-1', '2-6-1', '2-7', '8-1'],
  joiners: ' -',
  valid: number => FORM.test(number),
  proof: both('prefix, digits and suffix are in use', '前缀、数字与后缀均在使用范围内'),
  labels: ['nino', 'national-id'],
  scores: { alone: 0.6, grouped: 0.85, labeled: 0.97 },
  examples: {
    flags: ['NI number AB 12 34 56 C', 'employee JG103759A', ['AB123456D', 'nino']],
    passes: ['AB 12 34 56 E', 'GB123456A', 'QQ123456C'],
  },
})
