import { z } from 'zod'
import { both, defineDetector, type Signal } from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import { decodeBase64 } from './_checksums.ts'
import { literalHits } from './_family-scan.ts'
import { isUuid, moveIf, randomMove, sequenceMove, trialMove, type Verdict, weigh } from './_judge.ts'
import { placeholderReason } from './_placeholder.ts'
import { randomEvidence } from './_randomness.ts'
import { isCutShort, lineAround } from './_text.ts'

/** After the header's name: a colon, an equals sign or a comma, quotes, and the scheme. */
const HEADER =
  /\\{0,3}["'`]?\]?\s{0,4}(?:[:=,]|=>|%3[Aa]|：)\s{0,4}(?:[bfu@$]?\\{0,3}["'`])?\s{0,3}(?:(Basic|Bearer|Token|Api-?Key|Api-?Token|OAuth|Digest|JWT|Negotiate|AWS4-HMAC-SHA256|GoogleLogin auth=|[A-Za-z][\w-]{1,20})(?:[ \t]{1,3}|%20|\+)(?:token=)?)?\\{0,3}["']?/iy
const VALUE = /[A-Za-z0-9_\-.+/=~@:!*^%]{8,4096}/y

/** Assembled at run time, so that no scanner takes this file for a leak. */
const SAMPLE = ['m4Xq2Lm', 'Zr8TnVw', '7YsBd5Gf9H'].join('')

/** Finds what authenticates an HTTP request: `Authorization` headers of any scheme and bare bearer tokens. */
export const httpCredentials = defineDetector({
  id: 'secrets/http-credentials',
  version: 1,
  title: both('HTTP credentials', 'HTTP 凭据'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2',
  maturity: 'experimental',
  options: z.object({}),
  types: { 'http-credentials': { title: both('HTTP credentials', 'HTTP 凭据'), severity: 'critical' } },
  examples: {
    flags: [
      `curl -H "Authorization: Bearer ${SAMPLE}" https://api.internal`,
      `headers = {'Authorization': 'Basic ${btoa(`ana:${SAMPLE}`)}'}`,
    ],
    passes: [
      'Authorization: Bearer <token>',
      'Authorization: Bearer $' + '{TOKEN}',
      'Authorization: Basic ...',
      'the authorization of the board is required',
      'bearer of good news',
    ],
  },
  opens: opensWhere({ groups: ['headers'] }),
  *detect({ text }) {
    let done = 0
    for (const { literal, start, end } of literalHits(text, 'headers')) {
      if (end <= done) continue
      const whole = start === 0 || !/[\w:]/.test(text.charAt(start - 1))
      const signal = !whole ? undefined : literal === 0 ? header(text, end) : bearer(text, end)
      if (!signal) continue
      done = signal.end
      yield signal
    }
  },
})

function header(text: string, at: number): Signal | undefined {
  HEADER.lastIndex = at
  const match = HEADER.exec(text)
  if (!match) return undefined
  const start = at + match[0].length
  return credential(text, start, (match[1] ?? '').toLowerCase(), 0.83)
}

const bearer = (text: string, at: number): Signal | undefined => credential(text, at, 'bearer', 0.72)

function credential(text: string, start: number, scheme: string, base: number): Signal | undefined {
  VALUE.lastIndex = start
  const value = VALUE.exec(text)?.[0].replace(/[.,:!]+$/, '')
  if (!value || value.length < 8) return undefined
  const end = start + value.length
  const verdict = scheme === 'basic' ? weighBasic(text, start, value) : weighToken(text, start, value, base)
  if (!verdict) return undefined
  return {
    start,
    end,
    type: 'http-credentials',
    reason:
      scheme === 'basic'
        ? both('user and password of basic authentication', 'Basic 认证的用户名和密码')
        : both('token of an authorization header', '授权请求头中的令牌'),
    ...verdict,
  }
}

/** User and password decode from base64; a password must be there and not be a sample. */
function weighBasic(text: string, start: number, value: string): Verdict | undefined {
  const opened = decodeBase64(value.replace(/%3[Dd]/g, '='))
  if (opened === undefined || placeholderReason(value)) return undefined
  const colon = opened.indexOf(':')
  if (colon < 0 || /[^\x20-\x7e\x80-\xff]/.test(opened)) return undefined
  const secret = opened.slice(colon + 1)
  const user = opened.slice(0, colon)
  if (placeholderReason(secret || user) || (secret.length < 3 && user.length < 16)) return undefined
  return weigh(0.9, [
    moveIf(secret.length === 0, -0.15, 'the password is empty', '密码为空'),
    moveIf(user === secret, -0.2, 'the same as the user name', '与用户名相同'),
    trialMove(`${opened} ${lineAround(text, start, start + value.length, 120)}`),
  ])
}

function weighToken(text: string, start: number, value: string, base: number): Verdict | undefined {
  if (isCutShort(text, start + value.length) || placeholderReason(value) || /^[\d.:/-]+$/.test(value))
    return undefined
  if (/^[\w.]{1,60}$/.test(value) && /[([]/.test(text.charAt(start + value.length))) return undefined
  const uuid = isUuid(value)
  if (!uuid && randomEvidence(value) < (value.length < 16 ? 1 : 0.6)) return undefined
  if (!/\d/.test(value) && randomEvidence(value) < 1.8) return undefined
  if (base < 0.8 && value.length < 16) return undefined
  return weigh(base, [
    uuid ? undefined : randomMove(value),
    sequenceMove(value),
    trialMove(lineAround(text, start, start + value.length, 120)),
  ])
}
