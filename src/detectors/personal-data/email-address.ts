import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'

/** Local part and domain as seen in mail logs; narrower than RFC 5322 and bounded (CWE-1333). */
const EMAIL =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}-])/gu

/** Finds e-mail addresses. */
export const emailAddress = defineDetector({
  id: 'personal-data/email-address',
  version: 1,
  title: both('E-mail address', '电子邮件地址'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1',
  maturity: 'experimental',
  options: z.object({}),
  types: { email: ENTITY_TYPES.email },
  examples: {
    flags: ['write to ana@example.org', 'Bo <bo.m@mail.example.co.uk>'],
    passes: ['meet @ noon', 'v1.2@latest'],
  },
  screen: summary => summary.at,
  *detect({ text }) {
    for (const { 0: address, index } of text.matchAll(EMAIL)) {
      yield {
        start: index,
        end: index + address.length,
        type: 'email',
        score: 0.95,
        reason: both('address syntax', '符合地址语法'),
      }
    }
  },
})
