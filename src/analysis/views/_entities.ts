import { matchesOf } from './_matches.ts'
import type { Decoded } from './view.ts'

/** Names of characters that values are made of, and of Latin-1: https://html.spec.whatwg.org/multipage/named-characters.html */
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    commat: '@',
    period: '.',
    lowbar: '_',
    UnderBar: '_',
    plus: '+',
    hyphen: '-',
    dash: '-',
    ndash: '-',
    mdash: '-',
    shy: '',
    num: '#',
    sol: '/',
    bsol: '\\',
    colon: ':',
    semi: ';',
    comma: ',',
    lpar: '(',
    rpar: ')',
    lbrack: '[',
    rbrack: ']',
    lsqb: '[',
    rsqb: ']',
    lcub: '{',
    rcub: '}',
    excl: '!',
    quest: '?',
    equals: '=',
    percnt: '%',
    dollar: '$',
    ast: '*',
    midast: '*',
    vert: '|',
    verbar: '|',
    Hat: '^',
    grave: '`',
    Tab: '\t',
    NewLine: '\n',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    zwnj: '',
    zwj: '',
    lrm: '',
    rlm: '',
    ZeroWidthSpace: '',
    NoBreak: '',
    lsquo: "'",
    rsquo: "'",
    ldquo: '"',
    rdquo: '"',
    middot: '.',
    bull: '*',
    hellip: '...',
  }),
)
const LATIN =
  'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
const LATIN_NAMES: ReadonlyMap<string, string> = new Map(
  LATIN.split(' ').map((name, i) => [name, String.fromCharCode(0xc0 + i)]),
)
/** Without a semicolon, a name must be one of those that browsers still read so. */
const BARE = new Set(['amp', 'lt', 'gt', 'quot', 'nbsp'])
const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,16}))(;?)/giu

/** Character references of HTML: decimal, hexadecimal, named; the semicolon may be missing. */
export function* entityStretches(text: string): Generator<Decoded> {
  for (const { 0: found, 1: decimal, 2: hex, 3: name, 4: semicolon, index } of matchesOf(text, REFERENCE)) {
    const end = index + found.length
    if (name !== undefined) {
      const character = NAMED.get(name) ?? LATIN_NAMES.get(name)
      if (character === undefined || (semicolon === '' && !BARE.has(name))) continue
      yield { start: index, end, text: character }
      continue
    }
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal)
    const isCharacter = code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) && code !== 0x7f
    if (isCharacter) yield { start: index, end, text: String.fromCodePoint(code) }
  }
}
