import { both } from '../../../core/index.ts'
import { defineNumber } from '../_national-number.ts'

/** Twelve digits with year, month and department (until 2021), or nine characters without vowels. */
const FORM = /^(?:\d\d(?:0[1-9]|1[0-2])\d{8}|(?=(?:[^\d]*\d){2})[0-9CFGHJKLMNPRTVWXYZD]{9})$/

/** Finds numbers of French identity cards (CNI) after a label. */
export const frIdentityCard = defineNumber({
  id: 'personal-data/fr-identity-card',
  version: 1,
  title: both('French identity card', '法国身份证号'),
  type: 'national-id',
  country: 'FR',
  reference: 'https://fr.wikipedia.org/wiki/Carte_nationale_d%27identit%C3%A9_en_France',
  digits: 2,
  alphabet: 'either',
  lengths: [9, 12],
  groups: ['4-3-5', '4-4-4'],
  valid: number => FORM.test(number),
  proof: both('form of a card number', '符合身份证号格式'),
  labels: ['fr-cni'],
  scores: { labeled: 0.85 },
  examples: {
    flags: [
      'CNI n° 880692310285',
      ['D2H6862M2', 'numero_carte_identite'],
      "carte nationale d'identité D2H6862M2",
    ],
    passes: ['880692310285', 'CNI n° 881392310285'],
  },
})
