import type { Field } from '../core/index.ts'
import { editsByField } from './field-edits.ts'
import type { Format } from './format.ts'
import { blockScanner } from './rows/block-scanner.ts'
import { lineEnd } from './rows/line-scanner.ts'
import { rowFormat } from './rows/row-format.ts'
import type { PieceKind, RowGrammar, RowPrefix, RowScanner } from './rows/row-grammar.ts'

/** A text up to this size is one sample. */
const DOCUMENT_BYTES = 1024 * 1024
/** A paragraph longer than this is read line by line. */
const PARAGRAPH_UNITS = 64 * 1024

/** Plain text: one sample a file, or one a paragraph when the file is larger than 1 MiB. */
export const text: Format = rowFormat({
  name: 'text',
  extensions: ['.txt', '.text', '.log', '.rst', '.org', '.tex', '.srt', '.vtt'],
  prefixBytes: DOCUMENT_BYTES,
  sniff: prefix => (prefix.text === undefined ? 'no' : 'possible'),
  begin,
})

/** Markdown, read as it is written. */
export const markdown: Format = rowFormat({
  name: 'markdown',
  extensions: ['.md', '.markdown', '.mdx', '.qmd'],
  prefixBytes: DOCUMENT_BYTES,
  sniff: prefix => (prefix.text === undefined ? 'no' : 'possible'),
  begin,
})

function begin({ outline, complete, limits }: RowPrefix): RowGrammar {
  const isDocument = complete && outline.length <= limits.maxRowBytes
  const scanner = isDocument ? wholeScanner : blockScanner(PARAGRAPH_UNITS, lineEnd(outline))
  return {
    scanner,
    keepsPartial: true,
    parse: row => [{ name: 'text', text: row, role: 'text' } satisfies Field],
    locate: edits => editsByField(edits).get('text') ?? [],
  }
}

/** Everything up to the end is one row. */
const wholeScanner: RowScanner = {
  kind: 'row',
  lines: 0,
  form: '',
  scan: () => -1,
  finish: (outline): PieceKind => (outline.length === 0 ? 'gap' : 'row'),
}
