import { z } from 'zod'
import {
  both,
  type DetectInput,
  defineDetector,
  ENTITY_TYPES,
  type Move,
  type Signal,
} from '../../core/index.ts'
import { labelNear, topicNear } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { SEEN } from '../_look.ts'
import { scanOf } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { SHAPES } from '../_shapes.ts'
import { heldOut } from './_held-out.ts'

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const VERSION_4 = new RegExp(
  `(?<![\\p{Script=Latin}\\p{N}_.-])${OCTET}(?:\\.${OCTET}){3}(?![\\p{Script=Latin}\\p{N}_]|\\.\\d|-\\d)`,
  'gu',
)
/** `ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255` */
const MAX_VERSION_6 = 45

const NETWORK =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:ip(?:v[46])?|address(?:es)?|hosts?|servers?|from|ping|dns|gateway|subnet|cidr|netmask|router|proxy|firewall|client|remote|peer|inet6?|ssh|port|login|logged|nginx|blocked?|x-forwarded-for)(?![\p{Lu}\p{Ll}\p{N}])|地址|服务器|主机|网关|登录|访问|客户端|来源/iu
/** What numbers with three dots are besides addresses. */
const VERSION =
  /(?:\b(?:versions?|ver|v|release|build|firmware|driver|update|upgrade|patch|section|sections|sec|chapter|clause|article|paragraph|para|table|figure|fig|annex|appendix|oid|rfc|rule|item)\b[.:]?|§|版本|章节|第|条款)\s*[\w ]{0,12}$|[a-z]\/$/iu

/** Blocks that point at no one: RFC 6890, RFC 5737, RFC 3849 and the addresses that manuals use. */
const RESERVED_4 =
  /^(?:0\.|127\.|255\.|22[4-9]\.|23\d\.|24\d\.|169\.254\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|198\.1[89]\.)/u
const PRIVATE_4 =
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/u
const RESERVED_6 = /^(?:::1?$|2001:0?db8:|3fff:|fe[89ab]|ff|::ffff:127\.)/iu
const PRIVATE_6 = /^f[cd]/iu

/** Finds IPv4 and IPv6 addresses. */
export const ipAddress = defineDetector({
  id: 'personal-data/ip-address',
  version: 3,
  title: both('IP address', 'IP 地址'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://www.rfc-editor.org/rfc/rfc4291#section-2.2',
  maturity: 'experimental',
  quality: heldOut('ip-address', [
    { dataset: 'presidio_synth_v2', type: 'ip-address', found: 5, right: 5, gold: 5 },
  ]),
  options: z.object({}),
  types: { 'ip-address': ENTITY_TYPES['ip-address'] },
  examples: {
    flags: [
      'from 41.173.96.26 at noon',
      '登录地址：36.106.174.11',
      'fe80::1ff:fe23:4567:890a%eth0',
      '2a02:26f0:6c00::210:ba2c',
    ],
    passes: [
      'version 1.2.3.4',
      'Chrome/91.0.4472.124',
      '§ 3.2.1.4',
      'at 12:30:45',
      'std::vector',
      '256.1.1.1',
      '1.2.3.4.5',
    ],
  },
  opens: opensWhere({
    digits: 1,
    also: (facts, input) =>
      facts.saw(SEEN.colonPair) ||
      (facts.look.dots.length >= 3 && (scanOf(input).shapes.all & SHAPES.octets) !== 0),
  }),
  *detect(input) {
    const scan = scanOf(input)
    const { text, facts } = scan
    for (const { start, end, first, last } of (scan.shapes.all & SHAPES.octets) !== 0 ? scan.stretches : []) {
      if (last - first < 3) continue
      const from = Math.max(0, start - 2)
      for (const { 0: address, index } of text.slice(from, end + 2).matchAll(VERSION_4)) {
        yield* weighVersion4(input, from + index, address)
      }
    }
    if (facts.saw(SEEN.colonPair)) yield* version6(input, text)
  },
})

function weighVersion4(input: DetectInput, start: number, address: string): [] | [Signal] {
  const end = start + address.length
  if (/:[\da-f]{0,4}:$/iu.test(input.text.slice(Math.max(0, start - 6), start))) return []
  const named = labelNear(input, start, end, NETWORK) ?? topicNear(input, start, end, NETWORK)
  const isSmall = address.split('.').every(each => Number(each) < 30)
  return weigh(
    { start, end, type: 'ip-address', reason: both('four octets', '四个八位组') },
    0.85,
    named !== undefined && {
      by: 0.1,
      reason: both('a word about networks stands near', '附近有与网络相关的词'),
    },
    named === undefined &&
      isSmall && {
        by: -0.4,
        reason: both('small numbers, as versions and sections have', '数字很小，像版本号或章节号'),
      },
    VERSION.test(input.text.slice(Math.max(0, start - 28), start)) && {
      by: -0.6,
      reason: both('a version or a section', '版本号或章节号'),
    },
    reserved(address, RESERVED_4, PRIVATE_4),
  )
}

function reserved(address: string, none: RegExp, inside: RegExp): Move | undefined {
  if (none.test(address)) return { by: -0.35, reason: both('reserved block', '保留地址段') }
  if (inside.test(address)) return { by: -0.15, reason: both('private block', '内网地址段') }
  return undefined
}

function* version6(input: DetectInput, text: string): Iterable<Signal> {
  for (const [start, end] of colonGroups(text)) {
    const address = text.slice(start, end)
    // Names of code such as `dead::beef` have no digit, and addresses nearly always do.
    if (!isVersion6(address) || !/\d/u.test(address)) continue
    const zone = text.slice(end, end + 17).match(/^%[\w.-]+/u)?.[0] ?? ''
    const groups = address.split(':').filter(Boolean)
    const named = labelNear(input, start, end, NETWORK)
    yield* weigh(
      { start, end: end + zone.length, type: 'ip-address', reason: both('groups of IPv6', 'IPv6 分组') },
      groups.length >= 4 ? 0.95 : groups.length >= 2 ? 0.7 : 0.3,
      named !== undefined && {
        by: 0.15,
        reason: both('a word about networks stands near', '附近有与网络相关的词'),
      },
      reserved(address, RESERVED_6, PRIVATE_6),
    )
  }
}

const isHex = (code: number) =>
  (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66)

/** Runs of hexadecimal digits, colons and dots with at least two colons close together. */
function* colonGroups(text: string): Iterable<[start: number, end: number]> {
  let floor = 0
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', Math.max(colon + 1, floor))) {
    let start = colon
    while (start > floor && colon - start < 5 && isHex(text.charCodeAt(start - 1))) start--
    let end = colon
    let colons = 0
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end)
      if (code === 0x3a) colons++
      else if (!isHex(code) && code !== 0x2e) break
    }
    floor = end
    while (text[end - 1] === '.' || (text[end - 1] === ':' && text[end - 2] !== ':')) end--
    if (colons < 2 || end - start > MAX_VERSION_6) continue
    if (/[\p{Script=Latin}\p{N}_.-]$/u.test(text.slice(Math.max(0, start - 1), start))) continue
    if (/^[\p{Script=Latin}\p{N}_]/u.test(text.slice(end, end + 1))) continue
    yield [start, end]
  }
}

/** RFC 4291 §2.2: eight groups, or fewer with exactly one `::`; the last two may be written as IPv4. */
function isVersion6(address: string): boolean {
  const halves = address.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap(half => (half === '' ? [] : half.split(':')))
  let count = 0
  for (const [index, group] of groups.entries()) {
    if (group.includes('.')) {
      if (index !== groups.length - 1 || !group.split('.').every(each => Number(each) < 256)) return false
      count += 2
    } else if (/^[\da-f]{1,4}$/iu.test(group)) count++
    else return false
  }
  return halves.length === 2 ? count <= 7 : count === 8
}
