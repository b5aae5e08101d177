import type { LookTables } from '../kernels/index.ts'
import { foldedCode } from './_fold.ts'
import { LOOKALIKE_SCRIPTS } from './hidden-text/_confusables.ts'

/** What a look notes about characters beyond ASCII; a superset of what the detectors look for. */
export const CHARACTER_FLAGS = {
  nonAscii: 1 << 12,
  han: 1 << 13,
  /** `foldText` changes it. */
  foldable: 1 << 14,
  invisible: 1 << 15,
  bidirectional: 1 << 16,
  selector: 1 << 17,
  tag: 1 << 18,
  styled: 1 << 19,
  lookalike: 1 << 20,
  c1Control: 1 << 21,
  lineBreak: 1 << 22,
  /** A letter that patterns without regard to case take for `s` or `k`. */
  exotic: 1 << 23,
  lone: 1 << 24,
  /** White space that `foldText` leaves as it is. */
  wideBlank: 1 << 25,
  degree: 1 << 26,
} as const

type Flag = keyof typeof CHARACTER_FLAGS

/** Characters of the basic plane, by flag. */
const BASIC: Readonly<Partial<Record<Flag, RegExp>>> = {
  han: /[\u3400-\u9fff]/gu,
  invisible:
    /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB]/gu,
  bidirectional: /[\u202A-\u202E\u2066-\u2069]/gu,
  selector: /[\uFE00-\uFE0F]/gu,
  styled:
    /[\u2102\u210A-\u2115\u2119-\u211D\u2124\u2128\u212C\u212D\u212F-\u2134\u249C-\u24E9\uFF21-\uFF3A\uFF41-\uFF5Aᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ]/gu,
  lookalike: new RegExp(`[${LOOKALIKE_SCRIPTS.map(name => `\\p{Script=${name}}`).join('')}]`, 'gu'),
  c1Control: /[\u0080-\u009f]/gu,
  lineBreak: /[\u2028\u2029\u0085]/gu,
  exotic: /[\u017f\u212a]/gu,
  lone: /\ufffd/gu,
  wideBlank: /[\u1680\u2028\u2029\u205f\ufeff]/gu,
  degree: /°/gu,
}

/** Code points above U+FFFF, in steps of 16, by flag. */
const ASTRAL: readonly (readonly [from: number, to: number, flags: readonly Flag[]])[] = [
  [0x10000, 0x1efff, ['lookalike']],
  [0x1bca0, 0x1bcaf, ['lookalike', 'invisible']],
  [0x1d170, 0x1d17f, ['lookalike', 'invisible']],
  [0x1d400, 0x1d7cf, ['lookalike', 'styled']],
  [0x1f110, 0x1f18f, ['lookalike', 'styled']],
  [0x20000, 0x33fff, ['han']],
  [0xe0000, 0xe007f, ['tag']],
  [0xe0100, 0xe01ef, ['selector']],
]

let tables: LookTables | undefined

/** The tables of a look, made on first use. */
export function lookTables(): LookTables {
  tables ??= makeTables()
  return tables
}

function makeTables(): LookTables {
  const flagsOf = new Uint32Array(0x10000).fill(CHARACTER_FLAGS.nonAscii, 0x80)
  const all = Array.from({ length: 0x10000 }, (_, code) =>
    code >= 0x80 && (code < 0xd800 || code > 0xdfff) ? String.fromCharCode(code) : '',
  ).join('')
  for (const [flag, pattern] of Object.entries(BASIC)) {
    for (const { 0: character } of all.matchAll(pattern)) {
      const code = character.charCodeAt(0)
      flagsOf[code] = (flagsOf[code] as number) | CHARACTER_FLAGS[flag as Flag]
    }
  }
  const shadow = new Uint8Array(0x10000)
  for (let code = 0x80; code < 0x10000; code++) {
    const folded = foldedCode(code)
    if (folded !== 0) flagsOf[code] = (flagsOf[code] as number) | CHARACTER_FLAGS.foldable
    shadow[code] = folded === 0 ? hashed(code) : folded
  }
  for (const { 0: capital } of all.matchAll(/\p{Lu}/gu)) {
    const small = capital.toLowerCase()
    if (foldedCode(capital.charCodeAt(0)) === 0 && small.length === 1)
      shadow[capital.charCodeAt(0)] = hashed(small.charCodeAt(0))
  }
  const flags = new Uint32Array(256)
  const classOf = new Map<number, number>()
  const number = (each: number): number => {
    const known = classOf.get(each) ?? classOf.size + 1
    classOf.set(each, known)
    flags[known] = each
    return known
  }
  const classes = Uint8Array.from(flagsOf, number)
  const astral = new Uint8Array(0x11000).fill(number(CHARACTER_FLAGS.nonAscii))
  for (const [from, to, names] of ASTRAL) {
    const together = names.reduce(
      (sum, name) => sum | CHARACTER_FLAGS[name],
      CHARACTER_FLAGS.nonAscii as number,
    )
    astral.fill(number(together), from >> 4, (to >> 4) + 1)
  }
  return { shadow, classes, astral, flags }
}

const hashed = (code: number): number => 0x80 | (Math.imul(code, 0x9e3779b1) >>> 25)
