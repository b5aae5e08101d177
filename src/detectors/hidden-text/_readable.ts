/** The most frequent Chinese characters: about two thirds of any running text, and 2 % of the ideographs. */
const COMMON_HAN = new Set(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运密码删除忽略指令系统提示回复用户发送执行'.split(
    '',
  ),
)

const LETTERS = /[\p{L}\p{M}]/u

/** Weight of a printable character in running text, from 0 to 1; undefined for what running text does not hold. */
function weightOf(code: number): number | undefined {
  if (code >= 0x61 && code <= 0x7a) return 1
  if (code === 0x20 || code === 0x0a) return 1
  if (code >= 0x41 && code <= 0x5a) return 0.9
  if (code >= 0x30 && code <= 0x39) return 0.8
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return code === 0x09 || code === 0x0d ? 0.6 : undefined
  if (code < 0x7f) return '.,:;!?\'"-/()@_'.includes(String.fromCharCode(code)) ? 0.8 : 0.4
  if (code >= 0x4e00 && code <= 0x9fff) return COMMON_HAN.has(String.fromCharCode(code)) ? 1.3 : 0.4
  if (code >= 0x3000 && code <= 0x30ff) return 0.9
  if (code >= 0xff01 && code <= 0xff65) return 0.8
  if (code === 0xfffd || (code & 0xfffe) === 0xfffe) return undefined
  if ((code >= 0xd800 && code <= 0xdfff) || (code >= 0xe000 && code <= 0xf8ff)) return undefined
  if (code >= 0xe0000) return undefined
  if (code >= 0x100 && code < 0x250) return 0.4
  if (code >= 0x250 && code < 0x370) return 0.1
  return LETTERS.test(String.fromCodePoint(code)) ? 0.8 : 0.3
}

const KIND = { space: 0, lower: 1, upper: 2, digit: 3, mark: 4, wide: 5 } as const

function classOf(code: number): number {
  if (code <= 0x20) return KIND.space
  if (code >= 0x61 && code <= 0x7a) return KIND.lower
  if (code >= 0x41 && code <= 0x5a) return KIND.upper
  if (code >= 0x30 && code <= 0x39) return KIND.digit
  return code < 0x80 ? KIND.mark : KIND.wide
}

/** True for a step between character classes that running text rarely takes: `aB`, `a3`, `;x`. */
function isOddStep(from: number, to: number): boolean {
  if (from === to) return from === KIND.mark
  if (from === KIND.space || to === KIND.space) return false
  if (from === KIND.upper && to === KIND.lower) return false
  if (from === KIND.wide || to === KIND.wide) return from === KIND.mark ? false : to !== KIND.mark
  return to !== KIND.mark
}

/** Most characters that are looked at. */
const MAX_LOOKED_AT = 400

/**
 * How much a decoded text looks like running text: above 0.6 it does, random bytes stay below.
 * Any control character, replacement character or private character costs as much as four letters bring; a text of
 * few different characters counts for little, because habits of typing decode to such.
 */
export function readability(text: string): number {
  let sum = 0
  let count = 0
  let bad = 0
  let oddSteps = 0
  let blocks = 0
  let lastBlock = -1
  let last: number | undefined
  const frequencies = new Map<number, number>()
  for (const character of text) {
    if (count++ === MAX_LOOKED_AT) break
    const code = character.codePointAt(0) ?? 0
    frequencies.set(code, (frequencies.get(code) ?? 0) + 1)
    const weight = weightOf(code)
    if (weight === undefined) bad++
    else sum += weight
    const kind = classOf(code)
    if (last !== undefined && isOddStep(last, kind)) oddSteps++
    last = kind
    if (kind === KIND.wide) {
      const block = code >= 0x4e00 && code <= 0x9fff ? 0x4e : code >> 8
      if (block !== lastBlock) blocks++
      lastBlock = block
    }
  }
  if (count === 0) return 0
  const looked = Math.min(count, MAX_LOOKED_AT)
  const variety = varietyOf(frequencies, looked)
  return variety * Math.min(1, (sum - 4 * bad - 0.7 * oddSteps - 0.5 * Math.max(0, blocks - 1)) / looked)
}

/** From 0 to 1: below 1 for texts in which one character fills more than two fifths, or in which few are different. */
function varietyOf(frequencies: ReadonlyMap<number, number>, looked: number): number {
  if (looked < 4) return 1
  const top = Math.max(...frequencies.values()) / looked
  const expected = Math.min(8, Math.sqrt(looked) * 1.2)
  return Math.min(1, (1 - top) / 0.6) * Math.min(1, frequencies.size / expected)
}
