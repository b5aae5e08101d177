import type { Format } from './format.ts'
import { isCompoundFile, isZip, officeKind } from './office/package.ts'
import { extraSample, fieldsOfEntry, rejectionOf, SheetPass, workbookExtras } from './office/sheet-pass.ts'
import { openWorkbook } from './office/workbook.ts'
import { rewriteWorkbook } from './office/xlsx-rewrite.ts'

/**
 * Workbooks: a sample for every row with content, its fields named by the header row or by column letters. Rows,
 * columns, sheets and cells that are hidden give `#hidden(how).Name`; `#comment(B2)` and `#formula.Name` stand with
 * their row. What belongs to no row (links, page headers, properties, caches) follows in samples without a row.
 */
export const xlsx: Format = {
  name: 'xlsx',
  extensions: ['.xlsx', '.xlsm', '.xltx', '.xltm'],
  content: 'binary',
  sniff({ bytes, extension }) {
    if (isCompoundFile(bytes)) return /^\.xl[st]/.test(extension) ? 'possible' : 'no'
    if (!isZip(bytes)) return xlsx.extensions.includes(extension) ? 'possible' : 'no'
    const kind = officeKind(bytes)
    if (kind !== undefined) return kind === 'xl' ? 'certain' : 'no'
    return xlsx.extensions.includes(extension) ? 'possible' : 'no'
  },
  async *read(source, options) {
    const workbook = await openWorkbook(source, options.limits)
    let index = 0
    for (const sheet of workbook.sheets) {
      const pass = new SheetPass(workbook, sheet, options)
      for await (const entries of pass.entries()) {
        for (const entry of entries) {
          const locator = { path: source.path, sheet: sheet.name, row: entry.row.number }
          if (entry.isTooLong) yield { type: 'reject', locator, reason: rejectionOf(options) }
          else yield { type: 'sample', sample: { index: index++, locator, fields: fieldsOfEntry(entry) } }
        }
      }
      const extras = await pass.extras()
      if (extras.length > 0) yield { type: 'sample', sample: extraSample(source, index++, extras, sheet) }
    }
    const extras = await workbookExtras(workbook)
    if (extras.length > 0) yield { type: 'sample', sample: extraSample(source, index++, extras) }
  },
  async *rewrite(source, options, decide) {
    yield* rewriteWorkbook(source, options, decide)
  },
}
