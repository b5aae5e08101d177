import { MappedText } from '../document/mapped-text.ts'

const SIMPLE: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** Reads JSON source as text with its string escapes undone, from `from` to `to` of the source. */
export function mapJsonEscapes(source: string, from: number, to: number): MappedText {
  const mapped = new MappedText()
  const json = source.slice(from, to)
  let at = 0
  while (at < json.length) {
    const backslash = json.indexOf('\\', at)
    const literalEnd = backslash < 0 || backslash + 1 >= json.length ? json.length : backslash
    mapped.append(json.slice(at, literalEnd), from + at, from + literalEnd)
    if (literalEnd === json.length) break
    const code = /^[\da-f]{4}$/i.test(json.slice(backslash + 2, backslash + 6))
    const end = json[backslash + 1] === 'u' && code ? backslash + 6 : backslash + 2
    const char = json[backslash + 1] as string
    const text =
      end === backslash + 6
        ? String.fromCharCode(Number.parseInt(json.slice(backslash + 2, end), 16))
        : (SIMPLE[char] ?? char)
    mapped.append(text, from + backslash, from + end)
    at = end
  }
  return mapped
}
