import { both, type Localized, type Locator, PlimsollError, type SampleDecision } from '../../core/index.ts'
import type { ReadEvent, RewriteEvent } from '../contract.ts'
import type { Decide, Format, FormatOptions, Source } from '../format.ts'
import type { TextCodec } from '../text/text-codec.ts'
import type { RowGrammar, RowPrefix } from './row-grammar.ts'
import { bytesOf, type CutSettings, type Piece, type PieceBatch, rowPieces } from './row-pieces.ts'

/** How much a grammar usually sees before it reads. */
const PREFIX_BYTES = 64 * 1024
/** Output is given in pieces of at least this size. */
const OUTPUT_BYTES = 256 * 1024

/** What a format of rows says about itself. */
export interface RowFormat extends Pick<Format, 'name' | 'extensions' | 'kind' | 'sniff'> {
  readonly prefixBytes?: number
  readonly begin: (prefix: RowPrefix) => RowGrammar
}

/** Makes a format of a grammar: everything that formats of rows have in common. */
export function rowFormat(definition: RowFormat): Format {
  const { prefixBytes = PREFIX_BYTES, begin, ...rest } = definition
  const settings = (skipGaps: boolean): CutSettings => ({ prefixBytes, begin, skipGaps })
  return {
    ...rest,
    content: 'text',
    async *read(source, options) {
      for await (const events of readBatches(source, options, settings(true))) yield* events
    },
    readBatches: (source, options) => readBatches(source, options, settings(true)),
    async *rewrite(source, options, decide) {
      const writer = new RowWriter(decide, new RowReader(source, options))
      for await (const batch of rowPieces(source, options, settings(false))) {
        for (const piece of batch.pieces) {
          const decided = writer.write(piece, batch)
          if (decided !== undefined) await decided
          if (writer.pending >= OUTPUT_BYTES) yield writer.take()
        }
      }
      if (writer.pending > 0) yield writer.take()
    },
  }
}

async function* readBatches(
  source: Source,
  options: FormatOptions,
  settings: CutSettings,
): AsyncGenerator<readonly ReadEvent[]> {
  const reader = new RowReader(source, options)
  for await (const batch of rowPieces(source, options, settings)) {
    const events: ReadEvent[] = []
    for (const piece of batch.pieces) {
      const event = reader.event(piece, batch)
      if (event !== undefined) events.push(event)
    }
    if (events.length > 0) yield events
  }
}

/** Makes events of pieces. */
class RowReader {
  readonly #path: string
  readonly #options: FormatOptions
  #index = 0
  #row = 0
  /** The text of the row parsed last. */
  text = ''

  constructor(source: Source, options: FormatOptions) {
    this.#path = source.path
    this.#options = options
  }

  /** The event of a piece; undefined for gaps, headers and the rest of long rows. */
  event(
    piece: Piece,
    { codec, verified, grammar }: PieceBatch & { grammar: RowGrammar },
  ): ReadEvent | undefined {
    if (piece.kind === 'row') {
      this.#row++
      if (this.#row === 1 && grammar.hasHeader === true) return undefined
      const text = codec.decode(piece.buffer, verified, piece.start, piece.end)
      if (text === undefined) return this.#reject(piece, grammar, notInEncoding(codec))
      const parsed = grammar.parse(text, piece.form)
      if (parsed === undefined) return undefined
      if ('reject' in parsed) return this.#reject(piece, grammar, parsed.reject)
      this.text = text
      const sample = { index: this.#index++, locator: this.#locator(piece, grammar), fields: parsed }
      return { type: 'sample', sample }
    }
    if (piece.kind === 'bad') {
      this.#row++
      return this.#reject(piece, grammar, piece.reason ?? both('the row is malformed', '该行格式有误'))
    }
    if (piece.kind === 'long') {
      this.#row++
      return this.#reject(piece, grammar, tooLong(this.#options.limits.maxRowBytes))
    }
    return undefined
  }

  #reject(piece: Piece, grammar: RowGrammar, reason: Localized): ReadEvent {
    return { type: 'reject', locator: this.#locator(piece, grammar), reason }
  }

  #locator({ line, byte }: Piece, grammar: RowGrammar): Locator {
    return grammar.isTable === true
      ? { path: this.#path, line, row: this.#row, byte }
      : { path: this.#path, line, byte }
  }
}

/** Collects the new content. */
class RowWriter {
  readonly #decide: Decide
  readonly #reader: RowReader
  #parts: Uint8Array[] = []
  /** Bytes that wait to be taken. */
  pending = 0
  /** True when the row before was kept, so that its terminator and its rest are too. */
  #isKept = true
  /** The separator after the last kept row, until the next kept row needs it. */
  #separator: Uint8Array | undefined
  #hasRow = false

  constructor(decide: Decide, reader: RowReader) {
    this.#decide = decide
    this.#reader = reader
  }

  /** Writes one piece; gives a promise only when the decision is one. */
  write(piece: Piece, batch: PieceBatch & { grammar: RowGrammar }): Promise<void> | undefined {
    switch (piece.kind) {
      case 'gap':
        this.#hasRow = false
        this.#separator = undefined
        this.#put(bytesOf(piece))
        return undefined
      case 'separator':
        if (this.#isKept) this.#separator = bytesOf(piece)
        return undefined
      case 'terminator':
      case 'rest':
        if (this.#isKept) this.#put(bytesOf(piece))
        return undefined
      default:
        return this.#row(piece, batch)
    }
  }

  take(): Uint8Array {
    const taken = this.#parts.length === 1 ? (this.#parts[0] as Uint8Array) : Buffer.concat(this.#parts)
    this.#parts = []
    this.pending = 0
    return taken
  }

  #row(piece: Piece, batch: PieceBatch & { grammar: RowGrammar }): Promise<void> | undefined {
    const event = this.#reader.event(piece, batch)
    if (event === undefined) {
      this.#keep(bytesOf(piece))
      return undefined
    }
    const { text } = this.#reader
    const asked: RewriteEvent =
      piece.kind === 'long'
        ? { ...event, raw: bytesOf(piece), truncated: true }
        : { ...event, raw: bytesOf(piece) }
    const decision = this.#decide(asked)
    if (decision instanceof Promise)
      return decision.then(each => this.#carryOut(each, event, piece, text, batch))
    this.#carryOut(decision, event, piece, text, batch)
    return undefined
  }

  #carryOut(
    decision: SampleDecision,
    event: ReadEvent,
    piece: Piece,
    text: string,
    { codec, grammar }: { codec: TextCodec; grammar: RowGrammar },
  ): void {
    if (decision.action === 'drop') {
      const instead = grammar.dropped?.(piece.form)
      if (instead === undefined) this.#isKept = false
      else this.#keep(codec.encode(instead))
    } else if (decision.action === 'edit' && event.type === 'sample') {
      const known = new Set(event.sample.fields.map(field => field.name))
      if (decision.edits.some(edit => !known.has(edit.field))) {
        throw new PlimsollError(
          'E_INTERNAL',
          both('an edit names a field that its sample does not have', '修改指向了样本中不存在的字段'),
        )
      }
      this.#keep(codec.splice(bytesOf(piece), text, grammar.locate(decision.edits)))
    } else {
      this.#keep(bytesOf(piece))
    }
  }

  #keep(bytes: Uint8Array): void {
    if (this.#separator !== undefined && this.#hasRow) this.#put(this.#separator)
    this.#separator = undefined
    this.#hasRow = true
    this.#isKept = true
    this.#put(bytes)
  }

  #put(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.#parts.push(bytes)
    this.pending += bytes.length
  }
}

const notInEncoding = ({ label }: TextCodec) =>
  both(`the row is not valid ${label}`, `该行不是有效的 ${label} 编码`)

const tooLong = (limit: number) =>
  both(`the row is longer than ${limit} bytes`, `该行超过 ${limit} 字节的上限`)
