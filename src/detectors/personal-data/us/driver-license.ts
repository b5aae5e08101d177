import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'

/** Forms of licenses by letters and digits, and the states (US postal codes) that use them. */
const FORMS: readonly (readonly [form: RegExp, states: string])[] = [
  [/^\d{7}$/, 'AK AL DC GA ME OR VT'],
  [/^\d{8}$/, 'AR CT IA LA MS NM PA SC TN TX VT WY'],
  [/^\d{9}$/, 'AL AR AZ CO CT DC GA IA LA MS MT NM NV NY OK SC TN UT WY'],
  [/^\d{10}$/, 'NV UT WV ID WI'],
  [/^\d{12}$/, 'NV VA DC NC'],
  [/^\d{13,14}$/, 'MT'],
  [/^[A-Z]\d{3,6}$/, 'CO FL WV HI'],
  [/^[A-Z]\d{7}$/, 'CA NY KS'],
  [/^[A-Z]\d{8}$/, 'AZ HI IN KY MA MO NE OH VA KS WV'],
  [/^[A-Z]\d{9,10}$/, 'IN KY MI MO'],
  [/^[A-Z]\d{11,12}$/, 'FL IL MD MI MN WI'],
  [/^[A-Z]\d{13,14}$/, 'NJ WI'],
  [/^[A-Z]{2}\d{2,7}$/, 'CO ID OH WA WV'],
  [/^[A-Z]{2}\d{6}[A-Z]$/, 'ID'],
  [/^[A-Z]{3}\d{6}$/, 'ND'],
  [/^\d{2}[A-Z]{3}\d{5}$/, 'NH'],
  [/^NH[A-Z]\d{8}$/, 'NH'],
  [/^[A-Z]{1,7}[A-Z0-9*]{4,11}$/, 'WA'],
]

/** Finds driver licenses in the form of a US state, after a label. */
export const usDriverLicense = defineNumber({
  id: 'personal-data/us-driver-license',
  version: 1,
  title: both('US driver license', '美国驾驶证号'),
  type: 'driver-license',
  country: 'US',
  reference: 'https://www.ntsi.com/drivers-license-format/',
  digits: 4,
  alphabet: 'either',
  lengths: [7, 8, 9, 10, 11, 12, 13, 14, 15],
  groups: [
    '3-3-3',
    '1-3-3-3',
    '1-4-4-4',
    '4-3-2-3-1',
    '1-4-5-5',
    '1-3-2-3-3-1',
    '4-2-4',
    '2-3-3',
    '4-4-6',
    '1-3-3-2-3-1',
  ],
  joiners: ' -',
  valid: number => FORMS.some(([form]) => form.test(number)),
  proof: both('form of a state license', '符合某州驾驶证格式'),
  labels: ['us-license'],
  sort: ['driver-license'],
  scores: { labeled: 0.9, sorted: 0.8 },
  examples: {
    flags: ["driver's license no. B204471936", 'DL# 61820537', ['P310577284216', 'drivers_license']],
    passes: ['B204471936', "driver's license no. 504"],
  },
})
