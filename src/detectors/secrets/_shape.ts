/**
 * The small language in which provider rows describe a token:
 * literal text, `{C12}` (12 characters of class C), `{C12-20}`, `{C12+}` (12 or more), `{uuid}`, and round brackets
 * around the part that is the secret when the shape holds more (a URL, say).
 */
const CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  x: '0-9a-f',
  X: '0-9A-F',
  h: '0-9a-fA-F',
  a: 'a-zA-Z',
  l: 'a-z',
  u: 'A-Z',
  m: 'a-z0-9',
  M: 'A-Z0-9',
  n: 'a-zA-Z0-9',
  t: 'A-Z2-7',
  w: 'a-zA-Z0-9_\\-',
  b: 'a-zA-Z0-9+/',
  s: 'a-zA-Z0-9_.\\-',
  p: 'a-zA-Z0-9_.~\\-',
  '=': '=',
  $: '$',
}

/** Longest run that an open count accepts (CWE-1333). */
const OPEN_END = 4096
const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'
const UUID_LENGTH = 36

/** A compiled shape. */
export interface Shape {
  /** Sticky; matches a token that no character of its last class follows. Group 1 is the secret when there is one. */
  readonly pattern: RegExp
  /** The longest literal whose distance from the start is fixed, in lower case; empty when there is none. */
  readonly anchor: string
  /** The same as the token writes it. */
  readonly written: string
  /** Distance of the anchor from the start of the token. */
  readonly before: number
  /** Fewest characters of the whole token. */
  readonly minLength: number
  /** True when any literal stands in it. */
  readonly marked: boolean
}

/** Compiles a shape; throws on one that is not well formed, which a test over every row rules out. */
export function compileShape(shape: string): Shape {
  let source = ''
  let anchor = ''
  let before = 0
  let offset = 0
  let fixed = true
  let minLength = 0
  let lastClass = ''
  let marked = false
  for (const [part, literal, name, low, to, high] of shape.matchAll(
    /([^{}()]+)|\{(?:uuid|(.)(\d+)(?:(-|\+)(\d*))?)\}|[()]/g,
  )) {
    if (literal !== undefined) {
      source += literal.replace(/[\\^$.*+?|[\]/-]/g, '\\$&')
      if (fixed && literal.length > anchor.length) {
        anchor = literal
        before = offset
      }
      offset += literal.length
      minLength += literal.length
      lastClass = ''
      marked = true
    } else if (part === '{uuid}') {
      source += UUID
      offset += UUID_LENGTH
      minLength += UUID_LENGTH
      lastClass = CLASSES['h'] as string
    } else if (name !== undefined) {
      const characters = CLASSES[name]
      if (characters === undefined) throw new RangeError(`shape ${shape}: no class ${name}`)
      const least = Number(low)
      const most = to === '+' ? OPEN_END : to === '-' ? Number(high) : least
      source += `[${characters}]{${least}${most === least ? '' : `,${most}`}}`
      fixed &&= most === least
      offset += least
      minLength += least
      lastClass = characters
    } else source += part
  }
  return {
    pattern: new RegExp(`${source}(?![a-zA-Z0-9_${lastClass}])`, 'y'),
    anchor: anchor.toLowerCase(),
    written: anchor,
    before,
    minLength,
    marked,
  }
}
