import { z } from 'zod'
import { both, defineDetector, type Signal } from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import { hasLiteral } from './_family-scan.ts'
import { moveIf, trialMove, weigh } from './_judge.ts'
import { placeholderReason } from './_placeholder.ts'
import { randomEvidence } from './_randomness.ts'
import { lineAround } from './_text.ts'

/** Longest part of a URL that may hold user and password. */
const LONGEST_USER_INFO = 600
const SCHEME = /[A-Za-z][A-Za-z0-9+.-]{1,24}$/
const URL_END = /[\s"'`<>\\，。；）】」]/
const HOST =
  /^(?:\[[0-9a-f:]{2,40}\]|[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,200})(?::\d{1,5})?(?=$|[/?#,:;&)\]}"'`|*])/u
/** Schemes of databases, queues and caches: whoever writes a password there means one. */
const STORE =
  /^(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|sqlserver|oracle|cockroachdb|clickhouse|cassandra|couchdb|neo4j|bolt|ldaps?|kafka|nats|mqtts?|smtps?|imaps?|jdbc|snowflake|redshift|db2|pulsar|rabbitmq|memcached|influxdb|elasticsearch)(?:\+\w{1,20})?$/i
/** Pairs that only samples hold. */
const SAMPLE_USER = /^(?:user(?:name|id)?|usr|u|a|foo|bar|login|name|test|someone|admin|me|joe|alice|bob|x)$/i
const SAMPLE_PASSWORD =
  /^(?:p|b|pw|pwd|pass(?:word|wd)?|p[a@]ssw[o0]rd|secret|bar|foo|test|token|mypass(?:word)?|my[-_]?(?:secret|token|pwd)|user|x-oauth-basic|port|\d{1,5})$/i
const SAMPLE_HOST =
  /^(?:localhost|127\.|0\.0\.0\.0|::1|(?:host(?:name)?|server|db)(?::\d{1,5})?$|.*\.?example\b|.*\.(?:test|invalid|local|localhost)$|my\w*host|your|a$|b$|c$|h$)/i

/** `Password=…` among `Server=…;User Id=…`. */
const PAIR =
  /(?:^|[;"'\s?&,(])((?:Password|Pwd|PassPhrase|AccountKey|SharedAccessKey|SharedSecret|AccessKey|SharedAccessSignature)\s?=\s?)(?:'([^'\n]{1,200})'|\{([^}\n]{1,200})\}|"([^"\n]{1,200})"|([^;"'\s]{1,200}))/gi
const OTHER_PAIRS =
  /(?:^|[;"'\s?(])(?:Server|Data Source|Host|HostName|Address|Addr|Network Address|Endpoint|Provider|Driver|DSN|Database|Initial Catalog|User Id|UserId|User|Uid|Username|AccountName|DefaultEndpointsProtocol|SharedAccessKeyName|Trusted_Connection|Port|DeviceId)\s?=/i
/** A shared access signature of Azure: `sig` with version, expiry or permission beside it. */
const SAS = /[?&;]sig=([A-Za-z0-9%+/=_-]{40,120})/g
const SAS_OTHERS = /[?&;](?:sv|se|sp|sr|ss|srt|skn)=/
/** `jdbc:oracle:thin:user/password@host`. */
const ORACLE = /jdbc:oracle:\w{3,8}:([^\s/"'@]{1,64})\/([^\s/"'@]{1,128})@/g

/** Assembled at run time, so that no scanner takes this file for a leak. */
const SAMPLE = ['w8Xq', '2Lm', 'Zr4Tn'].join('')

/** Finds passwords and keys inside URLs and connection strings; the signal covers the password alone. */
export const connectionString = defineDetector({
  id: 'secrets/connection-string',
  version: 1,
  title: both('Password in a connection string', '连接字符串中的密码'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
  maturity: 'experimental',
  options: z.object({}),
  types: {
    'connection-string': {
      title: both('Password in a connection string', '连接字符串中的密码'),
      severity: 'critical',
    },
  },
  examples: {
    flags: [
      `postgres://app:${SAMPLE}@db.internal:5432/app`,
      `Server=tcp:db;Database=app;User Id=sa;Password=${SAMPLE};`,
      `redis://:${SAMPLE}@cache:6379/0`,
    ],
    passes: [
      'postgres://user:password@localhost/app',
      'https://example.com/@user',
      'mysql://$' + '{USER}:$' + '{PASSWORD}@db/app',
      'ssh://git@github.com/team/project.git',
    ],
  },
  opens: opensWhere({ groups: ['connections'] }),
  *detect({ text }) {
    if (!hasLiteral(text, 'connections')) return
    if (text.includes('://')) yield* urlPasswords(text)
    if (text.includes('=')) {
      yield* pairs(text)
      yield* signatures(text)
    }
    if (text.includes('jdbc:oracle')) yield* oracle(text)
  },
})

function* urlPasswords(text: string): Generator<Signal, void, undefined> {
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const scheme = text.slice(Math.max(0, at - 26), at).match(SCHEME)?.[0]
    if (scheme === undefined) continue
    const from = at + 3
    const run = text.slice(from, from + LONGEST_USER_INFO)
    const end = run.search(URL_END)
    const url = end < 0 ? run : run.slice(0, end)
    const authority = url.search(/[/?#]/)
    const store = STORE.test(scheme)
    // A password with an unescaped slash is a mistake that stores forgive.
    const upTo = store || authority < 0 ? url : url.slice(0, authority)
    const cut = upTo.lastIndexOf('@')
    const colon = url.indexOf(':')
    if (cut < 0 || colon < 0 || colon > cut - 2 || (authority >= 0 && authority < colon)) continue
    const host = url.slice(cut + 1).match(HOST)?.[0]
    if (host === undefined) continue
    const user = url.slice(0, colon)
    const secret = url.slice(colon + 1, cut)
    const score = weighUrl({ user, secret, host, store, line: lineAround(text, from, from + cut, 60) })
    if (!score) continue
    yield {
      start: from + colon + 1,
      end: from + cut,
      type: 'connection-string',
      reason: both('password between user and host of a URL', 'URL 中用户名与主机之间的密码'),
      ...score,
    }
  }
}

interface UrlParts {
  readonly user: string
  readonly secret: string
  readonly host: string
  readonly store: boolean
  readonly line: string
}

function weighUrl({ user, secret, host, store, line }: UrlParts) {
  if (secret.length > 400 || /\s/.test(secret)) return undefined
  if (placeholderReason(secret) || isTemplate(user)) return undefined
  const sampleHost = SAMPLE_HOST.test(host)
  if (SAMPLE_PASSWORD.test(secret) && (sampleHost || SAMPLE_USER.test(user) || !store || user === secret))
    return undefined
  const strong = /\d/.test(secret) && /\p{L}/u.test(secret)
  const unlikeWords = randomEvidence(secret) >= 1.2 && secret.length >= 6
  if (!strong && !unlikeWords && (sampleHost || !store)) return undefined
  if (secret.length < 3) return undefined
  return weigh(store ? 0.82 : 0.75, [
    moveIf(
      strong || unlikeWords,
      0.1,
      'letters and digits, or letters that no words explain',
      '字母与数字混合，或不像单词的字母',
    ),
    moveIf(!strong && !unlikeWords, -0.2, 'a word', '是单词'),
    moveIf(user === secret, -0.25, 'the same as the user name', '与用户名相同'),
    moveIf(sampleHost, -0.15, 'a local or sample host', '本机或示例主机'),
    trialMove(line),
  ])
}

const isTemplate = (user: string): boolean => /[<>{}$%[\]]/.test(user)

function* pairs(text: string): Generator<Signal, void, undefined> {
  for (const match of text.matchAll(PAIR)) {
    const value = match[2] ?? match[3] ?? match[4] ?? match[5]
    if (value === undefined) continue
    const start = match.index + match[0].lastIndexOf(value)
    const end = start + value.length
    const line = lineAround(text, match.index, end, 300)
    if (!OTHER_PAIRS.test(line) || !line.includes(';')) continue
    if (value.length < 3 || placeholderReason(value) || SAMPLE_PASSWORD.test(value)) continue
    yield {
      start,
      end,
      type: 'connection-string',
      reason: both('password among the pairs of a connection string', '连接字符串键值对中的密码'),
      ...weigh(0.88, [
        moveIf(!/\d/.test(value) && randomEvidence(value) < 1, -0.25, 'a word', '是单词'),
        trialMove(line),
      ]),
    }
  }
}

function* signatures(text: string): Generator<Signal, void, undefined> {
  for (const match of text.matchAll(SAS)) {
    const value = match[1] as string
    const start = match.index + match[0].length - value.length
    const around = text.slice(Math.max(0, match.index - 300), start + value.length + 300)
    if (!SAS_OTHERS.test(around) || placeholderReason(value) || randomEvidence(value) < 0.8) continue
    yield {
      start,
      end: start + value.length,
      type: 'connection-string',
      score: 0.88,
      reason: both('signature of a shared access URL', '共享访问 URL 的签名'),
    }
  }
}

function* oracle(text: string): Generator<Signal, void, undefined> {
  for (const match of text.matchAll(ORACLE)) {
    const value = match[2] as string
    if (placeholderReason(value)) continue
    const end = match.index + match[0].length - 1
    yield {
      start: end - value.length,
      end,
      type: 'connection-string',
      score: 0.85,
      reason: both('password of an Oracle JDBC URL', 'Oracle JDBC URL 中的密码'),
    }
  }
}
