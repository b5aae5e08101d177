import { both, type FieldEdit } from '../../core/index.ts'
import { outputError } from '../container-errors.ts'
import type { RewriteEvent } from '../contract.ts'
import type { TextEdit } from '../document/mapped-text.ts'
import type { Decide, FormatOptions, Source } from '../format.ts'
import { spliceText } from '../text/text-codec.ts'
import { pageCompressor } from './compression.ts'
import {
  encodingsOf,
  i32,
  i64,
  type PageContent,
  valueKey,
  writeDataPage,
  writeDictionaryPage,
} from './encode.ts'
import { EntryEdits } from './entry-edits.ts'
import { type ColumnChunk, columnLabel, type Footer, type RowGroup, readFooter } from './footer.ts'
import { type Page, readPages } from './pages.ts'
import { eventOf, unreadColumns } from './row-event.ts'
import { type RowField, readRows } from './rows.ts'
import { numberIn, structIn, type ThriftStruct, type ThriftValue, writeThrift } from './thrift.ts'
import { isText } from './values.ts'

const COPY_BYTES = 1024 * 1024
const MAGIC_BYTES = 4
/** A rewritten column keeps its dictionary up to these bounds. */
const MAX_DICTIONARY_BYTES = 1024 * 1024
const MAX_DICTIONARY_VALUES = 100_000
const CODEC_NUMBERS = { UNCOMPRESSED: 0, SNAPPY: 1, GZIP: 2, LZO: 3, BROTLI: 4, LZ4: 5, ZSTD: 6, LZ4_RAW: 7 }
/** Footer fields that describe values, or point to structures that do. They go when values go. */
const CHUNK_INDEXES = [4, 5, 6, 7]
const CHUNK_BLOOM = [14, 15]
const CHUNK_STATISTICS = [12, 13, 16, 17]
const GROUP_ORDER = 4
const NO_EDITS = new EntryEdits()

/** What was decided about one row group. */
class GroupDecisions {
  readonly dropped: Uint8Array
  droppedCount = 0
  /** Edits by column. */
  readonly edits = new Map<number, EntryEdits>()

  constructor(rows: number) {
    this.dropped = new Uint8Array(rows)
  }

  get isEmpty(): boolean {
    return this.droppedCount === 0 && this.edits.size === 0
  }

  drop(row: number): void {
    this.dropped[row] = 1
    this.droppedCount++
  }

  edit(fields: readonly RowField[], edits: readonly FieldEdit[]): void {
    const placed = edits.flatMap(edit => {
      const field = fields.find(each => each.name === edit.field)
      return field ? [{ edit, field }] : []
    })
    placed.sort((a, b) => a.field.ordinal - b.field.ordinal)
    for (const { edit, field } of placed) {
      let column = this.edits.get(field.leaf)
      if (!column) {
        column = new EntryEdits()
        this.edits.set(field.leaf, column)
      }
      column.add(field.ordinal, edit)
    }
  }
}

/** Streams a Parquet file with the decided changes; what does not change is copied byte for byte. */
export async function* rewriteParquet(
  source: Source,
  options: FormatOptions,
  decide: Decide,
): AsyncGenerator<Uint8Array> {
  const footer = await readFooter(source, options.limits)
  const unread = unreadColumns(source, footer)
  if (unread && (await decide(unread)).action === 'drop') {
    throw outputError(
      source.path,
      both('columns that were not evaluated cannot be taken out', '无法移除未评估的列'),
      both('write these columns as JSON text first', '请先将这些列写为 JSON 文本'),
    )
  }
  const rewrite = new ParquetRewrite(source, options, footer)
  let row = 0
  let index = 0
  for (const [position, group] of footer.groups.entries()) {
    const decisions = new GroupDecisions(group.rows)
    let inGroup = 0
    for await (const batch of readRows(source, group, position, options)) {
      for (const each of batch) {
        const event: RewriteEvent = eventOf(source, row++, index, each, options)
        if (event.type === 'sample') index++
        const pending = decide(event)
        const decision = pending instanceof Promise ? await pending : pending
        if (decision.action === 'drop') decisions.drop(inGroup)
        else if (decision.action === 'edit') decisions.edit(each.fields, decision.edits)
        inGroup++
      }
    }
    yield* rewrite.group(group, position, decisions)
  }
  yield* rewrite.end()
}

class ParquetRewrite {
  readonly #source: Source
  readonly #options: FormatOptions
  readonly #footer: Footer
  readonly #groups: ThriftValue[] = []
  #rows = 0
  #written = 0
  /** While nothing has changed, the file is copied up to here as it is. */
  #copied = 0
  #hasChanged = false

  constructor(source: Source, options: FormatOptions, footer: Footer) {
    this.#source = source
    this.#options = options
    this.#footer = footer
  }

  async *group(group: RowGroup, position: number, decisions: GroupDecisions): AsyncGenerator<Uint8Array> {
    if (decisions.isEmpty && !this.#hasChanged) {
      const end = Math.max(this.#copied, ...group.chunks.map(chunk => chunk.end))
      yield* this.#copy(this.#copied, end)
      this.#copied = end
      this.#addGroup(
        group,
        group.chunks.map(chunk => movedChunk(chunk, 0)),
        group.rows,
      )
      return
    }
    this.#hasChanged = true
    if (this.#copied === 0) {
      yield* this.#copy(0, MAGIC_BYTES)
      this.#copied = MAGIC_BYTES
    }
    const rows = group.rows - decisions.droppedCount
    if (rows === 0) return
    const chunks: ThriftStruct[] = []
    for (const [index, chunk] of group.chunks.entries()) {
      const edits = decisions.edits.get(index)
      if (decisions.droppedCount === 0 && !edits) {
        chunks.push(movedChunk(chunk, this.#written - chunk.start))
        yield* this.#copy(chunk.start, chunk.end)
        continue
      }
      const writer = new ChunkWriter(
        this.#source,
        this.#options,
        chunk,
        columnLabel(this.#source.path, position, index),
      )
      const start = this.#written
      for await (const bytes of writer.write(decisions.dropped, edits ?? NO_EDITS)) {
        this.#written += bytes.length
        yield bytes
      }
      chunks.push(writer.metadata(start))
    }
    this.#addGroup(group, chunks, rows)
  }

  async *end(): AsyncGenerator<Uint8Array> {
    if (!this.#hasChanged) {
      yield* this.#copy(this.#copied, await this.#source.size())
      return
    }
    const struct: ThriftStruct = new Map(this.#footer.struct)
    struct.set(3, i64(this.#rows))
    struct.set(4, { type: 'list', of: 12, items: this.#groups })
    const bytes = writeThrift(struct)
    const tail = Buffer.alloc(8)
    tail.writeUInt32LE(bytes.length)
    tail.write('PAR1', 4, 'latin1')
    yield bytes
    yield tail
  }

  async *#copy(start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end; at += COPY_BYTES) {
      const bytes = await this.#source.slice(at, Math.min(end, at + COPY_BYTES))
      this.#written += bytes.length
      yield bytes
    }
  }

  #addGroup(group: RowGroup, chunks: readonly ThriftStruct[], rows: number): void {
    const fields: ThriftStruct = new Map(group.struct)
    const metadata = chunks.map(chunk => structIn(chunk, 3))
    fields.set(1, { type: 'list', of: 12, items: chunks.map(chunk => ({ type: 'struct', fields: chunk })) })
    fields.set(2, i64(sum(metadata, 6)))
    fields.set(3, i64(rows))
    if (rows !== group.rows || this.#hasChanged) fields.delete(GROUP_ORDER)
    if (fields.has(5)) fields.set(5, i64(Math.min(...metadata.map(startOf))))
    if (fields.has(6)) fields.set(6, i64(sum(metadata, 7)))
    this.#groups.push({ type: 'struct', fields })
    this.#rows += rows
  }
}

const sum = (structs: readonly (ThriftStruct | undefined)[], id: number): number =>
  structs.reduce((total, struct) => total + (numberIn(struct, id) ?? 0), 0)

function startOf(metadata: ThriftStruct | undefined): number {
  return numberIn(metadata, 11) || (numberIn(metadata, 9) ?? 0)
}

/** The metadata of a chunk that was copied to another place. Indexes stay behind: they hold places of the old file. */
function movedChunk(chunk: ColumnChunk, by: number): ThriftStruct {
  const metadata: ThriftStruct = new Map(structIn(chunk.struct, 3))
  for (const id of [9, 10, 11]) {
    const offset = numberIn(metadata, id)
    if (offset !== undefined && offset > 0) metadata.set(id, i64(offset + by))
  }
  for (const id of CHUNK_BLOOM) metadata.delete(id)
  return withMetadata(chunk, metadata, by)
}

function withMetadata(chunk: ColumnChunk, metadata: ThriftStruct, by: number): ThriftStruct {
  const fields: ThriftStruct = new Map(chunk.struct)
  for (const id of CHUNK_INDEXES) fields.delete(id)
  const offset = numberIn(fields, 2) ?? 0
  fields.set(2, i64(offset > 0 ? Math.max(0, offset + by) : 0))
  fields.set(3, { type: 'struct', fields: metadata })
  return fields
}

/** Writes one column chunk anew: without dropped rows, with edited values, in the compression it had. */
class ChunkWriter {
  readonly #source: Source
  readonly #options: FormatOptions
  readonly #chunk: ColumnChunk
  readonly #where: string
  #codec = 0
  #values = 0
  #plainLength = 0
  #length = 0
  #dictionaryLength = 0

  constructor(source: Source, options: FormatOptions, chunk: ColumnChunk, where: string) {
    this.#source = source
    this.#options = options
    this.#chunk = chunk
    this.#where = where
  }

  async *write(dropped: Uint8Array, edits: EntryEdits): AsyncGenerator<Buffer> {
    const { leaf } = this.#chunk
    const compressor = await pageCompressor(this.#chunk.codec)
    this.#codec = CODEC_NUMBERS[compressor.codec]
    const dictionary = await this.#dictionary(dropped, edits)
    if (dictionary) {
      const page = writeDictionaryPage(
        leaf,
        [...dictionary.values()].map(({ value }) => value),
        compressor,
      )
      this.#dictionaryLength = page.bytes.length
      yield this.#count(page)
    }
    const places = dictionary && new Map([...dictionary].map(([key, { place }]) => [key, place]))
    for await (const content of this.#contents(dropped, edits)) {
      if (content.definition.length === 0) continue
      this.#values += content.definition.length
      yield this.#count(writeDataPage(leaf, content, compressor, places))
    }
  }

  /** The chunk's metadata, once it was written from `start` on. */
  metadata(start: number): ThriftStruct {
    const metadata: ThriftStruct = new Map(structIn(this.#chunk.struct, 3))
    for (const id of [10, ...CHUNK_STATISTICS, ...CHUNK_BLOOM]) metadata.delete(id)
    metadata.set(2, encodingsOf(this.#dictionaryLength > 0))
    metadata.set(4, i32(this.#codec))
    metadata.set(5, i64(this.#values))
    metadata.set(6, i64(this.#plainLength))
    metadata.set(7, i64(this.#length))
    metadata.set(9, i64(start + this.#dictionaryLength))
    if (this.#dictionaryLength > 0) metadata.set(11, i64(start))
    else metadata.delete(11)
    return withMetadata(this.#chunk, metadata, start - this.#chunk.start)
  }

  #count({ bytes, plainLength }: { readonly bytes: Buffer; readonly plainLength: number }): Buffer {
    this.#plainLength += plainLength
    this.#length += bytes.length
    return bytes
  }

  /** The values that are left, if the column had a dictionary and they are few: none that was taken out stays in it. */
  async #dictionary(
    dropped: Uint8Array,
    edits: EntryEdits,
  ): Promise<Map<string, { readonly value: Uint8Array; readonly place: number }> | undefined> {
    const found = new Map<string, { readonly value: Uint8Array; readonly place: number }>()
    let bytes = 0
    for await (const { values, isDictionaryEncoded } of this.#contents(dropped, edits)) {
      if (!isDictionaryEncoded) return undefined
      for (const value of values) {
        const key = valueKey(value)
        if (found.has(key)) continue
        bytes += value.length
        if (bytes > MAX_DICTIONARY_BYTES || found.size >= MAX_DICTIONARY_VALUES) return undefined
        found.set(key, { value, place: found.size })
      }
    }
    return found.size > 0 ? found : undefined
  }

  /** The pages of the chunk as they shall be. */
  async *#contents(
    dropped: Uint8Array,
    edits: EntryEdits,
  ): AsyncGenerator<PageContent & { readonly isDictionaryEncoded: boolean }> {
    const editsOf = edits.lookUp()
    let base = 0
    let row = -1
    for await (const page of readPages(this.#source, this.#chunk, this.#options.limits, this.#where)) {
      const repetition: number[] = []
      const definition: number[] = []
      const values: Uint8Array[] = []
      let valueAt = 0
      for (let at = 0; at < page.count; at++) {
        const level = page.repetition?.[at] ?? 0
        if (level === 0) row++
        const value = this.#isPresent(page, at) ? page.values.get(valueAt++) : undefined
        if (dropped[row] === 1) continue
        const own = editsOf(base + at)
        const changed = own && value ? this.#edited(value, own) : value
        repetition.push(level)
        // A value taken out of an optional column leaves a null, one level below.
        definition.push(value && !changed ? this.#chunk.leaf.maxDefinition - 1 : this.#levelOf(page, at))
        if (changed) values.push(changed)
      }
      base += page.count
      yield { repetition, definition, values, isDictionaryEncoded: page.isDictionaryEncoded }
    }
  }

  #levelOf(page: Page, at: number): number {
    return page.definition?.[at] ?? this.#chunk.leaf.maxDefinition
  }

  #isPresent(page: Page, at: number): boolean {
    return this.#levelOf(page, at) === this.#chunk.leaf.maxDefinition
  }

  /** The new value; undefined when the column's type cannot hold it and a null must do. */
  #edited(value: Uint8Array, edits: readonly TextEdit[]): Uint8Array | undefined {
    const { leaf } = this.#chunk
    if (isText(leaf)) {
      return Buffer.from(spliceText(Buffer.from(value).toString('utf8'), edits))
    }
    if (leaf.isOptional) return undefined
    throw outputError(
      this.#where,
      both(
        'its values are no texts and may not be empty, so none can be edited',
        '该列的值不是文本且不允许为空，因此无法编辑',
      ),
      both(
        'drop the rows instead, or convert the column to text first',
        '请改为删除这些行，或先把该列转换为文本',
      ),
    )
  }
}
