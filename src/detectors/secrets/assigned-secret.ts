import { z } from 'zod'
import { both, defineDetector, type Localized } from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import {
  isUuid,
  looksRandom,
  moveIf,
  randomMove,
  sequenceMove,
  trialMove,
  type Verdict,
  weigh,
} from './_judge.ts'
import { isTellingField, type NamedValue, namedValues } from './_named-values.ts'
import { placeholderReason } from './_placeholder.ts'
import { randomEvidence } from './_randomness.ts'
import { isCutShort, lineAround } from './_text.ts'

/** Fewest characters of a value under a name that says secret, and under one that only may. */
const SHORTEST = { secret: 10, maybe: 16 } as const
/** Least bits a character by which dice must explain the value better than words. */
const LEAST_EVIDENCE = { secret: 0.6, maybe: 1 } as const

const TOKEN = /^[A-Za-z0-9_\-.+/=~!@#%^&*:|?$]{10,4096}$/
const SCHEME = /^(?:Bearer|Basic|Token|token|bearer|ApiKey|Api-Key|Digest|OAuth|JWT|GoogleLogin)\s{1,3}/
/** Public by nature: digests with their name, password hashes, public keys and certificates. */
const PUBLIC_VALUE =
  /^(?:sha(?:1|224|256|384|512)[-:=]|md5[-:=]|\$2[aby]\$|\$argon2|\$[156]\$|pbkdf2|scrypt|ssh-(?:rsa|ed25519|dss)|ecdsa-|AAAA[BCE]3Nza|MII[A-Z][A-Za-z0-9]{2}AN|MFkw|MCow|LS0tLS1CRUdJTiBDRVJU|LS0tLS1CRUdJTiBQVUJM|data:|(?:keyid:)?(?:[0-9A-Fa-f]{2}:){5})/
const LOCATION =
  /^(?:[a-z][a-z0-9+.-]{1,20}:\/\/|\.{1,2}\/|~\/|[A-Za-z]:\\|www\.)|\.(?:pem|key|crt|cer|json|ya?ml|txt|js|ts|py|go|rb|java|php|html?|css|png|jpe?g|svg|p12|pfx|jks|env|conf|ini|local|com|net|org|io|ova|iso|img|bin|gz|zip|tar|mp4|pdf|docx?|xlsx?|csv|sql|log|md|xml|sh|c|h|cpp|rs|cs)(?:[:/?#]|$)/i
/** Text of another script in percent escapes. */
const ESCAPED_TEXT = /^(?:%[0-9A-Fa-f]{2}|[\w.-]){0,4096}$/
const HIGH_ESCAPES = /(?:%[89A-Fa-f][0-9A-Fa-f]){3}/
/** A number in hexadecimal, shorter than any key. */
const HEX_NUMBER = /^-?0x[0-9a-f_]{1,39}$/i
const VERSION_OR_DATE =
  /^v?\d{1,4}[.-]\d{1,4}[.-]\d{1,6}|^[-+]?\d[\d._,:/ -]{0,60}$|[-_:@]v?\d{1,4}\.\d{1,4}(?:\.\d{1,6})?(?:[-.][A-Za-z]{1,12}\d{0,4})?$/
/** Names under which even a UUID opens something. */
const OPENS =
  /api|auth|access|secret|bearer|credential|service|account|admin|personal|bot|deploy|master|密钥|私钥|令牌/i
const HEX_DIGEST = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i

/** Weighs one named value; undefined when it is no secret. */
function judge(text: string, found: NamedValue, value: string): Verdict | undefined {
  const { kind, link, quoted, name } = found
  if (kind === 'password') return undefined
  if (value.length < SHORTEST[kind] || !TOKEN.test(value)) return undefined
  if (
    PUBLIC_VALUE.test(value) ||
    LOCATION.test(value) ||
    (value.startsWith('/') && randomEvidence(value) < 1) ||
    VERSION_OR_DATE.test(value) ||
    HEX_NUMBER.test(value) ||
    (HIGH_ESCAPES.test(value) && ESCAPED_TEXT.test(value))
  )
    return undefined
  if (placeholderReason(value) || isCutShort(text, found.end)) return undefined
  const uuid = isUuid(value)
  if (uuid ? kind === 'maybe' : !looksRandom(value, LEAST_EVIDENCE[kind])) return undefined
  if (link === 'near' && (kind === 'maybe' || uuid || !isKeyAlone(value))) return undefined
  if (!/\d/.test(value) && randomEvidence(value) < 1.5) return undefined
  if (!quoted && text.charAt(found.end) === '(') return undefined
  const digest = kind === 'maybe' && /key/i.test(name) && HEX_DIGEST.test(value)
  return weigh(kind === 'secret' ? 0.7 : 0.55, [
    uuid ? undefined : randomMove(value),
    moveIf(value.length >= 24, 0.05, 'long enough for a key', '长度足以作为密钥'),
    moveIf(
      uuid,
      OPENS.test(name) ? -0.08 : -0.3,
      'a UUID, which may only name something',
      'UUID，可能只是标识符',
    ),
    moveIf(digest, -0.25, 'of the length of a digest', '与摘要值等长'),
    moveIf(link === 'sentence' || link === 'cell', -0.05, 'joined loosely to its name', '与名称的关联较松'),
    moveIf(link === 'near', -0.15, 'near its name, not joined to it', '在名称附近，但未与其关联'),
    moveIf(link === 'argument', -0.05, 'an argument, not an assignment', '是参数而不是赋值'),
    sequenceMove(value),
    trialMove(`${name} ${lineAround(text, found.start, found.end, 60)}`),
  ])
}

/** Without a link between them, a value must look like a key by itself. */
const isKeyAlone = (value: string): boolean =>
  value.length >= 20 && /\d/.test(value) && /[a-zA-Z]/.test(value) && randomEvidence(value) >= 1

const REASONS: Readonly<Record<'secret' | 'maybe', Localized>> = {
  secret: both('random value under the name of a secret', '名称表明是密钥，且值为随机串'),
  maybe: both('random value under a name that may be of a secret', '名称可能指密钥，且值为随机串'),
}

/** Assembled at run time, so that no scanner takes this file for a leak. */
const SAMPLE = ['q7Zk2', 'VdT9x', 'LmW4s', 'Rb8Ny'].join('')

/** Finds random values that a telling name leads to. */
export const assignedSecret = defineDetector({
  id: 'secrets/assigned-secret',
  version: 1,
  title: both('Secret in an assignment', '赋值中的密钥'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://cwe.mitre.org/data/definitions/798.html',
  maturity: 'experimental',
  options: z.object({}),
  types: {
    'assigned-secret': { title: both('Secret in an assignment', '赋值中的密钥'), severity: 'high' },
  },
  examples: {
    flags: [
      `API_TOKEN=${SAMPLE}`,
      `{"client_secret": "${SAMPLE}"}`,
      `os.getenv("ACCESS_KEY", "${SAMPLE}")`,
      `访问密钥：${SAMPLE}`,
      [SAMPLE, 'api_key'],
    ],
    passes: [
      'API_TOKEN=YOUR_API_TOKEN',
      'api_key: process.env.API_KEY',
      `public_key = "${SAMPLE}${SAMPLE}"`,
      'the key to success is persistence',
      `csrf_token = "${SAMPLE}"`,
    ],
  },
  opens: opensWhere({ groups: ['names'], field: isTellingField }),
  *detect(input) {
    for (const found of namedValues(input)) {
      if (found.kind === 'password') continue
      const written = input.text.slice(found.start, found.end)
      const scheme = written.match(SCHEME)?.[0].length ?? 0
      const value = written.slice(scheme)
      const verdict = judge(input.text, found, value)
      if (!verdict) continue
      yield {
        start: found.start + scheme,
        end: found.end,
        type: 'assigned-secret',
        reason: REASONS[found.kind],
        ...verdict,
      }
    }
  },
})
