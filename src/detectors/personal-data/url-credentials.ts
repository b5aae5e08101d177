import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import { SEEN } from '../_look.ts'
import { weigh } from '../_score.ts'
import { isStandIn } from './_stand-ins.ts'
import { urlsOf } from './_urls.ts'

/** Names that stand for any user. */
const ANY_USER =
  /^(?:user(?:name)?|login|me|name|admin|root|foo|bar|test|guest|anonymous|git|x-access-token|oauth2?)$/iu

/** Finds user names and passwords in the user information of URLs: `scheme://user:password@host`. */
export const urlCredentials = defineDetector({
  id: 'personal-data/url-credentials',
  version: 1,
  title: both('User name and password in a URL', '网址中的用户名和密码'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
  maturity: 'experimental',
  options: z.object({}),
  types: { username: ENTITY_TYPES.username, password: ENTITY_TYPES.password },
  examples: {
    flags: ['https://ana:Tr0ub4dor@example.com/', 'postgres://svc_app:9fh2kd@db.example.com:5432/main'],
    passes: [
      'https://example.com:8080/',
      'https://user:password@example.com',
      'https://x.example/@ana:b',
      'ssh://host',
    ],
  },
  opens: opensWhere({ flags: SEEN.at, also: facts => facts.saw(SEEN.colon) }),
  *detect(input) {
    for (const { authority } of urlsOf(input)) {
      const [from, to] = authority
      const text = input.text.slice(from, to)
      const at = text.lastIndexOf('@')
      const colon = text.indexOf(':')
      if (at < 1) continue
      const hasPassword = colon >= 0 && colon < at - 1
      const user = text.slice(0, hasPassword ? colon : colon === at - 1 ? colon : at)
      const password = hasPassword ? text.slice(colon + 1, at) : ''
      const isSample = hasPassword && isStandIn(password)
      const reason = both('user information of a URL', '网址中的用户信息')
      if (user !== '' && !isSample && !ANY_USER.test(user) && !isStandIn(user)) {
        yield* weigh(
          { start: from, end: from + user.length, type: 'username', reason },
          hasPassword ? 0.85 : 0.7,
        )
      }
      if (hasPassword && !isSample) {
        yield* weigh({ start: from + colon + 1, end: from + at, type: 'password', reason }, 0.95)
      }
    }
  },
})
