/** What becomes of a code point before NFKC, such as '' or a space. */
export type Replacements = ReadonlyMap<string, string>

/** Takes the units of a normalized text one by one; each stands for the units `from` up to `to` of the text as given. */
export type UnitSink = (unit: number, from: number, to: number) => void

/** Most UTF-16 units that are composed as one: keeps hostile piles of marks from taking quadratic time (CWE-407). */
const LONGEST_CLUSTER = 64

/** Code points that may compose with what stands before them: marks, and the vowels and finals of Hangul, wide and narrow. */
const JOINS = /^[\p{M}\u1160-\u11ff\u3131-\u318e\ud7b0-\ud7ff\uff9e-\uffdc]/u

const UNKNOWN = 0
const PLAIN = 1
const JOINING = 2
const CHANGING = 3

/**
 * Makes the function that hands a text over in its normal form: code points replaced, half surrogate pairs as U+FFFD,
 * then NFKC, in linear time. Piles of more than 64 units of marks are composed in parts.
 */
export function textNormalizer(replacements: Replacements): (text: string, sink: UnitSink) => void {
  const classes = new Uint8Array(0x10000)
  const classify = (unit: number): number => {
    const character = String.fromCharCode(unit)
    if (unit >= 0xd800 && unit < 0xe000) return CHANGING
    const replaced = replacements.get(character) ?? character
    if (JOINS.test(replaced)) return JOINING
    return replaced === character && character.normalize('NFKC') === character ? PLAIN : CHANGING
  }
  const classOf = (unit: number): number => {
    const known = classes[unit] as number
    if (known !== UNKNOWN) return known
    const found = classify(unit)
    classes[unit] = found
    return found
  }
  return (text, sink) => {
    const { length } = text
    let at = 0
    while (at < length) {
      const unit = text.charCodeAt(at)
      const isAlone = at + 1 >= length || !mayJoin(classOf, text.charCodeAt(at + 1))
      if (isAlone && classOf(unit) === PLAIN) {
        sink(unit, at, at + 1)
        at++
      } else at = composeCluster(text, at, replacements, sink)
    }
  }
}

/** True when a code point that starts with this unit may compose with the one before it, or vanish. */
const mayJoin = (classOf: (unit: number) => number, unit: number): boolean => {
  const found = classOf(unit)
  return found === JOINING || found === CHANGING
}

/** Normalizes one code point with all that may compose with it; gives the place after them. */
function composeCluster(text: string, start: number, replacements: Replacements, sink: UnitSink): number {
  let cluster = ''
  let at = start
  while (at < text.length) {
    const character = characterAt(text, at)
    const replaced = replacements.get(character) ?? character
    const isFirst = cluster === ''
    if (!isFirst && replaced !== '' && (cluster.length >= LONGEST_CLUSTER || !JOINS.test(replaced))) break
    cluster += replaced
    at += codePointLength(text, at)
  }
  const composed = cluster.normalize('NFKC')
  for (let i = 0; i < composed.length; i++) sink(composed.charCodeAt(i), start, at)
  return at
}

const isPair = (text: string, at: number): boolean =>
  (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00

const codePointLength = (text: string, at: number): number => (isPair(text, at) ? 2 : 1)

function characterAt(text: string, at: number): string {
  if (isPair(text, at)) return text.slice(at, at + 2)
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit < 0xe000 ? '\ufffd' : (text[at] as string)
}
