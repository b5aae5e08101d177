import type { MarkupAttribute } from './_tags.ts'

/** How an element hides its text, in the words of CSS or HTML. */
export interface Trick {
  readonly name: string
  /** From 0 to 1: how sure it is that nobody sees the text. */
  readonly sure: number
}

const sure = (name: string, confidence = 0.9): Trick => ({ name, sure: confidence })

/** The trick by which an element's own attributes hide its text; undefined when it is visible as far as they say. */
export function hidingTrick(name: string, attributes: readonly MarkupAttribute[]): Trick | undefined {
  let trick: Trick | undefined
  for (const attribute of attributes) {
    trick ??= attributeTrick(name, attribute)
    if (attribute.name === 'style') trick ??= styleTrick(attribute.value)
  }
  return trick
}

function attributeTrick(element: string, { name, value }: MarkupAttribute): Trick | undefined {
  if (name === 'hidden' && value !== 'false' && value !== 'until-found') return sure('hidden')
  if (element === 'font' && name === 'color' && isWhite(value)) return sure('color:white', 0.7)
  if (element === 'font' && name === 'size' && value === '0') return sure('font-size:0')
  if (element === 'text' || element === 'tspan') {
    if (name === 'fill' && (isWhite(value) || value === 'none' || value === 'transparent'))
      return sure(`fill:${value}`, 0.7)
    if ((name === 'opacity' || name === 'fill-opacity') && isTiny(value, 0.05)) return sure('opacity:0')
  }
  return undefined
}

/** True when an element paints a background, on which white text is visible. */
export function paintsBackground(attributes: readonly MarkupAttribute[]): boolean {
  return attributes.some(
    ({ name, value }) =>
      name === 'bgcolor' ||
      name === 'background' ||
      (name === 'style' && /background/iu.test(value)) ||
      (name === 'class' && /\b(?:bg|dark|navbar|header|footer|banner|hero|btn|button|badge)/iu.test(value)),
  )
}

/** Longest style attribute that is read, in UTF-16 units. */
const MAX_STYLE = 4000

function declarationsOf(style: string): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>()
  for (const part of style.slice(0, MAX_STYLE).toLowerCase().split(';')) {
    const colon = part.indexOf(':')
    if (colon === -1) continue
    declarations.set(
      part.slice(0, colon).trim(),
      part
        .slice(colon + 1)
        .replace('!important', '')
        .trim(),
    )
  }
  return declarations
}

function styleTrick(style: string): Trick | undefined {
  const css = declarationsOf(style)
  const get = (name: string) => css.get(name) ?? ''
  if (get('display') === 'none') return sure('display:none')
  if (get('visibility') === 'hidden' || get('visibility') === 'collapse')
    return sure(`visibility:${get('visibility')}`)
  if (get('content-visibility') === 'hidden') return sure('content-visibility:hidden')
  if (css.has('opacity') && isTiny(get('opacity'), 0.05)) return sure('opacity:0')
  if (/opacity\(0?\.?0*%?\)/u.test(get('filter'))) return sure('filter:opacity(0)')
  if (isTinyLength(get('font-size')) || /(?:^|\s)0(?:px|pt|em)?(?:\/|\s)/u.test(get('font')))
    return sure('font-size:0')
  if (get('mso-hide') === 'all') return sure('mso-hide:all')
  if (isFarOff(get('text-indent'))) return sure('text-indent off screen')
  if (
    /absolute|fixed|relative/u.test(get('position')) &&
    ['left', 'top', 'right', 'bottom'].some(side => isFarOff(get(side)))
  ) {
    return sure('position off screen')
  }
  if (
    /scale[xy]?\(\s{0,4}0(?:\.0+)?\s{0,4}[,)]/u.test(get('transform')) ||
    /translate[xy]?\([^)]{0,40}-\d{4}/u.test(get('transform'))
  ) {
    return sure('transform')
  }
  if (
    /rect\(\s{0,4}(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]/u.test(get('clip')) ||
    /inset\((?:50|100)%|circle\(0/u.test(get('clip-path'))
  ) {
    return sure('clip')
  }
  if (
    /hidden|clip/u.test(get('overflow')) &&
    ['height', 'width', 'max-height', 'max-width'].some(side => isTinyLength(get(side)))
  ) {
    return sure('no room (overflow:hidden)')
  }
  return colorTrick(
    get('color') || get('-webkit-text-fill-color'),
    get('background-color') || get('background'),
    css,
  )
}

function colorTrick(color: string, background: string, css: ReadonlyMap<string, string>): Trick | undefined {
  if (color === '') return undefined
  const isGradientText =
    /clip/u.test(css.get('background-clip') ?? css.get('-webkit-background-clip') ?? '') ||
    css.has('background-clip') ||
    css.has('-webkit-background-clip')
  if ((color === 'transparent' || /,\s{0,4}0(?:\.0+)?\s{0,4}\)$/u.test(color)) && !isGradientText)
    return sure('color:transparent')
  if (background !== '') {
    const same =
      color === background ||
      (isWhite(color) && isWhite(background)) ||
      (isBlack(color) && isBlack(background))
    return same ? sure('color like its background') : undefined
  }
  return isWhite(color) ? sure('color:white', 0.7) : undefined
}

/** Color channels of `#rgb`, `#rrggbb` and `rgb()`. */
function channels(color: string): readonly number[] | undefined {
  const short = /^#([\da-f])([\da-f])([\da-f])$/iu.exec(color)
  if (short) return short.slice(1).map(each => Number.parseInt(each + each, 16))
  const long = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})(?:[\da-f]{2})?$/iu.exec(color)
  if (long) return long.slice(1).map(each => Number.parseInt(each, 16))
  const rgb = /^rgba?\(\s{0,4}(\d{1,3})[\s,]{1,4}(\d{1,3})[\s,]{1,4}(\d{1,3})/iu.exec(color)
  return rgb?.slice(1).map(Number)
}

function isWhite(color: string): boolean {
  const value = color.trim().toLowerCase()
  return (
    /^(?:white|snow|ivory|ghostwhite|whitesmoke)$/u.test(value) ||
    (channels(value)?.every(each => each >= 0xf0) ?? false)
  )
}

function isBlack(color: string): boolean {
  return color === 'black' || (channels(color)?.every(each => each <= 0x0f) ?? false)
}

function isTiny(value: string, limit: number): boolean {
  const number = Number.parseFloat(value)
  return value.endsWith('%') ? number <= limit * 100 : number <= limit
}

/** True for lengths of at most one pixel. */
function isTinyLength(value: string): boolean {
  const match = /^(-?\d{0,6}(?:\.\d{1,6})?)(px|pt|em|rem|%|vw|vh)?$/u.exec(value)
  if (!match || match[1] === '') return false
  const number = Number(match[1])
  const unit = match[2] ?? 'px'
  return (
    number === 0 ||
    (unit === 'px' || unit === 'pt' ? number <= 1 : unit === '%' ? number <= 1 : number <= 0.1)
  )
}

/** True for lengths that put a box far out of the window. */
function isFarOff(value: string): boolean {
  const match = /^-(\d{1,6})(?:\.\d{1,6})?(px|pt|em|rem|%|vw|vh)?$/u.exec(value)
  if (!match) return false
  const number = Number(match[1])
  return match[2] === 'px' || match[2] === 'pt' || match[2] === undefined ? number >= 500 : number >= 50
}
