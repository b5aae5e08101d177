import { attributeOf, readXml, type XmlAttribute } from './xml.ts'

/** What a run's properties or a style say about whether the text can be seen. */
export interface RunLook {
  vanish?: boolean
  /** RRGGBB in upper case, or `auto`. */
  color?: string
  /** Half points. */
  size?: number
  shaded?: boolean
}

/** Notes one element of `w:rPr` in a look. */
export function noteRunProperty(look: RunLook, name: string, attributes: readonly XmlAttribute[]): void {
  const value = attributeOf(attributes, 'w:val')
  if (name === 'w:vanish') look.vanish = isOn(value)
  else if (name === 'w:color' && value !== undefined) look.color = value.toUpperCase()
  else if (name === 'w:sz' && value !== undefined) look.size = Number(value)
  else if (name === 'w:highlight' || name === 'w:shd') look.shaded = true
}

/** An on-off property is on unless it says otherwise. */
export const isOn = (value: string | undefined): boolean => !/^(?:0|false|off)$/i.test(value ?? '1')

/** The trick that hides a run, or undefined. White text counts only on the bare page. */
export function runHiddenBy(look: RunLook, onBarePage: boolean): string | undefined {
  if (look.vanish) return 'vanish'
  if (look.size !== undefined && look.size <= 2) return 'font-size'
  if (look.color === 'FFFFFF' && onBarePage && !look.shaded) return 'color'
  return undefined
}

/** Looks of the styles by id, with what they inherit. */
export function readWordStyles(path: string, xml: string): ReadonlyMap<string, RunLook> {
  const own = new Map<string, { readonly look: RunLook; basedOn?: string }>()
  let style: { readonly look: RunLook; basedOn?: string } | undefined
  readXml(path, xml, {
    open(name, attributes) {
      if (name === 'w:style') {
        style = { look: {} }
        own.set(attributeOf(attributes, 'w:styleId') ?? '', style)
      } else if (name === 'w:basedOn' && style) style.basedOn = attributeOf(attributes, 'w:val') ?? ''
      else if (style) noteRunProperty(style.look, name, attributes)
    },
    close(name) {
      if (name === 'w:style') style = undefined
    },
  })
  const resolved = new Map<string, RunLook>()
  const resolve = (id: string, depth: number): RunLook => {
    const known = resolved.get(id)
    const entry = own.get(id)
    if (known || !entry || depth > 20) return known ?? {}
    const look = { ...(entry.basedOn ? resolve(entry.basedOn, depth + 1) : {}), ...entry.look }
    resolved.set(id, look)
    return look
  }
  for (const id of own.keys()) resolve(id, 0)
  return resolved
}
