import type { SampleDecision } from '../../core/index.ts'
import type { ReadEvent, RewriteEvent } from '../contract.ts'
import { checkEdits } from '../field-edits.ts'
import type { Decide } from '../format.ts'
import type { TextCodec } from '../text/text-codec.ts'
import type { RowReader } from './_row-reader.ts'
import type { RowGrammar } from './row-grammar.ts'
import { bytesOf, type Piece, type PieceBatch } from './row-pieces.ts'

/** Collects the new content. */
export class RowWriter {
  readonly #decide: Decide
  readonly #reader: RowReader
  #parts: Uint8Array[] = []
  /** A stretch of one buffer that waits to be joined by what follows it there. */
  #run: Uint8Array | undefined
  #runStart = 0
  #runEnd = 0
  /** Bytes that wait to be taken. */
  pending = 0
  /** True when the row before was kept, so that its terminator and its rest are too. */
  #isKept = true
  /** The separator after the last kept row, until the next kept row needs it. */
  #separator: Piece | undefined
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
        this.#put(piece.buffer, piece.start, piece.end)
        return undefined
      case 'separator':
        if (this.#isKept) this.#separator = piece
        return undefined
      case 'terminator':
      case 'rest':
        if (this.#isKept) this.#put(piece.buffer, piece.start, piece.end)
        return undefined
      default:
        return this.#row(piece, batch)
    }
  }

  take(): Uint8Array {
    this.#endRun()
    const taken = this.#parts.length === 1 ? (this.#parts[0] as Uint8Array) : Buffer.concat(this.#parts)
    this.#parts = []
    this.pending = 0
    return taken
  }

  #row(piece: Piece, batch: PieceBatch & { grammar: RowGrammar }): Promise<void> | undefined {
    const event = this.#reader.event(piece, batch)
    if (event === undefined) {
      this.#keepPiece(piece)
      return undefined
    }
    const { text } = this.#reader
    const raw = bytesOf(piece)
    const decision = this.#decide(asking(event, raw, piece.kind === 'long'))
    if (decision instanceof Promise) {
      return decision.then(each => this.#carryOut(each, event, piece, text, batch))
    }
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
      checkEdits(event.sample.fields, decision.edits)
      this.#keep(codec.splice(bytesOf(piece), text, grammar.locate(decision.edits)))
    } else {
      this.#keepPiece(piece)
    }
  }

  #keepPiece(piece: Piece): void {
    this.#separate()
    this.#put(piece.buffer, piece.start, piece.end)
  }

  #keep(bytes: Uint8Array): void {
    this.#separate()
    this.#put(bytes, 0, bytes.length)
  }

  #separate(): void {
    const separator = this.#separator
    if (separator !== undefined && this.#hasRow) this.#put(separator.buffer, separator.start, separator.end)
    this.#separator = undefined
    this.#hasRow = true
    this.#isKept = true
  }

  #put(buffer: Uint8Array, start: number, end: number): void {
    this.pending += end - start
    if (buffer === this.#run && start === this.#runEnd) {
      this.#runEnd = end
      return
    }
    this.#endRun()
    this.#run = buffer
    this.#runStart = start
    this.#runEnd = end
  }

  #endRun(): void {
    if (this.#run !== undefined && this.#runEnd > this.#runStart) {
      this.#parts.push(this.#run.subarray(this.#runStart, this.#runEnd))
    }
    this.#run = undefined
  }
}

/** Spelled out, because copying an object with a spread takes longer than reading a short row. */
function asking(event: ReadEvent, raw: Uint8Array, truncated: boolean): RewriteEvent {
  if (event.type === 'sample') return { type: 'sample', sample: event.sample, raw }
  const { locator, reason } = event
  return truncated
    ? { type: 'reject', locator, reason, raw, truncated }
    : { type: 'reject', locator, reason, raw }
}
