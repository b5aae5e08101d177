import type { ColumnReader, Scratch, StoredColumn } from '../../core/index.ts'

/** Words read from a column at once. */
const CHUNK_WORDS = 1 << 18

/** Reads a column from end to end in pieces that hold whole records of `stride` words. */
export function* piecesOf(column: ColumnReader, stride: number): Generator<Uint32Array> {
  const step = Math.max(stride, CHUNK_WORDS - (CHUNK_WORDS % stride))
  for (let at = 0; at < column.length; at += step) {
    yield column.read(at, Math.min(column.length, at + step))
  }
}

/** Words read at once where single records are asked for, and such blocks kept. */
const BLOCK_WORDS = 1 << 13
const MAX_BLOCKS = 256

/** Reads single records: of a column in a file a whole block at a time, because a call costs more than its bytes. */
export function recordReader(scratch: Scratch, stored: StoredColumn): ColumnReader {
  const column = scratch.open(stored)
  if (stored instanceof Uint32Array || 'read' in stored) return column
  const { length } = column
  const blocks = new Map<number, Uint32Array>()
  const blockOf = (number: number): Uint32Array => {
    const known = blocks.get(number)
    if (known !== undefined) return known
    const block = column.read(number * BLOCK_WORDS, Math.min(length, (number + 1) * BLOCK_WORDS))
    if (blocks.size >= MAX_BLOCKS) blocks.clear()
    blocks.set(number, block)
    return block
  }
  return {
    length,
    read(from, to) {
      const first = Math.floor(from / BLOCK_WORDS)
      const last = Math.floor((to - 1) / BLOCK_WORDS)
      const start = first * BLOCK_WORDS
      if (first === last) return blockOf(first).subarray(from - start, to - start)
      if (last - first > 1 || to <= from) return column.read(from, to)
      const words = new Uint32Array(to - from)
      const head = blockOf(first).subarray(from - start)
      words.set(head)
      words.set(blockOf(last).subarray(0, to - last * BLOCK_WORDS), head.length)
      return words
    },
  }
}

/** Writes single records to a column in pieces. */
export function recordWriter(scratch: Scratch, stride: number, pieceWords = 1 << 14) {
  const column = scratch.column()
  let piece: Uint32Array | undefined
  let held = 0
  const flush = () => {
    if (piece !== undefined && held > 0) column.append(piece.subarray(0, held))
    held = 0
  }
  return {
    /** Records so far. */
    get count(): number {
      return (column.length + held) / stride
    },
    /** Adds the record at `words[at]`. */
    put(words: Uint32Array, at: number): void {
      piece ??= new Uint32Array(Math.max(stride, pieceWords - (pieceWords % stride)))
      if (held + stride > piece.length) flush()
      for (let i = 0; i < stride; i++) piece[held++] = words[at + i] as number
    },
    stored(): StoredColumn {
      flush()
      return column.stored()
    },
  }
}

export type RecordWriter = ReturnType<typeof recordWriter>

/** Parts that one pass over a column may be cut into: each holds a piece in memory. */
export const MAX_PARTS = 512

/** Distributes the records of columns to parts, in order within each part. */
export function scatter(
  columns: Iterable<ColumnReader>,
  scratch: Scratch,
  {
    stride,
    parts,
    partOf,
  }: { stride: number; parts: number; partOf: (words: Uint32Array, at: number) => number },
): StoredColumn[] {
  const pieceWords = Math.min(1 << 14, Math.max(256, Math.floor(scratch.memoryBytes / 8 / parts)))
  const writers = Array.from({ length: parts }, () => recordWriter(scratch, stride, pieceWords))
  for (const column of columns) {
    for (const words of piecesOf(column, stride)) {
      for (let at = 0; at < words.length; at += stride) {
        const part = partOf(words, at)
        if (part >= 0) writers[part]?.put(words, at)
      }
    }
  }
  return writers.map(each => each.stored())
}
