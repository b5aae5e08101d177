import { both } from '../../core/index.ts'
import { defineLabeled } from './_labeled-value.ts'

/** Finds numbers of one stay or visit in a hospital: visit, encounter, admission, episode. */
export const visitNumber = defineLabeled({
  id: 'personal-data/visit-number',
  version: 1,
  title: both('Hospital visit number', '就诊流水号'),
  type: 'medical-record',
  reference:
    'https://www.hhs.gov/hipaa/for-professionals/privacy/special-topics/de-identification/index.html',
  labels: ['visit'],
  digits: 4,
  longest: 24,
  score: 0.85,
  proof: both('value after its label', '标签后的取值'),
  examples: {
    flags: ['Encounter #: 7781200345', 'Visit No. V0012345', ['100234567', 'csn']],
    passes: ['the encounter of 1815', 'visit 1200 shops', 'Encounter on 2021-03-04'],
  },
})
