import type { FieldEdit } from '../../core/index.ts'
import { editsByField } from '../field-edits.ts'
import { spliceText, type TextEdit } from '../text/text-codec.ts'
import type { JsonLeaves } from './json-leaves.ts'

const ESCAPE = /\\(?:u[\da-fA-F]{4}|.)/gu
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/**
 * Turns edits of fields into edits of the JSON text that the leaves were read from: only the edited literals change.
 * Text that is written with `\uXXXX` escapes throughout stays so; a number that is no number any more becomes a string.
 */
export function locateJsonEdits(text: string, leaves: JsonLeaves, edits: readonly FieldEdit[]): TextEdit[] {
  const groups = editsByField(edits)
  const isEscaped = /\\u[\da-fA-F]{4}/u.test(text) && !/[^\u0000-\u007f]/u.test(text)
  const located: TextEdit[] = []
  for (const [index, field] of leaves.fields.entries()) {
    const group = groups.get(field.name)
    if (group === undefined) continue
    const { start, end } = leaves.span(index)
    if (field.kind === 'number') {
      const edited = spliceText(field.text, group)
      const replacement = NUMBER.test(edited) ? edited : `"${literal(edited, isEscaped)}"`
      located.push({ start, end, replacement })
    } else {
      const offsets = literalOffsets(text.slice(start, end))
      for (const edit of group) {
        located.push({
          start: start + offsets(edit.start),
          end: start + offsets(edit.end),
          replacement: literal(edit.replacement, isEscaped),
        })
      }
    }
  }
  return located
}

/** A text as it stands between the quotes of a JSON string. */
function literal(text: string, isEscaped: boolean): string {
  const quoted = JSON.stringify(text).slice(1, -1)
  if (!isEscaped) return quoted
  return quoted.replace(/[^\u0000-\u007f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Says where in a literal the decoded text's unit at an offset begins. */
function literalOffsets(raw: string): (offset: number) => number {
  if (!raw.includes('\\')) return offset => offset
  /** By escape: the decoded offset after it, and how much longer the literal is up to there. */
  const after: number[] = []
  const longer: number[] = []
  let extra = 0
  for (const { 0: written, index } of raw.matchAll(ESCAPE)) {
    after.push(index - extra + 1)
    extra += written.length - 1
    longer.push(extra)
  }
  return offset => {
    let low = 0
    let high = after.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((after[middle] as number) <= offset) low = middle + 1
      else high = middle
    }
    return offset + (low === 0 ? 0 : (longer[low - 1] as number))
  }
}
