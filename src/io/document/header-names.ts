import { isPlainKey } from '../json/plain-key.ts'

const MAX_LABEL = 64

/** The text of a header cell as a field name that shows no data; undefined when nothing of it can be shown. */
export function headerName(text: string): string | undefined {
  const name = text
    .replace(/[^\p{L}\p{N}_ .-]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, MAX_LABEL)
    .trim()
  return isPlainKey(name) ? name : undefined
}
