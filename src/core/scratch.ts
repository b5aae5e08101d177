/** A column of 32-bit words that may lie on disk. */
export interface ColumnReader {
  /** Words in the column. */
  readonly length: number
  /** The words from `from` up to `to`, `to` exclusive; they stay as they are. */
  read(from: number, to: number): Uint32Array
}

/** A column in a file of the scratch room. */
export interface SpilledColumn {
  readonly file: string
  /** Words in the column. */
  readonly length: number
}

/** A column as a summary holds it: short ones as they are, long ones by the name of their file. */
export type StoredColumn = Uint32Array | SpilledColumn | ColumnReader

/** A column in the making. */
export interface ColumnWriter {
  readonly length: number
  /** Adds the words, or the first `length` of them. */
  append(words: Uint32Array, length?: number): void
  /** What a summary keeps; the column may go on growing. */
  stored(): StoredColumn
}

/** Room for numbers that may not fit into memory. */
export interface Scratch {
  /** Bytes of memory that one step of an audit may use for its columns. */
  readonly memoryBytes: number
  /** Starts a column, or goes on with a stored one. Throws E_LIMIT when the room is full. */
  column(resumed?: StoredColumn): ColumnWriter
  open(column: StoredColumn): ColumnReader
  /** Removes a column that nobody needs any more. */
  drop(column: StoredColumn): void
}

const MEMORY_BYTES = 256 << 20

/** A scratch room that keeps everything in memory. */
export function memoryScratch(memoryBytes = MEMORY_BYTES): Scratch {
  return { memoryBytes, column: memoryColumn, open: openInMemory, drop: () => {} }
}

/** Reads a column that is in memory. Throws when it lies in a file. */
export function openInMemory(column: StoredColumn): ColumnReader {
  if (column instanceof Uint32Array) {
    return { length: column.length, read: (from, to) => column.subarray(from, to) }
  }
  if ('read' in column) return column
  throw new TypeError('the column lies in a file of another scratch room')
}

/** Copying fewer words one by one is faster than making a view of them. */
const FEW_WORDS = 64

/** Copies the first `count` words of an array to `to[at]` and on; the arrays must not overlap. */
export function copyWords(from: Uint32Array, count: number, to: Uint32Array, at: number): void {
  if (count < FEW_WORDS) for (let i = 0; i < count; i++) to[at + i] = from[i] as number
  else to.set(count === from.length ? from : from.subarray(0, count), at)
}

/** Words of a piece of a column. */
const LARGEST_PIECE = 1 << 16

function memoryColumn(resumed: StoredColumn = new Uint32Array(0)): ColumnWriter {
  const before = openInMemory(resumed)
  /** Full pieces, then the one that is being filled: nothing is copied twice while the column grows. */
  let full = [before.read(0, before.length).slice()]
  let piece = new Uint32Array(0)
  let held = 0
  let length = before.length
  return {
    get length() {
      return length
    },
    append(more, count = more.length) {
      if (held + count > piece.length) {
        full.push(piece.subarray(0, held))
        piece = new Uint32Array(Math.max(count, Math.min(LARGEST_PIECE, Math.max(1024, length))))
        held = 0
      }
      copyWords(more, count, piece, held)
      held += count
      length += count
    },
    stored() {
      const words = new Uint32Array(length)
      let at = 0
      for (const each of full) {
        words.set(each, at)
        at += each.length
      }
      words.set(piece.subarray(0, held), at)
      full = [words]
      piece = new Uint32Array(0)
      held = 0
      return words
    },
  }
}
