import { type Cell, splitCells } from './cells.ts'

/** How a table of characters is written. */
export interface Dialect {
  readonly delimiter: string
  /** False when quotes are ordinary characters. */
  readonly quoted: boolean
  /** True when the first line only names the delimiter (`sep=;`, as Excel writes it). */
  readonly hasPreamble: boolean
}

/** Rows that a guess looks at. */
const SAMPLE_ROWS = 200
const PREAMBLE = /^sep=([\t -~])\r?\n/u

/** A dialect with how well it fits, from 0 to about 1.6, and the rows that it gives. */
export interface FittedDialect extends Dialect {
  readonly fit: number
  /** The number of cells that most rows have. */
  readonly width: number
  readonly rows: readonly (readonly Cell[])[]
}

/** Finds the dialect in which the first rows look most like a table. `text` holds whole lines. */
export function fitDialect(text: string, complete: boolean, delimiters: readonly string[]): FittedDialect {
  const preamble = PREAMBLE.exec(text)
  const body = preamble === null ? text : text.slice(preamble[0].length)
  const candidates = preamble === null ? delimiters : [preamble[1] as string]
  let best: FittedDialect | undefined
  for (const delimiter of candidates) {
    for (const quoted of [true, false]) {
      const fitted = fit(body, complete, { delimiter, quoted, hasPreamble: preamble !== null })
      if (best === undefined || fitted.fit > best.fit) best = fitted
    }
  }
  return best as FittedDialect
}

function fit(text: string, complete: boolean, dialect: Dialect): FittedDialect {
  const rows: Cell[][] = []
  let flaws = 0
  for (const row of sampleRows(text, complete, dialect)) {
    const cells = splitCells(row, dialect)
    rows.push(cells)
    for (const cell of cells) if (isFlaw(cell, dialect)) flaws++
  }
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [width, share] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [1, 0]
  const consistency = rows.length === 0 ? 0 : share / rows.length
  const isTable = width > 1 ? 0.3 : 0
  const beginsAsTable = width > 1 && rows[0]?.length === width ? 0.2 : 0
  const isUsual = dialect.quoted ? 0.05 : 0
  const bonus = isTable + beginsAsTable + isUsual
  return { ...dialect, rows, width, fit: consistency + bonus - (0.5 * flaws) / Math.max(1, rows.length) }
}

/** A cell that would hardly stand like this in a table of this dialect. */
function isFlaw(cell: Cell, { delimiter, quoted }: Dialect): boolean {
  if (!quoted) return /^".*"$/su.test(cell.text)
  return cell.isFlawed || (delimiter === '\t' && cell.text.includes('\t') && /[\r\n]/u.test(cell.text))
}

/** Cuts the sample into rows; line ends inside quotes do not count. */
function* sampleRows(text: string, complete: boolean, { delimiter, quoted }: Dialect): Generator<string> {
  let start = 0
  let inQuotes = false
  let atCellStart = true
  let count = 0
  for (let i = 0; i < text.length && count < SAMPLE_ROWS; i++) {
    const character = text[i]
    if (character === '"' && quoted && (inQuotes || atCellStart)) inQuotes = !inQuotes
    else if (!inQuotes && (character === '\n' || character === '\r')) {
      const row = text.slice(start, i)
      if (row.trim() !== '') {
        count++
        yield row
      }
      start = i + 1
      atCellStart = true
      continue
    }
    // A quote right after a closing quote goes on with the same cell.
    atCellStart = character === delimiter || (character === '"' && !inQuotes)
  }
  if (complete && count < SAMPLE_ROWS && text.slice(start).trim() !== '') yield text.slice(start)
}
