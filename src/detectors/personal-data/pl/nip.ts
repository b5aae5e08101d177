import { both } from '../../../core/index.ts'
import { digitAt, weightedSum } from '../_checksums.ts'
import { defineNumber } from '../_national-number.ts'

/** Finds Polish tax numbers (NIP). */
export const plNip = defineNumber({
  id: 'personal-data/pl-nip',
  version: 1,
  title: both('Polish tax number (NIP)', '波兰税号（NIP）'),
  type: 'tax-id',
  country: 'PL',
  reference: 'https://pl.wikipedia.org/wiki/Numer_identyfikacji_podatkowej',
  digits: 10,
  alphabet: 'digits',
  lengths: [10],
  groups: ['3-3-2-2', '3-2-2-3'],
  joiners: ' -',
  valid: number =>
    /^[1-9]\d{9}$/.test(number) &&
    weightedSum(number, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === digitAt(number, 9),
  proof: both('ten digits with the right check digit', '10 位数字且校验码正确'),
  labels: ['nip'],
  sort: ['tax-id'],
  scores: { labeled: 0.96, sorted: 0.55 },
  examples: {
    flags: ['NIP 856-734-62-15', ['7349067818', 'nip']],
    passes: ['8567346215', 'NIP 856-734-62-16'],
  },
})
