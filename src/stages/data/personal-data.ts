import { both } from '../../core/index.ts'
import { detectors } from '../../detectors/index.ts'
import { defineSignalAudit } from '../_signal-audit.ts'
import { TEXT_KINDS } from './_kinds.ts'

/** Finds personal data: what a model trained on the artifact may repeat about a person. */
export const personalData = defineSignalAudit({
  id: 'data/personal-data',
  version: 2,
  title: both('Personal data', '个人信息'),
  stage: 'data',
  family: 'personal-data',
  detectors,
  topics: ['pii-leakage', 'memorization-extraction'],
  reference: 'https://arxiv.org/abs/2012.07805',
  accepts: TEXT_KINDS,
  remedy: {
    text: both('Replace or remove the value before anyone trains on it.', '在用于训练之前替换或删除该信息。'),
    command: 'plimsoll clean PATH -o cleaned',
  },
})
