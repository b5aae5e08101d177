import { both } from '../../core/index.ts'
import { detectors } from '../../detectors/index.ts'
import { defineSignalAudit } from '../_signal-audit.ts'
import { TEXT_KINDS } from './_kinds.ts'

/**
 * Finds credentials that a model may repeat and that whoever can read the artifact can use. A password that the audit of
 * personal data counts is left to it.
 */
export const secrets = defineSignalAudit({
  id: 'data/secrets',
  version: 3,
  title: both('Secrets', '密钥与凭据'),
  stage: 'data',
  family: 'secrets',
  detectors,
  topics: ['pii-leakage', 'memorization-extraction'],
  reference: 'https://cwe.mitre.org/data/definitions/798.html',
  accepts: TEXT_KINDS,
  remedy: {
    text: both(
      'Revoke the credential first, then remove it from the data.',
      '先吊销该凭据，再将其从数据中删除。',
    ),
    command: 'plimsoll clean PATH -o cleaned',
  },
})
