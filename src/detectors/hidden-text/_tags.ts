/** One tag or comment of markup inside a text. */
export interface MarkupTag {
  readonly kind: 'open' | 'close' | 'comment'
  readonly start: number
  readonly end: number
  /** Lower-case element name; empty for comments. */
  readonly name: string
  readonly attributes: readonly MarkupAttribute[]
}

export interface MarkupAttribute {
  /** Lower case. */
  readonly name: string
  readonly value: string
}

/** Longest tag, in UTF-16 units (CWE-770). */
const MAX_TAG = 4000
/** Most attributes of a tag. */
const MAX_ATTRIBUTES = 64

/** Elements without content. Source: https://html.spec.whatwg.org/#void-elements */
export const VOID_ELEMENTS: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
)

/** Scans a text for tags and comments, in one pass; what is no tag is skipped. */
export function* markupTags(text: string): Generator<MarkupTag> {
  let hasCommentEnd = true
  let at = text.indexOf('<')
  while (at !== -1) {
    let next = at + 1
    if (text.startsWith('<!--', at)) {
      const close = hasCommentEnd ? text.indexOf('-->', at + 4) : -1
      if (close === -1) hasCommentEnd = false
      else {
        next = close + 3
        yield { kind: 'comment', start: at, end: next, name: '', attributes: [] }
      }
    } else {
      const tag = tagAt(text, at)
      if (tag !== undefined) {
        next = tag.end
        yield tag
      }
    }
    at = text.indexOf('<', next)
  }
}

const NAME = /[a-z][a-z0-9-]{0,31}(?=[\s/>])/iy

function tagAt(text: string, start: number): MarkupTag | undefined {
  const isClose = text[start + 1] === '/'
  NAME.lastIndex = start + (isClose ? 2 : 1)
  const name = NAME.exec(text)?.[0]
  if (name === undefined) return undefined
  const from = NAME.lastIndex
  const end = tagEnd(text, from)
  if (end === undefined) return undefined
  return {
    kind: isClose ? 'close' : 'open',
    start,
    end,
    name: name.toLowerCase(),
    attributes: isClose ? [] : parseAttributes(text.slice(from, end - 1)),
  }
}

/** Offset behind the `>` that closes a tag, quotes honored. */
function tagEnd(text: string, from: number): number | undefined {
  const limit = Math.min(text.length, from + MAX_TAG)
  let quote = ''
  for (let i = from; i < limit; i++) {
    const character = text[i] as string
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '>') return i + 1
    else if (character === '<') return undefined
    else if ((character === '"' || character === "'") && text[i - 1] === '=') quote = character
  }
  return undefined
}

const ATTRIBUTE =
  /([^\s=/"'<>]{1,64})(?:\s{0,8}=\s{0,8}(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^\s"'<>]{1,2000})))?/gu

function parseAttributes(source: string): MarkupAttribute[] {
  const attributes: MarkupAttribute[] = []
  for (const [, name = '', double, single, bare] of source.matchAll(ATTRIBUTE)) {
    if (attributes.length === MAX_ATTRIBUTES) break
    attributes.push({ name: name.toLowerCase(), value: double ?? single ?? bare ?? '' })
  }
  return attributes
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** Longest markup that is turned into text, in UTF-16 units. */
const MAX_MARKUP = 20_000

/** The text of a stretch of markup: tags off, common entities decoded, white space folded. */
export function markupText(markup: string): string {
  return markup
    .slice(0, MAX_MARKUP)
    .replace(/<[^<>]{0,4000}>/gu, ' ')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/giu, (whole, decimal, hex, name) => {
      if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
      return code > 0x1f && code <= 0x10ffff ? String.fromCodePoint(code) : ' '
    })
    .replace(/\s+/gu, ' ')
    .trim()
}
