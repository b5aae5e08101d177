import { both } from '../../core/index.ts'
import { defineLabeled } from './_labeled-value.ts'

/** Finds ids of insured members after their label: member, subscriber, policy, medical insurance card. */
export const healthInsuranceId = defineLabeled({
  id: 'personal-data/health-insurance-id',
  version: 1,
  title: both('Health insurance member id', '医疗保险号、医保卡号'),
  type: 'health-insurance',
  reference:
    'https://www.hhs.gov/hipaa/for-professionals/privacy/special-topics/de-identification/index.html',
  labels: ['health-insurance'],
  digits: 4,
  longest: 24,
  score: 0.85,
  proof: both('value after its label', '标签后的取值'),
  examples: {
    flags: ['Member ID: XYZ123456789', '医保卡号：330100198765432', ['W2213-99801', 'insurance_id']],
    passes: ['health insurance since 2014', '医保卡余额 1200 元', 'member number not given'],
  },
})
