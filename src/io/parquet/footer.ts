import { both, type Localized, type PlimsollError } from '../../core/index.ts'
import { inputError, limitError } from '../container-errors.ts'
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

const GET_AGAIN = both('get the file again or write it anew', '请重新获取或重新生成该文件')

export const parquetError = (place: string, problem: Localized): PlimsollError =>
  inputError(place, problem, GET_AGAIN)

const DAMAGED_FOOTER = both('its footer is damaged', '文件尾已损坏')

/** Names a column for messages: by its place, since names may be long. */
export const columnLabel = (path: string, group: number, column: number): string =>
  `${path}: column ${column + 1} of row group ${group + 1}`

/** Reads the footer. Throws E_INPUT or E_LIMIT with what is wrong. */
export async function readFooter(source: Source, limits: Limits): Promise<Footer> {
  const { path } = source
  const size = await source.size()
  const tail = Buffer.from(await source.slice(Math.max(0, size - TAIL_BYTES), size))
  const head = Buffer.from(await source.slice(0, 4)).toString('latin1')
  const magic = tail.subarray(-4).toString('latin1')
  if (magic === ENCRYPTED_MAGIC)
    throw parquetError(path, both('the Parquet file is encrypted', 'Parquet 文件已加密'))
  if (size < TAIL_BYTES + 4 || head !== MAGIC || magic !== MAGIC) {
    const cut =
      head === MAGIC
        ? both(
            'it breaks off, and what a Parquet file holds is written at its end',
            '文件不完整，而 Parquet 的目录写在文件末尾',
          )
        : both('the file is no Parquet file', '该文件不是 Parquet 文件')
    throw parquetError(path, cut)
  }
  const length = tail.readUInt32LE(tail.length - TAIL_BYTES)
  if (length > size - TAIL_BYTES - 4) {
    throw parquetError(
      path,
      both(
        `its footer claims ${length} bytes, more than the file has`,
        `文件尾声称有 ${length} 字节，超过文件大小`,
      ),
    )
  }
  if (length > MAX_FOOTER_BYTES) {
    throw limitError(
      path,
      both(
        `its footer holds ${length} bytes, at most ${MAX_FOOTER_BYTES} are read`,
        `文件尾有 ${length} 字节，最多读取 ${MAX_FOOTER_BYTES} 字节`,
      ),
    )
  }
  const bytes = await source.slice(size - TAIL_BYTES - length, size - TAIL_BYTES)
  const struct = parseFooter(path, bytes)
  const leaves = readSchema(struct)
  if ('en' in leaves) throw parquetError(path, leaves)
  const groups = itemsIn(struct, 4).map((item, position) => {
    if (item.type !== 'struct') throw parquetError(path, DAMAGED_FOOTER)
    return readGroup(path, item.fields, position, leaves, size)
  })
  const rows = groups.reduce((sum, group) => sum + group.rows, 0)
  if (rows > Math.max(FREE_ROWS, size * limits.maxExpansion)) {
    throw limitError(
      path,
      both(
        `it claims ${rows} rows, too many for its ${size} bytes`,
        `声称有 ${rows} 行，与 ${size} 字节的文件不符`,
      ),
    )
  }
  return { leaves, groups, rows, struct }
}

function parseFooter(path: string, bytes: Uint8Array): ThriftStruct {
  try {
    return new ThriftReader(bytes).struct()
  } catch (error) {
    if (!(error instanceof ThriftError)) throw error
    const { problem } = error
    throw parquetError(
      path,
      both(`its footer is damaged: ${problem.en}`, `文件尾已损坏：${problem['zh-CN']}`),
    )
  }
}

function readGroup(
  path: string,
  struct: ThriftStruct,
  position: number,
  leaves: readonly Leaf[],
  size: number,
): RowGroup {
  const group = `${path}: row group ${position + 1}`
  const rows = numberIn(struct, 3) ?? -1
  const columns = itemsIn(struct, 1)
  if (!(rows >= 0 && Number.isSafeInteger(rows)))
    throw parquetError(group, both('it has no proper row count', '没有有效的行数'))
  if (columns.length !== leaves.length) {
    throw parquetError(
      group,
      both(
        `it has ${columns.length} columns, the schema ${leaves.length}`,
        `有 ${columns.length} 列，而结构定义为 ${leaves.length} 列`,
      ),
    )
  }
  const chunks = columns.map((column, index): ColumnChunk => {
    const place = columnLabel(path, position, index)
    const fields = column.type === 'struct' ? column.fields : undefined
    const metadata = structIn(fields, 3)
    const leaf = leaves[index] as Leaf
    if (!fields || !metadata) throw parquetError(place, both('it has no metadata', '没有元数据'))
    if (fields.has(8)) throw parquetError(place, both('it is encrypted', '已加密'))
    if (fields.has(1)) throw parquetError(place, both('it lies in another file', '位于另一个文件中'))
    const dataAt = numberIn(metadata, 9) ?? -1
    const dictionaryAt = numberIn(metadata, 11) ?? 0
    // Chunks without values have a dictionary, but no data page.
    const places = [dictionaryAt, dataAt].filter(at => at > 0)
    const start = rows === 0 ? MAGIC.length : places.length > 0 ? Math.min(...places) : -1
    const end = rows === 0 ? start : start + (numberIn(metadata, 7) ?? -1)
    const valueCount = numberIn(metadata, 5) ?? -1
    const codec = CODECS[numberIn(metadata, 4) ?? -1]
    if (!(start >= 4 && end >= start && end <= size && valueCount >= 0)) {
      throw parquetError(place, both('it does not lie inside the file', '不在文件范围内'))
    }
    if (codec === undefined || codec === 'LZO') {
      throw parquetError(place, both('it uses a compression that is not read', '使用了不支持的压缩'))
    }
    return { leaf, codec, start, end, valueCount, struct: fields }
  })
  return { rows, chunks, struct }
}
