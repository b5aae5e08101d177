import { both } from '../../core/index.ts'
import { defineLabeled } from './_labeled-value.ts'

/** Finds driver license numbers of any country right after their label. */
export const driverLicenseNumber = defineLabeled({
  id: 'personal-data/driver-license-number',
  version: 1,
  title: both('Driver license number of any country', '驾驶证号（任何国家）'),
  type: 'driver-license',
  reference: 'https://en.wikipedia.org/wiki/Driver%27s_license',
  labels: ['driver-license'],
  weakLabels: ['license'],
  setting: /\bdriv|\bdmv\b|motor|vehicle/i,
  digits: 5,
  longest: 20,
  score: 0.75,
  proof: both('value after its label', '标签后的取值'),
  examples: {
    flags: ["driver's license no. 4418-52-7093", 'DL# F255401983067', ['k20418773', 'driver_license']],
    passes: ['a driving license since 2015', '驾驶证 2015 年', '4418-52-7093'],
  },
  quality: [
    {
      dataset: 'presidio_generated_large',
      metric: 'recall',
      value: 1,
      n: 8,
      interval: [0.676, 1],
      command: 'node bench/personal-data-quality.mjs --dataset presidio_generated_large',
    },
    {
      dataset: 'presidio_generated_large',
      metric: 'precision',
      value: 1,
      n: 8,
      interval: [0.676, 1],
      command: 'node bench/personal-data-quality.mjs --dataset presidio_generated_large',
    },
  ],
})
