/** CSS properties by name, both in lower case. */
export type Declarations = ReadonlyMap<string, string>

/** What an element inherits that decides whether its text can be seen. */
export interface Look {
  /** Text color as `r,g,b`, when known. */
  readonly color?: string
  /** Background color as `r,g,b`, when known. */
  readonly background?: string
}

const RELEVANT =
  /^(?:display|visibility|opacity|font-size|font|position|left|top|right|bottom|text-indent|margin-left|margin-top|width|height|max-width|max-height|overflow|clip|clip-path|color|background|background-color|transform|content-visibility)$/
/** More rules than a style sheet needs to hide a text; the rest is not applied (CWE-770). */
const MAX_RULES = 20_000
const MAX_SELECTOR = 200
/** Farther than this from its place, text lies outside any screen. */
const OFF_SCREEN_PX = 500
/** Pages reach this far down, but not to the side. */
const FAR_ASIDE_PX = 5000

/** Parses `a: b; c: d`, keeping only what can hide a text. */
export function parseDeclarations(style: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':')
    if (colon < 0) continue
    const property = declaration.slice(0, colon).trim().toLowerCase()
    if (!RELEVANT.test(property)) continue
    const value = declaration
      .slice(colon + 1, colon + 1 + MAX_SELECTOR)
      .replace(/!\s{0,8}important/i, '')
      .trim()
      .toLowerCase()
    found.set(property, value)
  }
  return found
}

/** Rules with simple selectors (`p`, `.note`, `#x`, `p.note`), by what they name last; others are not applied. */
export class StyleSheet {
  readonly #rules = new Map<string, { readonly selector: Simple; readonly declarations: Declarations }[]>()
  #count = 0

  /** Adds the rules of a `style` element. Rules for print are left out, other conditions are taken as met. */
  add(css: string): void {
    const text = withoutComments(css)
    let at = 0
    while (at < text.length && this.#count < MAX_RULES) {
      const open = text.indexOf('{', at)
      if (open < 0) return
      const prelude = text.slice(at, open).split(/[;}]/).at(-1)?.trim() ?? ''
      if (prelude.startsWith('@')) {
        at = /\bprint\b/i.test(prelude.slice(0, MAX_SELECTOR)) ? endOfBlock(text, open) : open + 1
        continue
      }
      const close = text.indexOf('}', open)
      const end = close < 0 ? text.length : close
      this.#addRule(prelude, text.slice(open + 1, end))
      at = end + 1
    }
  }

  /** What the sheet and the element's own style say about an element, the latter last. */
  declarationsFor(name: string, id: string, classes: readonly string[], own: string): Declarations {
    const merged = new Map<string, string>()
    if (this.#count > 0) {
      for (const key of [name, ...classes.map(each => `.${each}`), `#${id}`]) {
        for (const { selector, declarations } of this.#rules.get(key) ?? []) {
          if (selector.name !== undefined && selector.name !== name) continue
          if (!selector.classes.every(each => classes.includes(each))) continue
          for (const [property, value] of declarations) merged.set(property, value)
        }
      }
    }
    if (own !== '') for (const [property, value] of parseDeclarations(own)) merged.set(property, value)
    return merged
  }

  #addRule(prelude: string, body: string): void {
    const declarations = parseDeclarations(body)
    if (declarations.size === 0) return
    for (const part of prelude.split(',')) {
      const selector = parseSimple(part.trim())
      if (!selector || this.#count >= MAX_RULES) continue
      this.#count++
      const rules = this.#rules.get(selector.key)
      if (rules) rules.push({ selector, declarations })
      else this.#rules.set(selector.key, [{ selector, declarations }])
    }
  }
}

interface Simple {
  readonly key: string
  readonly name: string | undefined
  readonly classes: readonly string[]
}

function parseSimple(selector: string): Simple | undefined {
  const match = /^([a-z][\w-]{0,60})?((?:[.#][\w-]{1,80}){0,6})$/i.exec(selector)
  if (!match || selector === '') return undefined
  const name = match[1]?.toLowerCase()
  const marks = match[2]?.match(/[.#][\w-]+/g) ?? []
  const id = marks.find(mark => mark.startsWith('#'))
  const classes = marks.filter(mark => mark.startsWith('.')).map(mark => mark.slice(1))
  const key = id ?? (classes[0] === undefined ? name : `.${classes[0]}`)
  return key === undefined ? undefined : { key, name, classes }
}

function withoutComments(css: string): string {
  const parts: string[] = []
  let at = 0
  while (at < css.length) {
    const open = css.indexOf('/*', at)
    if (open < 0) break
    parts.push(css.slice(at, open))
    const close = css.indexOf('*/', open + 2)
    at = close < 0 ? css.length : close + 2
  }
  parts.push(css.slice(at))
  return parts.join(' ')
}

function endOfBlock(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x7b) depth++
    else if (code === 0x7d && --depth === 0) return at + 1
  }
  return text.length
}

/** The trick that hides an element's text, or undefined when a reader sees it. */
export function hiddenBy(style: Declarations, look: Look): string | undefined {
  if (style.size === 0) return sameColor(look)
  const value = (property: string) => style.get(property) ?? ''
  if (value('display') === 'none') return 'display:none'
  if (/^(?:hidden|collapse)$/.test(value('visibility'))) return 'visibility:hidden'
  if (value('content-visibility') === 'hidden') return 'content-visibility:hidden'
  const opacity = style.get('opacity')
  if (opacity !== undefined && isAtMost(opacity, 0.05)) return 'opacity:0'
  const fontSize =
    style.get('font-size') ?? /(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%)?)(?:\/|\s|$)/.exec(value('font'))?.[1]
  if (fontSize !== undefined && (pixels(fontSize) ?? 16) <= 1) return 'font-size:0'
  if (isClipped(style)) return 'zero-size'
  if (isOffScreen(style)) return 'off-screen'
  return sameColor(look)
}

/** What an element passes on: its own colors over the inherited ones. */
export function lookOf(style: Declarations, inherited: Look): Look {
  const color = parseColor(style.get('color'))
  const background = parseColor(style.get('background-color') ?? style.get('background'))
  if (color === undefined && background === undefined) return inherited
  return {
    ...inherited,
    ...(color === undefined ? {} : { color }),
    ...(background === undefined || background === 'transparent' ? {} : { background }),
  }
}

function sameColor({ color, background }: Look): string | undefined {
  if (color === undefined) return undefined
  if (color === 'transparent') return 'color:transparent'
  return color === background ? 'color:background' : undefined
}

function isClipped(style: Declarations): boolean {
  const value = (property: string) => style.get(property) ?? ''
  const small = (property: string) => (pixels(value(property)) ?? Number.POSITIVE_INFINITY) <= 1
  const hidesOverflow = /hidden|clip/.test(value('overflow'))
  if (hidesOverflow && ['width', 'height', 'max-width', 'max-height'].some(small)) return true
  if (/^rect\((?:\s{0,4}[01](?:px)?[\s,)]{1,6}){4}$/.test(value('clip'))) return true
  return /^(?:inset\((?:50|100)%|circle\(0|polygon\(\s{0,4}0(?:px)? 0(?:px)?,\s{0,4}0(?:px)? 0)/.test(
    value('clip-path'),
  )
}

function isOffScreen(style: Declarations): boolean {
  const farAside = (property: string) => (pixels(style.get(property) ?? '') ?? 0) >= FAR_ASIDE_PX
  const farBack = (property: string) => (pixels(style.get(property) ?? '') ?? 0) <= -OFF_SCREEN_PX
  if (farBack('text-indent') || farBack('margin-left') || farBack('margin-top')) return true
  if (/^(?:absolute|fixed)$/.test(style.get('position') ?? '')) {
    if (['left', 'top', 'right', 'bottom'].some(farBack) || ['left', 'right'].some(farAside)) return true
  }
  const moved = /translate[xy3d]{0,2}\(\s{0,4}(-?\d{1,9}(?:\.\d{1,9})?[a-z%]{0,4})/.exec(
    style.get('transform') ?? '',
  )
  return moved !== null && (pixels(moved[1] ?? '') ?? 0) <= -OFF_SCREEN_PX
}

const isAtMost = (value: string, most: number): boolean => {
  const number = Number.parseFloat(value)
  return !Number.isNaN(number) && (value.endsWith('%') ? number / 100 : number) <= most
}

/** A CSS length in pixels, with the usual font size for relative units. */
function pixels(length: string): number | undefined {
  const match = /^(-?\d{0,9}\.?\d{1,9})(px|pt|em|rem|ex|ch|vw|vh|%|cm|mm|in)?$/.exec(length.trim())
  if (!match) return undefined
  const number = Number(match[1])
  const factor = {
    px: 1,
    pt: 4 / 3,
    em: 16,
    rem: 16,
    ex: 8,
    ch: 8,
    vw: 10,
    vh: 10,
    '%': 16,
    cm: 38,
    mm: 3.8,
    in: 96,
  }
  return number * (factor[(match[2] ?? 'px') as keyof typeof factor] ?? 1)
}

const NAMED: Readonly<Record<string, string>> = {
  white: '255,255,255',
  snow: '255,250,250',
  ivory: '255,255,240',
  whitesmoke: '245,245,245',
  black: '0,0,0',
  red: '255,0,0',
  green: '0,128,0',
  blue: '0,0,255',
  yellow: '255,255,0',
  gray: '128,128,128',
  grey: '128,128,128',
  silver: '192,192,192',
  lightgray: '211,211,211',
  lightgrey: '211,211,211',
  navy: '0,0,128',
}

/** A color as `r,g,b` or `transparent`; undefined when it is not one we know. */
export function parseColor(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const text = value.trim().toLowerCase()
  if (/^transparent$/.test(text)) return 'transparent'
  const hex = /^#([0-9a-f]{3,8})\b/.exec(text)?.[1]
  if (hex !== undefined) return hexColor(hex)
  const rgb =
    /^rgba?\(\s{0,4}(\d{1,3})[\s,]{1,6}(\d{1,3})[\s,]{1,6}(\d{1,3})(?:[\s,/]{1,6}([\d.]{1,6}%?))?/.exec(text)
  if (rgb)
    return rgb[4] !== undefined && isAtMost(rgb[4], 0.05) ? 'transparent' : `${rgb[1]},${rgb[2]},${rgb[3]}`
  return NAMED[text.split(/\s/, 1)[0] ?? '']
}

function hexColor(hex: string): string | undefined {
  const wide = hex.length <= 4 ? [...hex].map(digit => digit + digit).join('') : hex
  if (wide.length !== 6 && wide.length !== 8) return undefined
  const [red, green, blue, alpha] = [0, 2, 4, 6].map(at => Number.parseInt(wide.slice(at, at + 2), 16))
  return alpha !== undefined && alpha <= 12 ? 'transparent' : `${red},${green},${blue}`
}
