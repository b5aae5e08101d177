import { z } from 'zod'
import { both, defineDetector, type Localized } from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import { hasLiteral } from './_family-scan.ts'
import { placeholderReason } from './_placeholder.ts'
import { randomEvidence } from './_randomness.ts'

/** Opens a block: PKCS#1, PKCS#8, SEC 1, OpenSSH, PGP, SSH.com, Chilkat and whatever else ends in PRIVATE KEY. */
const BEGIN = /-----?\s?BEGIN ([A-Z0-9 ]{0,40}?)PRIVATE KEY( BLOCK)?\s?-----?/g
const END = /-----?\s?END [A-Z0-9 ]{0,40}?PRIVATE KEY(?: BLOCK)?\s?-----?/g
/** What stands between the lines of a block: line ends, also escaped ones, indents, quotes, marks of comments and diffs. */
const BETWEEN_LINES = /\\{1,4}[nrt]|\\{0,3}["']\s?[+,.]?|[\s#*>|+;,%]|<br\s?\/?>|&#10;|\/\//g
const HEADERS =
  /(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID|Subject|x-[\w-]{1,40}|Bag Attributes|Key Attributes|friendlyName|localKeyID)\s?:[^\n\\]{0,200}/gi
const ENCRYPTED = /ENCRYPTED|DEK-Info/
/** Longest block that is read: an RSA key of 16384 bits with room for headers. */
const LONGEST_BLOCK = 40_000
/** Fewest base64 characters of a block that may hold a key, also one that was cut short. */
const SHORTEST_BODY = 40

const PUTTY = /PuTTY-User-Key-File-\d:\s?\S{1,40}/g
const PUTTY_PRIVATE = /Private-Lines:\s?\d{1,3}\s{1,3}((?:[A-Za-z0-9+/=]{4,80}\s{0,3}){1,80})/
/** PEM wrapped in base64, as Kubernetes and environment files hold it: `-----BEGIN ` at its three alignments. */
const WRAPPED = /LS0tLS1CRUdJTi[A-Za-z0-9+/]{60,40000}={0,2}/g
/** The key inside an SSH or JSON key object: `"d"` of a private JWK. */
const JWK = /"kty"\s?:\s?"(?:RSA|EC|OKP|oct)"/g
/** How far the members of a key object may stand apart, in UTF-16 units. */
const JWK_REACH = 4000
const JWK_SECRET = /"(?:d|k)"\s?:\s?"([A-Za-z0-9_-]{20,1500})"/

/** The private exponent of an RSA key in XML. Source: https://www.w3.org/TR/xmldsig-core1/#sec-RSAKeyValue */
const XML_SECRET = /<D>\s{0,20}([A-Za-z0-9+/=\s]{80,4000}?)\s{0,20}<\/D>/g

const REASONS = {
  pem: both('private key between BEGIN and END', 'BEGIN 与 END 之间的私钥'),
  open: both('private key whose end is missing', '缺少结尾的私钥'),
  putty: both('private part of a PuTTY key file', 'PuTTY 密钥文件的私有部分'),
  wrapped: both('private key encoded in base64', '以 base64 编码的私钥'),
  xml: both('private exponent of an RSAKeyValue', 'RSAKeyValue 的私有指数'),
  jwk: both('private part of a JSON Web Key', 'JSON Web Key 的私有部分'),
} as const satisfies Record<string, Localized>

/** Assembled at run time, so that no scanner takes this file for a leak. */
const DASHES = '-'.repeat(5)
const SAMPLE = ['MIICXAIBAAKBgQCq', 'Zk7RwX2vLp9TnB4s', 'D8fJ1mYh5GcQ3eVu', 'aKo6WtPx0iNyZrSb'].join('')

/** Finds private keys in text, on several lines or on one. */
export const privateKey = defineDetector({
  id: 'secrets/private-key',
  version: 1,
  title: both('Private key', '私钥'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.rfc-editor.org/rfc/rfc7468',
  maturity: 'experimental',
  options: z.object({}),
  types: {
    'private-key': { title: both('Private key', '私钥'), severity: 'critical' },
    'encrypted-private-key': { title: both('Encrypted private key', '加密的私钥'), severity: 'high' },
  },
  examples: {
    flags: [
      `${DASHES}BEGIN RSA PRIVATE KEY${DASHES}\n${SAMPLE}\n${DASHES}END RSA PRIVATE KEY${DASHES}`,
      `{"private_key": "${DASHES}BEGIN PRIVATE KEY${DASHES}\\n${SAMPLE}\\n${DASHES}END PRIVATE KEY${DASHES}\\n"}`,
    ],
    passes: [
      `${DASHES}BEGIN PUBLIC KEY${DASHES}\n${SAMPLE}\n${DASHES}END PUBLIC KEY${DASHES}`,
      `${DASHES}BEGIN PRIVATE KEY${DASHES}\nanything\n${DASHES}END PRIVATE KEY${DASHES}`,
      `look for ${DASHES}BEGIN RSA PRIVATE KEY${DASHES} in the file`,
    ],
  },
  opens: opensWhere({ groups: ['blocks'] }),
  *detect({ text }) {
    if (!hasLiteral(text, 'blocks')) return
    if (text.includes('PRIVATE KEY')) yield* pemKeys(text)
    if (text.includes('PuTTY-User-Key-File')) yield* puttyKeys(text)
    if (text.includes('LS0tLS1CRUdJTi')) yield* wrappedKeys(text)
    if (text.includes('"kty"')) yield* jsonWebKeys(text)
    if (text.includes('<RSAKeyValue')) yield* xmlKeys(text)
  },
})

function* pemKeys(text: string) {
  let done = 0
  for (const begin of text.matchAll(BEGIN)) {
    const start = begin.index
    if (start < done) continue
    const bodyStart = start + begin[0].length
    const next = text.slice(bodyStart, bodyStart + LONGEST_BLOCK).indexOf('-BEGIN ')
    const block = text.slice(bodyStart, bodyStart + (next < 0 ? LONGEST_BLOCK : next))
    END.lastIndex = 0
    const end = END.exec(block)
    const inside = end ? block.slice(0, end.index) : (block.split(/\n\s{0,20}\n\s{0,20}\n/, 1)[0] as string)
    const body = bodyOf(inside)
    if (body.length < SHORTEST_BODY || placeholderReason(body.slice(0, 400))) continue
    const encrypted = ENCRYPTED.test(begin[1] ?? '') || ENCRYPTED.test(inside)
    done = end ? bodyStart + end.index + end[0].length : bodyStart + lengthOfBody(inside)
    yield {
      start,
      end: done,
      type: encrypted ? 'encrypted-private-key' : 'private-key',
      score: end ? 0.98 : 0.85,
      reason: end ? REASONS.pem : REASONS.open,
    }
  }
}

/** The base64 of a block; empty when the block holds words instead. */
function bodyOf(inside: string): string {
  const plain = inside.replace(HEADERS, '').replace(BETWEEN_LINES, '')
  const run = plain.match(/^[A-Za-z0-9+/=-]{1,40000}/)?.[0] ?? ''
  const sample = run.slice(0, 200)
  return /[A-Z]/.test(sample) && /[a-z]/.test(sample) && /\d/.test(sample) && randomEvidence(sample) > 0.5
    ? run
    : ''
}

/** How far a block without an end reaches: up to the last character of base64 before anything else. */
function lengthOfBody(inside: string): number {
  const end = inside.search(/[^A-Za-z0-9+/=\s\\"',#>|*;]/)
  const run = end < 0 ? inside : inside.slice(0, end)
  return run.replace(/[^A-Za-z0-9+/=]+$/, '').length
}

function* puttyKeys(text: string) {
  for (const { index } of text.matchAll(PUTTY)) {
    const block = text.slice(index, index + LONGEST_BLOCK)
    const lines = block.match(PUTTY_PRIVATE)
    const body = lines?.[1]
    if (!lines || !body || placeholderReason(body.replace(/\s/g, ''))) continue
    const start = index + (lines.index ?? 0) + lines[0].length - body.length
    const open = /Encryption:\s?none/.test(block)
    yield {
      start,
      end: start + body.trimEnd().length,
      type: open ? 'private-key' : 'encrypted-private-key',
      score: 0.97,
      reason: REASONS.putty,
    }
  }
}

function* wrappedKeys(text: string) {
  for (const { 0: run, index } of text.matchAll(WRAPPED)) {
    const whole = run.slice(0, Math.floor(run.replace(/=+$/, '').length / 4) * 4)
    const opened = atob(whole)
    BEGIN.lastIndex = 0
    const begin = BEGIN.exec(opened.slice(0, 200))
    if (!begin || bodyOf(opened.slice(begin[0].length)).length < SHORTEST_BODY) continue
    yield {
      start: index,
      end: index + run.length,
      type: ENCRYPTED.test(opened.slice(0, 300)) ? 'encrypted-private-key' : 'private-key',
      score: 0.96,
      reason: REASONS.wrapped,
    }
  }
}

function* jsonWebKeys(text: string) {
  for (const { index } of text.matchAll(JWK)) {
    const before = text.slice(Math.max(0, index - JWK_REACH), index)
    const from = index - before.length + Math.max(0, before.lastIndexOf('{'))
    const object = text.slice(from, index + JWK_REACH).split('}', 1)[0] as string
    const secret = object.match(JWK_SECRET)
    const value = secret?.[1]
    if (!secret || !value || placeholderReason(value) || randomEvidence(value) < 0.5) continue
    const start = from + (secret.index ?? 0) + secret[0].lastIndexOf(value)
    yield { start, end: start + value.length, type: 'private-key', score: 0.93, reason: REASONS.jwk }
  }
}

function* xmlKeys(text: string) {
  for (const match of text.matchAll(XML_SECRET)) {
    const value = match[1] as string
    if (placeholderReason(value.replace(/\s/g, ''))) continue
    const start = match.index + match[0].indexOf(value)
    yield { start, end: start + value.length, type: 'private-key', score: 0.95, reason: REASONS.xml }
  }
}
