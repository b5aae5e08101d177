import type { WordTokens } from '../../kernels/word-tokens.ts'
import { CueFinder } from './_cues.ts'
import type { DescriptorList } from './descriptor.ts'

/** Names of one kind that one output adds; more are not listed (CWE-770). */
const MAX_NAMES = 8
const MAX_WORDS = 48

const URL =
  /(?:https?:\/\/|ftp:\/\/|www\.)([a-z\d](?:[a-z\d-]{0,62}\.){1,6}[a-z\d-]{2,63})[^\s"'<>()\]）】，。；]{0,512}/iy
const LOCAL_URL = /https?:\/\/([^\s/"'<>()\]）】，。；:]{1,128})[^\s"'<>()\]）】，。；]{0,512}/iy
/** Top-level domains that stand at the end of names written without a scheme, and are seldom anything else. */
const TOP_LEVEL =
  'com org net io co cn ai dev app xyz info biz ru top shop site online edu gov uk de jp eu store tech me tv cc link club vip live pro'.split(
    ' ',
  )
const DOMAIN_END = /[a-z\d-]{1,63}(?=$|[^\w.@-]|\.(?:\s|$)|\/)/iy

type Site = 'scheme' | 'domain'
const sites = new CueFinder<Site>([
  { words: ['http', 'https', 'ftp', 'www'], pattern: /(?:https?:\/\/|ftp:\/\/|www\.)/iy, value: 'scheme' },
  { words: TOP_LEVEL, pattern: DOMAIN_END, value: 'domain' },
])

const NAME_CHARACTER = /[\w.@+-]/

/** Links, bare domains and e-mail addresses: `link`, `link:DOMAIN`, `email`, `email:DOMAIN`. */
export function addLinks(text: string, tokens: WordTokens, list: DescriptorList): void {
  let count = 0
  let after = 0
  for (const { value, start, end } of sites.find(text, tokens)) {
    if (start < after) continue
    if (value === 'scheme') {
      URL.lastIndex = start
      let match = URL.exec(text)
      let stop = URL.lastIndex
      if (match === null) {
        LOCAL_URL.lastIndex = start
        match = LOCAL_URL.exec(text)
        stop = LOCAL_URL.lastIndex
      }
      if (match === null) continue
      after = stop
      list.add('link', 1, [start, stop])
      if (count++ < MAX_NAMES) list.add(`link:${siteOf(match[1] ?? '')}`, 1, [start, stop])
      continue
    }
    if (text.charCodeAt(start - 1) !== 0x2e) continue
    let first = start - 1
    while (first > after && start - first < 128 && NAME_CHARACTER.test(text[first - 1] as string)) first--
    const name = text.slice(first, end).toLowerCase()
    const at = name.indexOf('@')
    if (!/^[\w+-]/.test(name) || name.length < 5) continue
    after = end
    if (at > 0) {
      list.add('email', 1, [first, end])
      if (count++ < MAX_NAMES) list.add(`email:${siteOf(name.slice(at + 1))}`, 1, [first, end])
    } else if (/^[a-z\d]/.test(name) && !/\.\.|_/.test(name)) {
      list.add('link', 0.8, [first, end])
      if (count++ < MAX_NAMES) list.add(`link:${siteOf(name)}`, 0.8, [first, end])
    }
  }
}

const siteOf = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/[.:]+$/, '')

/** Number of the family of words for `addHashed`. */
const WORD_FAMILY = 1
const foldWord = (text: string, start: number, end: number): string =>
  text.slice(start, end).normalize('NFKC').toLowerCase()

const CAPITAL = /\p{Lu}/u
const OPENS_SENTENCE = new Set([...'.!?:;\n。！？：；…*#>-–—|"“‘「（([{/\\'])

/** How rare a token is in clean text, from 0 (everywhere) to 1 (unseen); undefined when there is no reference. */
export type Rarity = (hash: number) => number

/**
 * Words that look like names put in: capitalized inside a sentence, capitals inside a word, letters with digits, Latin words
 * in Chinese text (`word:NAME`), and what Chinese text puts into quotes or title marks (`quoted:TEXT`).
 */
export function addNames(
  text: string,
  { starts, ends, hashes, length }: WordTokens,
  isHan: boolean,
  rarity: Rarity | undefined,
  list: DescriptorList,
): void {
  let names = 0
  for (let i = 0; i < length && names < MAX_WORDS; i++) {
    const start = starts[i] as number
    const end = ends[i] as number
    if (end - start < 2 || end - start > 40) continue
    const code = text.charCodeAt(start)
    if (code >= 0x2e80 || (code >= 0x30 && code <= 0x39)) continue
    const isUpper = code < 0x80 ? code >= 0x41 && code <= 0x5a : CAPITAL.test(text[start] as string)
    if (!isUpper && !isHan) continue
    if (!isHan && isUpper && opensSentence(text, start) && !hasInnerCapital(text, start, end)) continue
    const rare = rarity === undefined ? 0.5 : rarity(hashes[i] as number)
    if (rare < 0.3) continue
    names++
    list.addHashed(
      WORD_FAMILY,
      hashes[i] as number,
      rare,
      [start, end],
      () => `word:${foldWord(text, start, end)}`,
    )
  }
  if (isHan) addQuoted(text, list)
}

function opensSentence(text: string, start: number): boolean {
  let at = start - 1
  while (at >= 0 && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at--
  return at < 0 || OPENS_SENTENCE.has(text[at] as string)
}

function hasInnerCapital(text: string, start: number, end: number): boolean {
  let lower = false
  for (let i = start + 1; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x61 && code <= 0x7a) lower = true
    else if (code >= 0x41 && code <= 0x5a && lower) return true
  }
  return false
}

const QUOTED = /[《「“『]([^《》「」“”『』\n]{2,16})[》」”』]/gu

function addQuoted(text: string, list: DescriptorList): void {
  let count = 0
  for (const match of text.matchAll(QUOTED)) {
    if (count++ === MAX_NAMES) break
    list.add(`quoted:${match[1]}`, 0.5, [match.index, match.index + match[0].length])
  }
}
