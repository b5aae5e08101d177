import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES, type Signal } from '../../core/index.ts'
import { opensWhere } from '../_gate.ts'
import { SEEN } from '../_look.ts'
import { scanOf } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { heldOut } from './_held-out.ts'
import { hostKind, trimToHost } from './_hosts.ts'

/** The end of a text that may be a local part: RFC 5321 §4.5.3.1.1 allows 64 characters. Letters of East Asia end it. */
const LOCAL = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\d!#$%&'*+/=?^_`{|}~.-]{1,64}$/u
/** A quoted local part, RFC 5321 §4.1.2. */
const QUOTED = /"[^"\\\r\n@]{1,62}"$/u
const HOST = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\d.-]{3,253}/u
/** A host in Han, kana or Hangul needs a suffix in the same script: `例子.中国`. */
const EAST_ASIAN_HOST =
  /^[\p{L}\p{N}-]{1,30}\.(?:中国|中國|公司|网络|在线|商城|网址|香港|台湾|台灣|コム|みんな|한국|닷컴)/u
const ADDRESS_LITERAL = /^\[(?:\d{1,3}\.){3}\d{1,3}\]/u

/** `ana [at] example [dot] com`, `ana(at)example.com`: what people write against harvesting. */
const BRACKETED =
  /([\w.+-]{1,64})\s?[[({<]\s?(?:at|@)\s?[\])}>]\s?((?:[a-z\d-]{1,63}\s?(?:[[({<]\s?(?:dot|punkt|\.)\s?[\])}>]|\.)\s?){1,4}[a-z]{2,24})(?![a-z\d])/giu
/** The middle of a bracketed address. */
const CLOSED = /[[({<]\s?(?:at|@)\s?[\])}>]/iu
/** What a bracketed address holds. */
const BRACKETS = ['(at', '[at', '{at', '<at', '( at', '[ at', '(AT', '[AT', '(@', '[@']
/** `ana at example dot com`. */
const SPOKEN = /([\w.+-]{2,64}) at ((?:[a-z\d-]{2,63} dot ){1,3}[a-z]{2,12})(?![a-z\d])/giu

/** Identifiers of messages look like addresses. */
const MESSAGE_ID = /(?:Message-ID|In-Reply-To|References|Content-ID|cid)\s*:[^\n]{0,80}$/iu

/** Finds e-mail addresses, internationalized and obfuscated ones included. */
export const emailAddress = defineDetector({
  id: 'personal-data/email-address',
  version: 2,
  title: both('E-mail address', '电子邮件地址'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1',
  maturity: 'stable',
  quality: heldOut('email-address', [
    { dataset: 'presidio_synth_v2', type: 'email', found: 12, right: 12, gold: 12 },
    { dataset: 'presidio_generated_large', type: 'email', found: 6, right: 6, gold: 6 },
    { dataset: 'cn_pii_bench_sample', type: 'email', found: 23, right: 23, gold: 23 },
  ]),
  options: z.object({}),
  types: { email: ENTITY_TYPES.email },
  examples: {
    flags: [
      'write to ana@example.org',
      'Bo <bo.m@mail.example.co.uk>',
      '请发送到zhang.wei@example.com，谢谢',
      'ana [at] example [dot] com',
      'mail me: ana at example dot com',
    ],
    passes: [
      'meet @ noon',
      'v1.2@latest',
      'npm i react@18.2.0',
      'logo@2x.png',
      'https://bo:pass@example.com/',
      'look at example.com dot by dot',
    ],
  },
  opens: opensWhere({ flags: SEEN.at, groups: ['brackets', 'dots'] }),
  *detect(input) {
    const { text, facts } = scanOf(input)
    for (const at of facts.look.ats) yield* addressAt(text, at)
    if (facts.mayHold('brackets') && BRACKETS.some(each => text.includes(each)) && CLOSED.test(text))
      yield* obfuscated(text, BRACKETED, 0.85)
    if (facts.mayHold('dots') && text.includes(' dot ')) yield* obfuscated(text, SPOKEN, 0.65)
  },
})

function* addressAt(text: string, at: number): Iterable<Signal> {
  const before = text.slice(Math.max(0, at - 66), at)
  const local = before.match(QUOTED)?.[0] ?? trimLocal(before.match(LOCAL)?.[0] ?? '', before)
  const start = at - local.length
  if (local === '' || isHandleOrUrl(text, start)) return
  const after = text.slice(at + 1, at + 256)
  const host =
    ADDRESS_LITERAL.exec(after)?.[0] ??
    EAST_ASIAN_HOST.exec(after)?.[0] ??
    trimToHost(HOST.exec(after)?.[0] ?? '')
  if (host === '') return
  const end = at + 1 + host.length
  const isRemote =
    (/^(?:git|hg|svn)$/u.test(local) && /^[:/][\w~]/u.test(text.slice(end, end + 2))) ||
    /(?<![\p{L}\p{N}])(?:ssh|scp|sftp|rsync|mosh)\s[^\n]{0,48}$/u.test(
      text.slice(Math.max(0, start - 56), start),
    )
  yield* weigh(
    {
      start,
      end,
      type: 'email',
      reason: both('address syntax and a known domain suffix', '符合地址语法，且域名后缀存在'),
    },
    0.97,
    hostKind(host) === 'local' && {
      by: -0.15,
      reason: both('the domain is reserved or internal', '域名为保留域名或内部域名'),
    },
    isRemote && { by: -0.7, reason: both('an account on a machine', '主机上的账户') },
    MESSAGE_ID.test(text.slice(Math.max(0, start - 100), start)) && {
      by: -0.6,
      reason: both('the identifier of a message', '邮件的消息标识'),
    },
  )
}

/** A fediverse handle `@ana@host`, or the user name of a URL: `ftp://ana@host`, `https://bo:pass@host`. */
function isHandleOrUrl(text: string, start: number): boolean {
  return text[start - 1] === '@' || /[a-z]:\/\/[^\s/?#]*$/iu.test(text.slice(Math.max(0, start - 80), start))
}

/** Takes off what cannot begin a local part: marks, percent escapes, and the rest of a string escape such as `\n`. */
function trimLocal(local: string, before: string): string {
  let trimmed = local.replace(/^.*[?=&#|/{}!](?=.)/u, '').replace(/^(?:%[\da-f]{2})+/iu, '')
  if (trimmed.length === local.length && before[before.length - local.length - 1] === '\\') {
    trimmed = trimmed.replace(/^(?:u[\da-f]{4}|[nrtbf])/u, '')
  }
  trimmed = trimmed.replace(/^[^\p{L}\p{N}_]+/u, '')
  return /[.]$|\.\./u.test(trimmed) ? '' : trimmed
}

function* obfuscated(text: string, pattern: RegExp, base: number): Iterable<Signal> {
  for (const { 0: found, 2: domain = '', index } of text.matchAll(pattern)) {
    const host = domain.replace(/\s?[[({<]\s?(?:dot|punkt|\.)\s?[\])}>]\s?| dot |\s?\.\s?/giu, '.')
    if (hostKind(host) !== 'public' || host.length > 60) continue
    const reason = both('address written in words', '以文字形式书写的地址')
    yield* weigh({ start: index, end: index + found.length, type: 'email', reason }, base)
  }
}
