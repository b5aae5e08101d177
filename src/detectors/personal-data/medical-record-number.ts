import { both } from '../../core/index.ts'
import { defineLabeled } from './_labeled-value.ts'

/** Finds numbers by which hospitals know a patient: medical record, patient, chart, inpatient, outpatient. */
export const medicalRecordNumber = defineLabeled({
  id: 'personal-data/medical-record-number',
  version: 2,
  title: both('Medical record number', '病历号、住院号、门诊号、就诊卡号'),
  type: 'medical-record',
  reference:
    'https://www.hhs.gov/hipaa/for-professionals/privacy/special-topics/de-identification/index.html',
  labels: ['medical-record'],
  weakLabels: ['medical-weak'],
  setting:
    /patient|hospital|clinic|medical|diagnos|discharge|admi(?:tted|ssion)|physician|radiolog|patholog|患者|病人|医院|住院|门诊|诊断|科室|病区|病历|出院|入院|就诊|主诉|医师|医生|检查所见|超声|影像|检验/i,
  digits: 3,
  longest: 24,
  score: 0.9,
  proof: both('value after its label', '标签后的取值'),
  examples: {
    flags: ['MRN: 00482913', '住院号：ZY0012345，', ['20231234', '病历号'], '患者张某，登记号 0001234567'],
    passes: ['住院 2023 年', 'the patient number grew by 1200%', '登记号 0001234567', 'MRN pending'],
  },
})
