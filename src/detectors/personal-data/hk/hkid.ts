import { both } from '../../../core/index.ts'
import { digitAt, valueAt } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Letters count 10 to 35 and a missing first letter 36; weights 9 to 2, check character A for ten. */
function hasCheckCharacter(id: string): boolean {
  const padded = id.length === 8 ? ` ${id}` : id
  let sum = 0
  for (let i = 0; i < 8; i++) sum += (padded.charAt(i) === ' ' ? 36 : valueAt(padded, i)) * (9 - i)
  const last = padded.charAt(8)
  return (sum + (last === 'A' ? 10 : digitAt(last, 0))) % 11 === 0
}

/** Finds Hong Kong identity card numbers, with or without brackets around the check character. */
export const hkHkid = defineNumber({
  id: 'personal-data/hk-hkid',
  version: 1,
  title: both('Hong Kong identity card', '香港身份证号码'),
  type: 'national-id',
  country: 'HK',
  reference: 'https://en.wikipedia.org/wiki/Hong_Kong_identity_card',
  digits: 6,
  alphabet: 'mixed',
  lengths: [8, 9],
  groups: ['7-1', '8-1', '1-6-1', '2-6-1', '1-3-3-1', '1-6', '2-6'],
  joiners: ' -(',
  signs: '(',
  valid: id => /^[A-Z]{1,2}\d{6}[\dA]$/.test(id) && hasCheckCharacter(id),
  proof: both('letters and check character agree', '字母与校验码相符'),
  labels: ['hk-id', 'national-id'],
  scores: { grouped: 0.9, labeled: 0.96 },
  examples: {
    flags: ['持有A123456(3)之人士', 'HKID: C8112752', '香港身份證號碼 AB987654（3）'],
    passes: ['HKID: C8112753', 'A123456(4)'],
  },
})
