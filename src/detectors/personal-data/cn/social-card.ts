import { both } from '../../../core/index.ts'
import { defineLabeled } from '../_labeled-value.ts'

/** Finds numbers of Chinese social security and medical insurance cards after their label. */
export const cnSocialCard = defineLabeled({
  id: 'personal-data/cn-social-card',
  version: 1,
  title: both('Chinese social security card', '中国社会保障卡号'),
  type: 'health-insurance',
  country: 'CN',
  reference: 'https://en.wikipedia.org/wiki/Social_Security_Card_(China)',
  labels: ['social-card'],
  digits: 5,
  longest: 22,
  score: 0.85,
  proof: both('value after its label', '标签后的取值'),
  examples: {
    flags: ['社保卡号：A12345678', ['D98765432', '社会保障卡号']],
    passes: ['社保卡已办理', '社保 2023 年缴费', 'A12345678'],
  },
})
