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
