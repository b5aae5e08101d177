import type { Format } from './format.ts'
import { readFooter } from './parquet/footer.ts'
import { rewriteParquet } from './parquet/rewrite.ts'
import { eventOf, unreadColumns } from './parquet/row-event.ts'
import { readRows } from './parquet/rows.ts'

/**
 * Parquet files: a sample for every row, nested values named by their path (`conversations[0].value`, maps as
 * `tags[0].key` and `tags[0].value`). Numbers come in full, dates and times as ISO 8601; booleans and binary data give
 * no fields. Row groups are read page by page, so that memory does not grow with them.
 */
export const parquet: Format = {
  name: 'parquet',
  extensions: ['.parquet', '.pq'],
  content: 'binary',
  sniff({ bytes, extension }) {
    const magic = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
    if (magic === 'PAR1' || magic === 'PARE') return 'certain'
    return parquet.extensions.includes(extension) ? 'possible' : 'no'
  },
  async *read(source, options) {
    const footer = await readFooter(source, options.limits)
    const unread = unreadColumns(source, footer)
    if (unread) yield unread
    let row = 0
    let index = 0
    for (const [position, group] of footer.groups.entries()) {
      for await (const batch of readRows(source, group, position, options)) {
        for (const each of batch) {
          const event = eventOf(source, row++, index, each, options)
          if (event.type === 'sample') index++
          yield event
        }
      }
    }
  },
  rewrite: rewriteParquet,
}
