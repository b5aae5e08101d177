import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'
import { hasRegion } from './_regions.ts'
import { isResidentNumber } from './_resident-number.ts'

/** Finds Chinese driver licenses: the holder's identity number or a 12-digit file number, after the license's label. */
export const cnDriverLicense = defineNumber({
  id: 'personal-data/cn-driver-license',
  version: 1,
  title: both('Chinese driver license', '中国驾驶证号'),
  type: 'driver-license',
  country: 'CN',
  reference: 'https://en.wikipedia.org/wiki/Driving_licence_in_China',
  digits: 12,
  alphabet: 'either',
  lengths: [12, 18],
  valid: number =>
    number.length === 18 ? isResidentNumber(number) : /^\d{12}$/.test(number) && hasRegion(number),
  proof: both('form of a license or file number', '符合驾驶证号或档案编号格式'),
  labels: ['driver-license'],
  scores: { labeled: 0.98 },
  examples: {
    flags: ['驾驶证号：33010619900821526X', '驾驶证档案编号：330100123456'],
    passes: ['330100123456', '驾驶证号：330106199008215261'],
  },
})
