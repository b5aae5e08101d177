import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'
import { isGermanDocument } from './_document.ts'

/** Finds serial numbers of German identity cards. */
export const deIdentityCard = defineNumber({
  id: 'personal-data/de-identity-card',
  version: 1,
  title: both('German identity card', '德国身份证号'),
  type: 'national-id',
  country: 'DE',
  reference: 'https://de.wikipedia.org/wiki/Ausweisnummer',
  digits: 2,
  alphabet: 'mixed',
  lengths: [9, 10],
  groups: ['9-1'],
  joiners: ' -',
  valid: number => isGermanDocument(number, /^[LMNPRTVWXY]/),
  proof: both('serial number and check digit agree', '序列号与校验码相符'),
  labels: ['de-id'],
  sort: ['national-id'],
  scores: { labeled: 0.93, sorted: 0.65 },
  examples: {
    flags: ['Personalausweis L01X00T471', ['L01X00T47', 'ausweisnummer']],
    passes: ['L01X00T471', 'Personalausweis L01X00T472', 'Personalausweis A01X00T471'],
  },
})
