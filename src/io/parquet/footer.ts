import { PlimsollError } from '../../core/index.ts'
import type { Limits } from '../contract.ts'
import type { Source } from '../format.ts'
import { type Leaf, readSchema } from './schema.ts'
import { itemsIn, numberIn, structIn, ThriftError, ThriftReader, type ThriftStruct } from './thrift.ts'

const MAGIC = 'PAR1'
const ENCRYPTED_MAGIC = 'PARE'
const TAIL_BYTES = 8
/** A footer's structures need many times its bytes in memory (CWE-770). */
const MAX_FOOTER_BYTES = 32 * 1024 * 1024
/** A file may always claim this many rows; more only in proportion to its size (CWE-409). */
const FREE_ROWS = 50_000_000

const CODECS = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'LZO', 'BROTLI', 'LZ4', 'ZSTD', 'LZ4_RAW'] as const
export type ParquetCodec = (typeof CODECS)[number]

/** Where the values of one column in one row group lie. */
export interface ColumnChunk {
  readonly leaf: Leaf
  readonly codec: ParquetCodec
  readonly start: number
  readonly end: number
  /** Values with nulls, in all pages. */
  readonly valueCount: number
  /** The `ColumnChunk` structure of the footer. */
  readonly struct: ThriftStruct
}

export interface RowGroup {
  readonly rows: number
  readonly chunks: readonly ColumnChunk[]
  /** The `RowGroup` structure of the footer. */
  readonly struct: ThriftStruct
}

/** The footer of a Parquet file, checked. */
export interface Footer {
  readonly leaves: readonly Leaf[]
  readonly groups: readonly RowGroup[]
  readonly rows: number
  /** The `FileMetaData` structure. */
  readonly struct: ThriftStruct
}

export const parquetError = (path: string, problem: string): PlimsollError =>
  new PlimsollError('E_INPUT', `${path}: ${problem}`, { advice: 'get the file again or write it anew' })

/** Reads the footer. Throws E_INPUT or E_LIMIT with what is wrong. */
export async function readFooter(source: Source, limits: Limits): Promise<Footer> {
  const { path } = source
  const size = await source.size()
  const tail = Buffer.from(await source.slice(Math.max(0, size - TAIL_BYTES), size))
  const head = Buffer.from(await source.slice(0, 4)).toString('latin1')
  const magic = tail.subarray(-4).toString('latin1')
  if (magic === ENCRYPTED_MAGIC) throw parquetError(path, 'the Parquet file is encrypted')
  if (size < TAIL_BYTES + 4 || head !== MAGIC || magic !== MAGIC) {
    const cut =
      head === MAGIC
        ? 'it breaks off, and what a Parquet file holds is written at its end'
        : 'the file is no Parquet file'
    throw parquetError(path, cut)
  }
  const length = tail.readUInt32LE(tail.length - TAIL_BYTES)
  if (length > size - TAIL_BYTES - 4) {
    throw parquetError(path, `its footer claims ${length} bytes, more than the file has`)
  }
  if (length > MAX_FOOTER_BYTES) {
    throw new PlimsollError(
      'E_LIMIT',
      `${path}: its footer holds ${length} bytes, at most ${MAX_FOOTER_BYTES} are read`,
    )
  }
  const bytes = await source.slice(size - TAIL_BYTES - length, size - TAIL_BYTES)
  const struct = parseFooter(path, bytes)
  const leaves = readSchema(struct)
  if (typeof leaves === 'string') throw parquetError(path, leaves)
  const groups = itemsIn(struct, 4).map((item, position) => {
    if (item.type !== 'struct') throw parquetError(path, 'its footer is damaged')
    return readGroup(path, item.fields, position, leaves, size)
  })
  const rows = groups.reduce((sum, group) => sum + group.rows, 0)
  if (rows > Math.max(FREE_ROWS, size * limits.maxExpansion)) {
    throw new PlimsollError('E_LIMIT', `${path}: it claims ${rows} rows, too many for its ${size} bytes`)
  }
  return { leaves, groups, rows, struct }
}

function parseFooter(path: string, bytes: Uint8Array): ThriftStruct {
  try {
    return new ThriftReader(bytes).struct()
  } catch (error) {
    if (!(error instanceof ThriftError)) throw error
    throw parquetError(path, `its footer is damaged: ${error.message}`)
  }
}

function readGroup(
  path: string,
  struct: ThriftStruct,
  position: number,
  leaves: readonly Leaf[],
  size: number,
): RowGroup {
  const where = `row group ${position + 1}`
  const rows = numberIn(struct, 3) ?? -1
  const columns = itemsIn(struct, 1)
  if (!(rows >= 0 && Number.isSafeInteger(rows))) throw parquetError(path, `${where} has no proper row count`)
  if (columns.length !== leaves.length) {
    throw parquetError(path, `${where} has ${columns.length} columns, the schema ${leaves.length}`)
  }
  const chunks = columns.map((column, index): ColumnChunk => {
    const fields = column.type === 'struct' ? column.fields : undefined
    const metadata = structIn(fields, 3)
    const leaf = leaves[index] as Leaf
    if (!fields || !metadata) throw parquetError(path, `column ${index + 1} of ${where} has no metadata`)
    if (fields.has(8)) throw parquetError(path, `column ${index + 1} of ${where} is encrypted`)
    if (fields.has(1)) throw parquetError(path, `column ${index + 1} of ${where} lies in another file`)
    const dataAt = numberIn(metadata, 9) ?? -1
    const dictionaryAt = numberIn(metadata, 11) ?? 0
    const start = dictionaryAt > 0 ? Math.min(dictionaryAt, dataAt) : dataAt
    const end = start + (numberIn(metadata, 7) ?? -1)
    const valueCount = numberIn(metadata, 5) ?? -1
    const codec = CODECS[numberIn(metadata, 4) ?? -1]
    if (!(start >= 4 && end >= start && end <= size && valueCount >= 0)) {
      throw parquetError(path, `column ${index + 1} of ${where} does not lie inside the file`)
    }
    if (codec === undefined || codec === 'LZO') {
      throw parquetError(path, `column ${index + 1} of ${where} uses a compression that is not read`)
    }
    return { leaf, codec, start, end, valueCount, struct: fields }
  })
  return { rows, chunks, struct }
}
