/** A JSON object of unknown content. */
export type JsonObject = Readonly<Record<string, unknown>>

/** The value as an object, or undefined. */
export const asObject = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined

/** The value as a list; empty when it is none. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The value as a text, or undefined. */
export const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** The value as a finite number, or undefined. */
export const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

/** The value as a count: a finite whole number of at least 0, or undefined. */
export const asCount = (value: unknown): number | undefined => {
  const number = asNumber(value)
  return number !== undefined && number >= 0 ? Math.floor(number) : undefined
}

/** Parses JSON; undefined when it is none. The message of `JSON.parse` would repeat the text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** JSON with the keys of every object sorted, so that equal values give equal text; undefined members vanish. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    const object = asObject(each)
    if (object === undefined) return each
    return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
  })
}
