import { z } from 'zod'
import { both, defineDetector } from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import { decodeBase64 } from './_checksums.ts'
import { hasLiteral } from './_family-scan.ts'
import { moveIf, trialMove, weigh } from './_judge.ts'
import { isPublished } from './_published.ts'
import { lineAround, startsCleanly } from './_text.ts'

/** Header, payload and signature in base64url; the signature of an unsigned token is empty. */
const TOKEN =
  /(?:(?<![A-Za-z0-9_-])|(?<=\\[nrtbf])|(?<=%[0-9A-Fa-f]{2})|(?<=\\u00[0-9A-Fa-f]{2}))eyJ[A-Za-z0-9_-]{8,4000}\.(?:ey[A-Za-z0-9_-]{4,20000}|[A-Za-z0-9_-]{0,2000})\.[A-Za-z0-9_-]{0,4000}(?:\.[A-Za-z0-9_-]{0,20000}\.[A-Za-z0-9_-]{0,200})?/g
/** A token encoded once more: `eyJ` in base64. */
const WRAPPED = /(?<![A-Za-z0-9+/])ZXlK[A-Za-z0-9+/]{40,20000}={0,2}/g
const HEADER = /^\{\s*"[\w#:-]{1,20}"\s*:/
/** Parameters that every JOSE header has. Source: https://www.iana.org/assignments/jose/jose.xhtml */
const SIGNING = /"alg"\s*:|"enc"\s*:|"typ"\s*:\s*"[^"]{0,10}JWT"/i

/** Assembled at run time, so that no scanner takes this file for a leak. */
const SAMPLE = [
  'eyJhbGciOiJIUzI1NiJ9',
  'eyJzdWIiOiI4MTQyIiwicm9sZSI6ImFkbWluIn0',
  'c2lnbmF0dXJlLW9mLXRoZS10b2tlbi1oZXJl',
].join('.')

/** Finds JSON Web Tokens whose header decodes to one. */
export const jsonWebToken = defineDetector({
  id: 'secrets/json-web-token',
  version: 1,
  title: both('JSON Web Token', 'JSON Web Token 令牌'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.rfc-editor.org/rfc/rfc7519',
  maturity: 'experimental',
  options: z.object({}),
  types: {
    'json-web-token': { title: both('JSON Web Token', 'JSON Web Token 令牌'), severity: 'high' },
  },
  examples: {
    flags: [SAMPLE, `Authorization: Bearer ${SAMPLE}`],
    passes: ['eyJhbGciOiJIUzI1NiJ9', 'eyewitness.eyebrow.eyelid', 'eyJub3RqYXNvbg.eyJub3RqYXNvbg.abc'],
  },
  opens: opensWhere({ groups: ['tokens'] }),
  *detect({ text }) {
    if (!hasLiteral(text, 'tokens')) return
    if (text.includes('eyJ')) yield* tokens(text)
    if (text.includes('ZXlK')) yield* wrappedTokens(text)
  },
})

function* tokens(text: string) {
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (!startsCleanly(text, index) || isPublished(token)) continue
    const [header = '', payload = '', signature = ''] = token.split('.')
    const opened = decodeBase64(header)
    if (opened === undefined || !HEADER.test(opened) || !SIGNING.test(opened)) continue
    const claims = decodeBase64(payload)
    const sealed = /"enc"/.test(opened)
    if (!sealed && (claims === undefined || !/^\s*\{/.test(claims))) continue
    yield {
      start: index,
      end: index + token.length,
      type: 'json-web-token',
      reason: both('its header decodes to that of a token', '头部可解码为令牌头'),
      ...weigh(0.95, [
        moveIf(signature.length === 0, -0.2, 'not signed', '未签名'),
        moveIf(!isJson(opened), -0.15, 'the header is damaged', '头部已损坏'),
        trialMove(lineAround(text, index, index + token.length, 80)),
      ]),
    }
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function* wrappedTokens(text: string) {
  for (const { 0: run, index } of text.matchAll(WRAPPED)) {
    if (!startsCleanly(text, index)) continue
    const opened = decodeBase64(run)
    if (opened === undefined) continue
    const inner = [...tokens(opened)][0]
    if (inner?.start !== 0) continue
    yield {
      start: index,
      end: index + run.length,
      type: 'json-web-token',
      score: 0.88,
      reason: both('a token encoded once more in base64', '再次经 base64 编码的令牌'),
    }
  }
}
