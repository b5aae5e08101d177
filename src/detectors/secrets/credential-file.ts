import { z } from 'zod'
import { both, defineDetector, type Localized, type Signal } from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import { decodeBase64 } from './_checksums.ts'
import { hasLiteral } from './_family-scan.ts'
import { trialMove, weigh } from './_judge.ts'
import { placeholderReason } from './_placeholder.ts'
import { randomEvidence } from './_randomness.ts'
import { lineAround } from './_text.ts'

/** `.netrc`: machine, login, password, in one line or three. */
const NETRC =
  /(?:\bmachine\s{1,4}[\w.-]{1,200}|^default)\s{1,12}login\s{1,4}\S{1,128}\s{1,12}(?:account\s{1,4}\S{1,128}\s{1,12})?password\s{1,4}(\S{3,256})/gm
/** `.docker/config.json` and image pull secrets: base64 of user and password. */
const DOCKER = /\\{0,3}"auth\\{0,3}"\s{0,4}:\s{0,4}\\{0,3}"([A-Za-z0-9+/]{8,4096}={0,2})\\{0,3}"/g
/** `.npmrc`. Source: https://docs.npmjs.com/cli/configuring-npm/npmrc#auth-related-configuration */
const NPMRC = /(?:^|\s|:)_(authToken|auth|password)\s{0,3}=\s{0,3}"?([^\s"'$<]{6,4096})/g
/** `.pgpass`: host, port, database, user, password. */
const PGPASS = /^(?:[\w.-]{1,200}|\*):(?:\d{2,5}|\*):[\w.*-]{1,64}:[\w.-]{1,64}:([^\s:]{3,128})$/gm
/** A Kubernetes Secret manifest and the pairs under its `data`. */
const SECRET_KIND = /^\s{0,8}["']?kind["']?:\s{0,4}["']?Secret["']?\s{0,4}$/gm
const DATA = /^([ \t]{0,12})(data|stringData):[ \t]{0,8}$/gm
/** Pairs of a Secret that are known to all: names, addresses, certificates. */
const PUBLIC_PAIR =
  /^(?:user(?:name)?|name|login|host(?:name)?|port|url|uri|endpoint|server|namespace|e?mail|database|db(?:name)?|type|region|bucket|.*\.(?:crt|pub)|ca\.pem|ca)$/i
const PAIR =
  /^([ \t]{1,40})["']?([\w.-]{1,200})["']?:[ \t]{1,8}["']?([^\s"'#|>{][^\s"']{3,8192})["']?[ \t]{0,8}$/

const REASONS = {
  netrc: both('password of a .netrc entry', '.netrc 条目中的密码'),
  docker: both('login of a container registry', '容器镜像仓库的登录信息'),
  npmrc: both('token of an npm configuration', 'npm 配置中的令牌'),
  pgpass: both('password of a PostgreSQL password file', 'PostgreSQL 密码文件中的密码'),
  kubernetes: both('value of a Kubernetes Secret', 'Kubernetes Secret 的值'),
} as const satisfies Record<string, Localized>

/** Assembled at run time, so that no scanner takes this file for a leak. */
const SAMPLE = ['w8Xq', '2LmZr', '4TnB'].join('')

/** Finds credentials by the layout of the files that programs keep them in. */
export const credentialFile = defineDetector({
  id: 'secrets/credential-file',
  version: 1,
  title: both('Credential file', '凭据文件'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://cwe.mitre.org/data/definitions/260.html',
  maturity: 'experimental',
  options: z.object({}),
  types: {
    'stored-credential': { title: both('Stored credential', '存储的凭据'), severity: 'critical' },
  },
  examples: {
    flags: [
      `machine api.internal login ana password ${SAMPLE}`,
      `{"auths": {"registry.internal": {"auth": "${btoa(`ana:${SAMPLE}`)}"}}}`,
      `kind: Secret\ndata:\n  password: ${btoa(SAMPLE)}\n`,
      `db.internal:5432:app:ana:${SAMPLE}`,
    ],
    passes: [
      'machine learning with default login and password fields',
      'kind: ConfigMap\ndata:\n  mode: production\n',
      '{"auth": "required"}',
    ],
  },
  opens: opensWhere({ groups: ['files'] }),
  *detect({ text }) {
    if (!hasLiteral(text, 'files')) return
    if (text.includes('password')) yield* netrc(text)
    if (text.includes('"auth')) yield* docker(text)
    if (text.includes('_auth') || text.includes('_password')) yield* npmrc(text)
    if (text.includes(':5') || text.includes(':*:')) yield* pgpass(text)
    if (text.includes('Secret')) yield* kubernetes(text)
  },
})

function signal(text: string, start: number, value: string, reason: Localized): Signal | undefined {
  if (placeholderReason(value)) return undefined
  const end = start + value.length
  const verdict = weigh(0.9, [trialMove(lineAround(text, start, end, 80))])
  return { start, end, type: 'stored-credential', reason, ...verdict }
}

function* netrc(text: string): Generator<Signal, void, undefined> {
  for (const match of text.matchAll(NETRC)) {
    const value = match[1] as string
    if (!/\d/.test(value) && value.length < 8) continue
    const found = signal(text, match.index + match[0].length - value.length, value, REASONS.netrc)
    if (found) yield found
  }
}

function* docker(text: string): Generator<Signal, void, undefined> {
  for (const match of text.matchAll(DOCKER)) {
    const value = match[1] as string
    const [, secret] = decodeBase64(value)?.match(/^[\x21-\x7e]{1,200}?:([\x20-\x7e]{3,4000})$/) ?? []
    if (secret === undefined || placeholderReason(secret)) continue
    const found = signal(text, match.index + match[0].lastIndexOf(value), value, REASONS.docker)
    if (found) yield found
  }
}

function* npmrc(text: string): Generator<Signal, void, undefined> {
  for (const match of text.matchAll(NPMRC)) {
    const value = match[2] as string
    if (match[1] !== 'authToken' && decodeBase64(value) === undefined) continue
    if (randomEvidence(value) < 0.3) continue
    const found = signal(text, match.index + match[0].length - value.length, value, REASONS.npmrc)
    if (found) yield found
  }
}

function* pgpass(text: string): Generator<Signal, void, undefined> {
  for (const match of text.matchAll(PGPASS)) {
    const value = match[1] as string
    if (/^\d+$/.test(value)) continue
    const found = signal(text, match.index + match[0].length - value.length, value, REASONS.pgpass)
    if (found) yield found
  }
}

/** How far from its kind the data of a manifest may stand, in UTF-16 units. */
const MANIFEST_REACH = 4000

function* kubernetes(text: string): Generator<Signal, void, undefined> {
  for (const kind of text.matchAll(SECRET_KIND)) {
    const before = text.slice(Math.max(0, kind.index - MANIFEST_REACH), kind.index)
    const after = text.slice(kind.index, kind.index + MANIFEST_REACH)
    const from = kind.index - before.length + Math.max(0, before.lastIndexOf('\n---'))
    const separator = after.indexOf('\n---')
    const to = kind.index + (separator < 0 ? after.length : separator)
    for (const data of text.slice(from, to).matchAll(DATA)) {
      const indent = (data[1] as string).length
      const plain = data[2] === 'stringData'
      let at = from + data.index + data[0].length + 1
      for (const line of text.slice(at, to).split('\n')) {
        const pair = line.match(PAIR)
        if (line.trim() !== '' && line.length - line.trimStart().length <= indent) break
        const value = pair?.[3]
        if (value !== undefined && !PUBLIC_PAIR.test(pair?.[2] ?? '') && isSecretValue(value, plain)) {
          const found = signal(text, at + line.lastIndexOf(value), value, REASONS.kubernetes)
          if (found) yield found
        }
        at += line.length + 1
      }
    }
  }
}

function isSecretValue(value: string, plain: boolean): boolean {
  if (plain) return /\d/.test(value) || randomEvidence(value) > 1
  if (value.length % 4 !== 0 || /[_-]/.test(value)) return false
  const opened = decodeBase64(value)
  return (
    opened !== undefined &&
    opened.length >= 3 &&
    !placeholderReason(opened) &&
    !opened.startsWith('-----BEGIN CERT')
  )
}
