import { both, type Field, type Sample } from '../../core/index.ts'
import type { ReadEvent, RewriteEvent } from '../contract.ts'
import type { FormatOptions, Source } from '../format.ts'
import type { Footer } from './footer.ts'
import type { ParquetRow } from './rows.ts'
import { isEncodedVariant } from './values.ts'

/** Says which columns hold values that are not read; undefined when there are none. */
export function unreadColumns(source: Source, { leaves }: Footer): (RewriteEvent & ReadEvent) | undefined {
  const names = new Set(leaves.flatMap((leaf, at) => (isEncodedVariant(leaf) ? [`${at + 1}`] : [])))
  if (names.size === 0) return undefined
  const list = [...names].join(', ')
  const reason = both(
    `columns ${list} hold VARIANT values, which were not evaluated`,
    `第 ${list} 列为 VARIANT 值，未评估`,
  )
  return { type: 'reject', locator: { path: source.path }, reason, raw: new Uint8Array(0), truncated: true }
}

/** What a row (counted from 0) amounts to, as the sample with an index; `raw` is built only when asked for. */
export function eventOf(
  source: Source,
  row: number,
  index: number,
  { fields, isTooLong }: ParquetRow,
  { limits }: FormatOptions,
): RewriteEvent & ReadEvent {
  const locator = { path: source.path, row: row + 1 }
  const plain = fields.map(
    ({ name, text, kind }): Field => (kind === undefined ? { name, text } : { name, text, kind }),
  )
  const rawOf = () =>
    Buffer.from(JSON.stringify(Object.fromEntries(plain.map(({ name, text }) => [name, text]))))
  if (isTooLong) {
    const reason = both(
      `the row holds more than ${limits.maxRowBytes} bytes`,
      `该行超过 ${limits.maxRowBytes} 字节`,
    )
    return { type: 'reject', locator, reason, raw: rawOf(), truncated: true }
  }
  const sample: Sample = { index, locator, fields: plain }
  return {
    type: 'sample',
    sample,
    get raw() {
      return rawOf()
    },
  }
}
