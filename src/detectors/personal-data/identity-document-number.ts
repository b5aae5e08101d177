import { both } from '../../core/index.ts'
import { defineLabeled } from './_labeled-value.ts'

/** Finds numbers that a label calls those of an identity document, of whatever country and sort. */
export const identityDocumentNumber = defineLabeled({
  id: 'personal-data/identity-document-number',
  version: 1,
  title: both('Identity document number of any country', '证件号码（任何国家）'),
  type: 'national-id',
  reference: 'https://en.wikipedia.org/wiki/National_identification_number',
  labels: ['national-id'],
  digits: 6,
  longest: 20,
  /** Fifteen and eighteen digits are for the Chinese forms, which have structure to check. */
  accepts: compact => /^[A-Z]{0,4}\d[\dA-Z]*$/.test(compact) && !/^\d{15}$|^\d{17}[\dX]$/.test(compact),
  score: 0.55,
  proof: both('value after the label of an identity document', '身份证件标签后的取值'),
  examples: {
    flags: ['National ID: 8001015009087', '证件号码：H12345678', ['29001011234567', 'national_id']],
    passes: ['证件照 2 张', 'the identification number system of 1962', '8001015009087'],
  },
})
