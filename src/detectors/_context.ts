import type { DetectInput } from '../core/index.ts'

/** How far before a value its label may stand, in UTF-16 units. */
const BEFORE = 48
/** How far after a value its label may stand. */
const AFTER = 16

/**
 * Finds a label near a value: just before it, just after it, or in the name of the field.
 * `words` must be a case-insensitive pattern without the `g` flag.
 * @returns the label as written, or undefined.
 */
export function labelNear(input: DetectInput, start: number, end: number, words: RegExp): string | undefined {
  const before = input.text.slice(Math.max(0, start - BEFORE), start)
  const after = input.text.slice(end, end + AFTER)
  return before.match(words)?.[0] ?? after.match(words)?.[0] ?? input.field?.match(words)?.[0]
}
