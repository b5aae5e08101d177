import { both } from '../../core/index.ts'
import { detectors } from '../../detectors/index.ts'
import { defineSignalAudit } from '../_signal-audit.ts'
import { TEXT_KINDS } from './_kinds.ts'

/** Finds text that people do not see and models read. */
export const hiddenText = defineSignalAudit({
  id: 'data/hidden-text',
  version: 2,
  title: both('Hidden text', '隐藏文本'),
  stage: 'data',
  family: 'hidden-text',
  detectors,
  topics: ['training-data-poisoning', 'prompt-injection-indirect'],
  reference: 'https://arxiv.org/abs/2106.09898',
  accepts: TEXT_KINDS,
  remedy: {
    text: both(
      'Read the decoded text, find out where the document came from, and strip what is hidden.',
      '阅读解码后的内容，查明文档来源，并清除隐藏部分。',
    ),
    command: 'plimsoll clean PATH -o cleaned',
  },
})
