import { z } from 'zod'
import { both, defineDetector, ENTITY_TYPES } from '../../core/index.ts'
import { fieldWords, labelNear } from '../_context.ts'
import { opensWhere } from '../_gate.ts'
import { type Facts, SEEN } from '../_look.ts'
import { scanOf } from '../_scan.ts'
import { weigh } from '../_score.ts'
import { SHAPES } from '../_shapes.ts'

/** EUI-48 in the notations of IEEE 802, Cisco, and eight groups for EUI-64; a longer run of groups is a fingerprint. */
const MAC =
  /(?<![\p{Script=Latin}\p{N}_-]|[\da-f]:)(?:[\da-f]{2}(?::[\da-f]{2}){5}(?:(?::[\da-f]{2}){2})?|[\da-f]{2}(?:-[\da-f]{2}){5}(?:(?:-[\da-f]{2}){2})?|[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4})(?![\p{Script=Latin}\p{N}_]|[:-][\p{Script=Latin}\p{N}]|\.[\da-f])/iu
const BARE = /^[\da-f]{12}$/iu
const WORDS =
  /(?<![\p{Lu}\p{Ll}\p{N}])(?:mac|ethernet|hwaddr|hardware addr\w*|bssid|ether|bluetooth|wi-?fi|nic)(?![\p{Lu}\p{Ll}\p{N}])|物理地址|硬件地址|网卡/iu

/** How far an address may reach to either side of one of its groups. */
const REACH = 24

/** True when a text, or the name of its field, may hold one of the words. */
const mayBeNamed = (facts: Facts, field: string | undefined): boolean =>
  facts.saw(SEEN.exotic) || facts.mayHold('networkCards') || WORDS.test(fieldWords(field))

/** Finds MAC addresses of network devices. */
export const macAddress = defineDetector({
  id: 'personal-data/mac-address',
  version: 2,
  title: both('MAC address', 'MAC 地址'),
  stages: ['data', 'deployment', 'application'],
  topics: ['pii-leakage'],
  reference: 'https://standards.ieee.org/wp-content/uploads/import/documents/tutorials/eui.pdf',
  maturity: 'experimental',
  options: z.object({}),
  types: { 'mac-address': ENTITY_TYPES['mac-address'] },
  examples: {
    flags: [
      'ether 3c:22:fb:4a:91:0e up',
      'MAC 地址：3C-22-FB-4A-91-0E',
      '3c22.fb4a.910e',
      'mac=3C22FB4A910E',
    ],
    passes: [
      '12:30:45',
      'sha1 3c:22:fb:4a:91:0e:3c:22:fb:4a:91:0e',
      'ff:ff',
      '3c22fb4a910e',
      '20-11-24-10-30',
    ],
  },
  opens: opensWhere({
    length: 12,
    digits: 1,
    shapes: SHAPES.hexGroups | SHAPES.hex12,
    also: (facts, input) =>
      (scanOf(input).shapes.all & SHAPES.hexGroups) !== 0 || mayBeNamed(facts, input.field),
  }),
  *detect(input) {
    const { text, tokens, facts, shapes } = scanOf(input)
    let floor = 0
    for (const token of tokens) {
      if (token.start < floor || (token.shapes & SHAPES.hexGroups) === 0) continue
      const from = Math.max(floor, token.start - REACH)
      const match = MAC.exec(text.slice(from, token.end + REACH))
      if (!match) continue
      const [address] = match
      const index = from + match.index
      floor = index + address.length
      const digits = address.replace(/[^\da-f]/giu, '')
      const named = labelNear(input, index, index + address.length, WORDS)
      const isTimeLike = /^\d+$/u.test(digits)
      yield* weigh(
        {
          start: index,
          end: index + address.length,
          type: 'mac-address',
          reason: both('groups of a MAC address', 'MAC 地址分组'),
        },
        0.95,
        named !== undefined && { by: 0.03, reason: both('named as such', '有相应的标签') },
        named === undefined &&
          isTimeLike && { by: -0.7, reason: both('decimal digits only', '只有十进制数字') },
        /^(.)\1*$/u.test(digits) && { by: -0.6, reason: both('broadcast or empty address', '广播或空地址') },
      )
    }
    if ((shapes.all & SHAPES.hex12) === 0 || !mayBeNamed(facts, input.field)) return
    for (const { start, end } of tokens) {
      if (end - start !== 12) continue
      const token = text.slice(start, end)
      if (!BARE.test(token) || labelNear(input, start, end, WORDS) === undefined) continue
      const reason = both('twelve hexadecimal digits named as such', '有标签的十二位十六进制数')
      yield* weigh({ start, end, type: 'mac-address', reason }, 0.85)
    }
  },
})
