import { both, type Field } from '../../core/index.ts'
import type { FormatOptions, Source } from '../format.ts'
import { columnLabel, parquetError, type RowGroup } from './footer.ts'
import { type Entry, LeafCursor } from './leaf-cursor.ts'
import { readPages } from './pages.ts'
import type { Leaf, PathStep } from './schema.ts'
import { type ToText, textReader, type ValueText } from './values.ts'

/** Rows given at once. */
const BATCH_ROWS = 256
/** What no column is called unless its name holds data. */
const DATA = /@|\p{Nd}{5}|\p{Cc}/u
const MAX_NAME = 64

/** A field and where its value stands: column, and entry among those of the column chunk. */
export interface RowField extends Field {
  readonly leaf: number
  readonly ordinal: number
}

/** One row; `fields` are its beginning when it is too long to be a sample. */
export interface ParquetRow {
  readonly fields: readonly RowField[]
  readonly isTooLong: boolean
}

/** Streams the rows of a row group in batches. */
export async function* readRows(
  source: Source,
  group: RowGroup,
  position: number,
  options: FormatOptions,
): AsyncGenerator<readonly ParquetRow[]> {
  const columns = group.chunks.flatMap(({ leaf }, index) => {
    const toText = leaf.type === 'BOOLEAN' ? undefined : textReader(leaf)
    return toText ? [{ leaf, index, toText }] : []
  })
  const names = fieldNames(group.chunks.map(chunk => chunk.leaf))
  const cursors = columns.map(({ leaf, index }) => {
    const where = columnLabel(source.path, position, index)
    const chunk = group.chunks[index] as RowGroup['chunks'][number]
    return new LeafCursor(leaf, readPages(source, chunk, options.limits, where), where)
  })
  const builder = new RowBuilder(columns, names, options.limits.maxRowBytes)
  try {
    for (let row = 0; row < group.rows; ) {
      const batch: ParquetRow[] = []
      for (; row < group.rows && batch.length < BATCH_ROWS; row++) {
        for (const cursor of cursors) if (!cursor.isReady()) await cursor.fill()
        const entries = cursors.map(cursor => cursor.take())
        const missing = entries.indexOf(undefined)
        if (missing >= 0) {
          const column = (columns[missing] as Column).index
          throw parquetError(
            columnLabel(source.path, position, column),
            both(`it ends after ${row} of ${group.rows} rows`, `共 ${group.rows} 行，在第 ${row} 行后结束`),
          )
        }
        batch.push(builder.build(entries as readonly (readonly Entry[])[]))
      }
      yield batch
    }
  } finally {
    for (const cursor of cursors) await cursor.close()
  }
}

interface Column {
  readonly leaf: Leaf
  readonly index: number
  readonly toText: ToText
}

type Placed = { readonly field: RowField; readonly key: readonly number[] }

class RowBuilder {
  readonly #columns: readonly Column[]
  readonly #names: readonly FieldName[]
  readonly #maxRowBytes: number

  constructor(columns: readonly Column[], names: readonly FieldName[], maxRowBytes: number) {
    this.#columns = columns
    this.#names = names
    this.#maxRowBytes = maxRowBytes
  }

  build(entries: readonly (readonly Entry[])[]): ParquetRow {
    let bytes = 0
    for (const column of entries) for (const { value } of column) bytes += value?.length ?? 0
    const isTooLong = bytes > this.#maxRowBytes
    let left = this.#maxRowBytes
    const fields: RowField[] = []
    let nested: Placed[] = []
    let nestedTop: string | undefined
    const flush = () => {
      nested.sort((a, b) => compareKeys(a.key, b.key))
      for (const { field } of nested) fields.push(field)
      nested = []
    }
    for (const [at, { leaf, index, toText }] of this.#columns.entries()) {
      const top = leaf.path[0]
      if (top !== nestedTop) flush()
      nestedTop = top
      const name = this.#names[index] as FieldName
      const indices = new Array<number>(leaf.maxRepetition).fill(0)
      for (const { repetition, value, ordinal } of entries[at] as readonly Entry[]) {
        if (repetition > 0) {
          indices[repetition - 1] = (indices[repetition - 1] as number) + 1
          indices.fill(0, repetition)
        }
        const text = value && (isTooLong ? beginningOf(value, left) : toText(value))
        left -= value?.length ?? 0
        if (!text || text.text === '') continue
        const field = { name: name.at(indices), ...text, leaf: index, ordinal }
        if (leaf.maxRepetition === 0) fields.push(field)
        else nested.push({ field, key: name.key(indices) })
      }
    }
    flush()
    return { fields, isTooLong }
  }
}

/** As much of a value as there is room for, to show what a refused row held. */
const beginningOf = (value: Uint8Array, left: number): ValueText => ({
  text: Buffer.from(value.subarray(0, Math.max(0, left))).toString('utf8'),
})

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = (a[i] as number) - (b[i] as number)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

interface FieldName {
  /** The name at some list indices. */
  at(indices: readonly number[]): string
  /** Orders the fields of a row as they would stand in JSON. */
  key(indices: readonly number[]): readonly number[]
}

/** The names of all columns; two that would have the same are told apart by a number. */
function fieldNames(leaves: readonly Leaf[]): FieldName[] {
  const seen = new Map<string, number>()
  return leaves.map(({ steps }) => {
    const shape = render(steps, [])
    const count = (seen.get(shape) ?? 0) + 1
    seen.set(shape, count)
    const suffix = count > 1 ? `{${count}}` : ''
    const constant = steps.every(step => step.kind === 'name') ? `${shape}${suffix}` : undefined
    return {
      at: indices => constant ?? `${render(steps, indices)}${suffix}`,
      key: indices => steps.map(step => (step.kind === 'name' ? step.order : (indices[step.level] ?? 0))),
    }
  })
}

function render(steps: readonly PathStep[], indices: readonly number[]): string {
  let name = ''
  for (const step of steps) {
    if (step.kind === 'index') name += `[${indices[step.level] ?? 0}]`
    else name += `${name === '' ? '' : '.'}${shownName(step.name, step.order)}`
  }
  return name
}

/** Column names are schema, not data, unless they look like data. */
const shownName = (name: string, order: number): string =>
  name === '' || name.length > MAX_NAME || DATA.test(name) ? `{${order}}` : name
