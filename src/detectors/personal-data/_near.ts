import { BREAK, INVISIBLE, KIND, LOWER, SPACE, UPPER } from './_characters.ts'
import { LABELS, type LabelName, SIMPLIFIED } from './_labels.ts'

/** A label in a text. */
export interface LabelHit {
  readonly start: number
  readonly end: number
  /** The word of the lexicon, never the text's own spelling. */
  readonly word: string
  /** What it announces. */
  readonly names: readonly LabelName[]
}

/** How far before a number its label may end, and how far after it one may begin. */
export const BEFORE = 48
export const AFTER = 24

const SKIPPED = 0
const GAP = 0x20
const FOLD = folds()

/** Folds case, width, accents and traditional forms; separators become spaces; dots and apostrophes vanish. */
function folds(): Uint16Array {
  const table = new Uint16Array(0x10000)
  for (let code = 0; code < 0x10000; code++) table[code] = code
  for (let code = 0x41; code <= 0x5a; code++) table[code] = code + 0x20
  for (let code = 0xff01; code <= 0xff5e; code++) table[code] = table[code - 0xfee0] ?? code
  for (let code = 0xc0; code <= 0x24f; code++) {
    table[code] = String.fromCharCode(code).normalize('NFD').toLowerCase().charCodeAt(0)
  }
  for (const [from, to] of ['ßs', 'øo', 'Øo', 'łl', 'Łl', 'đd', 'Đd', 'ıi', 'æa', 'Æa', 'œo', 'ºo', '°o']) {
    if (from && to) table[from.charCodeAt(0)] = to.charCodeAt(0)
  }
  for (let i = 0; i < SIMPLIFIED.length; i += 2)
    table[SIMPLIFIED.charCodeAt(i)] = SIMPLIFIED.charCodeAt(i + 1)
  for (let code = 0; code < 0x10000; code++)
    if (KIND[code] === SPACE || KIND[code] === SPACE + 1) table[code] = GAP
  for (const each of '_\t\n\r') table[each.charCodeAt(0)] = GAP
  for (const each of ".'’‘`．'") table[each.charCodeAt(0)] = SKIPPED
  for (let code = 0x300; code <= 0x36f; code++) table[code] = SKIPPED
  for (let code = 0; code < 0x10000; code++) if (KIND[code] === INVISIBLE) table[code] = SKIPPED
  return table
}

/** The labels as a tree of folded characters. */
interface Tree {
  readonly first: Int32Array
  readonly next: Map<number, number>[]
  /** By the first two characters of a label, where both are small letters of ASCII: 1 when some label begins so. */
  readonly pairs: Uint8Array
  readonly words: (Pick<LabelHit, 'word' | 'names'> | undefined)[]
}

const LETTERS = 26

/** Place of two small letters in `pairs`; negative for others. */
function pairOf(first: number, second: number): number {
  const a = first - 0x61
  const b = second - 0x61
  return a >= 0 && a < LETTERS && b >= 0 && b < LETTERS ? a * LETTERS + b : -1
}

let tree: Tree | undefined

function labelTree(): Tree {
  if (tree) return tree
  const meanings = new Map<string, LabelName[]>()
  for (const [name, words] of Object.entries(LABELS)) {
    for (const word of words
      .split('|')
      .flatMap(each => (each.endsWith(' #') ? [each, each.replace(' #', '#')] : [each]))) {
      const folded = [...word].map(each => String.fromCharCode(FOLD[each.charCodeAt(0)] ?? 0)).join('')
      const names = meanings.get(folded) ?? []
      if (!names.includes(name as LabelName)) names.push(name as LabelName)
      meanings.set(folded, names)
    }
  }
  const built: Tree = {
    first: new Int32Array(0x10000),
    next: [new Map()],
    pairs: new Uint8Array(LETTERS * LETTERS),
    words: [undefined],
  }
  for (const [word, names] of meanings) {
    const pair = pairOf(word.charCodeAt(0), word.charCodeAt(1))
    if (pair >= 0) built.pairs[pair] = 1
    let node = 0
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i)
      let child = built.next[node]?.get(code)
      if (child === undefined) {
        child = built.next.length
        built.next.push(new Map())
        built.words.push(undefined)
        built.next[node]?.set(code, child)
        if (node === 0) built.first[code] = child
      }
      node = child
    }
    built.words[node] = { word, names }
  }
  tree = built
  return built
}

const isLetter = (kind: number | undefined): boolean => kind === UPPER || kind === LOWER

/** Finds the labels between two offsets, leftmost and longest first, and adds them to `hits`. */
export function findLabels(text: string, from: number, to: number, hits: LabelHit[]): void {
  const { first, pairs } = labelTree()
  for (let i = from; i < to; ) {
    const kind = KIND[text.charCodeAt(i)] ?? BREAK
    if (kind > BREAK && kind < SPACE) {
      // Behind a small letter of ASCII nothing is skipped and no hump stands.
      const pair = pairOf(FOLD[text.charCodeAt(i)] ?? 0, text.charCodeAt(i + 1))
      const hit = pair >= 0 && pairs[pair] === 0 ? undefined : labelAt(text, i, to)
      if (hit) {
        hits.push(hit)
        i = hit.end
        continue
      }
      for (i++; i < to && continues(text, i); i++);
      continue
    }
    const hit = first[FOLD[text.charCodeAt(i)] ?? 0] ? labelAt(text, i, to) : undefined
    if (hit) hits.push(hit)
    i = hit ? hit.end : i + 1
  }
}

/** True when no new word begins here. */
function continues(text: string, index: number): boolean {
  const kind = KIND[text.charCodeAt(index)] ?? BREAK
  if (kind === BREAK || kind >= SPACE) return false
  return !(kind === UPPER && KIND[text.charCodeAt(index - 1)] === LOWER)
}

function labelAt(text: string, start: number, to: number): LabelHit | undefined {
  const { next, words } = labelTree()
  let node = 0
  let found: LabelHit | undefined
  for (let i = start; i < to; ) {
    const code = text.charCodeAt(i)
    const folded = FOLD[code] ?? code
    if (folded === SKIPPED) {
      i++
      continue
    }
    const humped =
      i > start && KIND[code] === UPPER && KIND[text.charCodeAt(i - 1)] === LOWER
        ? next[next[node]?.get(GAP) ?? -1]?.get(folded)
        : undefined
    const child = humped ?? next[node]?.get(folded)
    if (child === undefined) break
    node = child
    i++
    if (folded === GAP) while (i < to && FOLD[text.charCodeAt(i)] === GAP) i++
    const word = words[node]
    if (word) {
      const end = endOfWord(text, i)
      if (end > 0) found = { start, end, ...word }
    }
  }
  return found
}

/** Where a label that was read up to `index` ends, a plural s included; 0 when the word goes on. */
function endOfWord(text: string, index: number): number {
  const last = KIND[text.charCodeAt(index - 1)]
  if (!isLetter(last)) return index
  const next = KIND[text.charCodeAt(index)]
  if (!isLetter(next) || (next === UPPER && last === LOWER)) return index
  return text.charAt(index) === 's' && !isLetter(KIND[text.charCodeAt(index + 1)]) ? index + 1 : 0
}
