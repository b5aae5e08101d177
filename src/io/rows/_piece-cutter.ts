import { isAscii } from 'node:buffer'
import { both, type Localized, PlimsollError } from '../../core/index.ts'
import type { FormatOptions } from '../format.ts'
import { byteOrderMark } from '../text/byte-order-mark.ts'
import { detectEncoding } from '../text/detect-encoding.ts'
import { type TextCodec, type TextEncoding, textCodec } from '../text/text-codec.ts'
import { hasControlBytes } from './_control-bytes.ts'
import type { PieceKind, RowGrammar } from './row-grammar.ts'
import type { CutSettings, Piece, PieceBatch } from './row-pieces.ts'

const EMPTY = new Uint8Array(0)

/** What is known of the bytes that became complete together. */
type Known = Pick<PieceBatch, 'verified' | 'isPlain'>
const NOTHING: Known = { verified: 'unknown', isPlain: false }

/** Cuts bytes into pieces as they arrive. */
export class PieceCutter {
  readonly #path: string
  readonly #options: FormatOptions
  readonly #skipGaps: boolean
  readonly #grammar: RowGrammar
  #codec: TextCodec
  /** True while nothing beyond ASCII has been met, so that the encoding may yet turn out to be another. */
  #isUndecided: boolean
  /** Bytes from the start of the current piece on, and their outline. */
  #buffer: Uint8Array = EMPTY
  #outline: Uint8Array = EMPTY
  /** Bytes of a character that is cut off at the end of the last chunk. */
  #cutOff: Uint8Array = EMPTY
  /** Where scanning goes on, in units of the outline. */
  #scanned = 0
  /** Offset and line of the current piece. */
  #byte: number
  #line: number
  /** True while the current piece is a row beyond the limit, whose beginning is gone already. */
  #isLong = false
  #pieces: Piece[] = []

  constructor(
    path: string,
    options: FormatOptions,
    settings: CutSettings,
    prefix: Uint8Array,
    complete: boolean,
  ) {
    this.#path = path
    this.#options = options
    this.#byte = options.origin?.byte ?? 0
    this.#line = options.origin?.line ?? 1
    this.#skipGaps = settings.skipGaps
    this.#codec = textCodec(options.encoding as TextEncoding)
    const mark = byteOrderMark(prefix)
    const markBytes = mark?.encoding === options.encoding ? mark.bytes : 0
    this.#isUndecided = options.encoding === 'utf-8' && markBytes === 0 && options.encodingIsGiven !== true
    this.#add(prefix.subarray(markBytes))
    const text = this.#decodeLines(complete)
    this.#grammar = settings.begin({
      outline: this.#outline,
      text,
      complete,
      expected: options.expectedColumns ?? [],
      ...(options.roleOf !== undefined && { roleOf: options.roleOf }),
      limits: options.limits,
    })
    if (markBytes > 0) this.#emit('gap', prefix, 0, markBytes)
  }

  /** True when what stands before a break is worth giving although its end is missing. */
  get keepsPartial(): boolean {
    return this.#grammar.keepsPartial === true
  }

  /** Bytes of the current piece that are held until its end is found. */
  get heldBytes(): number {
    return this.#buffer.length
  }

  /** Adds bytes and gives the pieces that are now complete. */
  cut(chunk: Uint8Array = EMPTY): PieceBatch & { grammar: RowGrammar } {
    this.#add(chunk)
    return this.#takeBatch(this.#scan())
  }

  /** Gives what is left at the end of the content, and what is wrong with that end. */
  finish(): PieceBatch & { grammar: RowGrammar; error?: PlimsollError } {
    const { scanner } = this.#grammar
    if (this.#cutOff.length > 0) {
      this.#outline = concat(
        this.#outline,
        new Uint8Array(Math.ceil(this.#cutOff.length / this.#codec.unit)).fill(0x80),
      )
      this.#buffer = concat(this.#buffer, this.#cutOff)
      this.#cutOff = EMPTY
    }
    this.#scan()
    while (this.#outline.length > 0) {
      const kind = scanner.finish(this.#outline, 0)
      if (kind !== 'gap' && scanner.retry?.() === true) {
        this.#scanned = 0
        this.#scan()
      } else if (typeof kind === 'object') {
        return { ...this.#takeBatch(NOTHING), error: this.#brokeOff(kind.brokeOffIn) }
      } else {
        this.#emitPiece(kind, this.#buffer, 0, this.#buffer.length)
        this.#buffer = EMPTY
        this.#outline = EMPTY
      }
    }
    const end = scanner.finish(EMPTY, 0)
    const batch = this.#takeBatch(NOTHING)
    return typeof end === 'object' ? { ...batch, error: this.#brokeOff(end.brokeOffIn) } : batch
  }

  #add(chunk: Uint8Array): void {
    let bytes = this.#cutOff.length === 0 ? chunk : concat(this.#cutOff, chunk)
    this.#cutOff = EMPTY
    if (this.#isUndecided && !isAscii(bytes)) this.#decide(bytes)
    const outline = this.#codec.outline(bytes)
    if (outline !== undefined) {
      const whole = outline.length * this.#codec.unit
      this.#cutOff = bytes.subarray(whole)
      bytes = bytes.subarray(0, whole)
    }
    const before = this.#outline
    this.#buffer = concat(this.#buffer, bytes)
    this.#outline = outline === undefined ? this.#buffer : concat(before, outline)
  }

  /** The first bytes beyond ASCII: are they UTF-8 after all? */
  #decide(bytes: Uint8Array): void {
    this.#isUndecided = false
    const { encoding } = detectEncoding(bytes, false)
    if (encoding === undefined || encoding === 'utf-8' || textCodec(encoding).unit !== 1) return
    this.#codec = textCodec(encoding)
    this.#options.encodingChanged?.(encoding)
  }

  /** The text of the prefix up to its last whole line; empty when it is not valid. */
  #decodeLines(complete: boolean): string {
    const lines = complete ? this.#outline.length : this.#outline.lastIndexOf(10) + 1
    return this.#codec.decode(this.#buffer.subarray(0, lines * this.#codec.unit)) ?? ''
  }

  /** Scans as far as the buffer goes; says what is known of the bytes that became complete. */
  #scan(): Known {
    const { scanner, areLines } = this.#grammar
    const { maxRowBytes } = this.#options.limits
    const { unit } = this.#codec
    const buffer = this.#buffer
    const outline = this.#outline
    let start = 0
    for (let from = this.#scanned; ; ) {
      const end = from < outline.length ? scanner.scan(outline, start, from) : -1
      if (end >= 0) {
        this.#emitPiece(scanner.kind, buffer, start * unit, end * unit)
        this.#line += scanner.lines
        start = end
        from = end
      } else if (
        (outline.length - start) * unit > maxRowBytes &&
        !this.#isLong &&
        scanner.retry?.() === true
      ) {
        from = start
      } else break
    }
    this.#buffer = buffer.subarray(start * unit)
    this.#outline = outline === buffer ? this.#buffer : outline.subarray(start)
    this.#scanned = this.#outline.length
    if (this.#isLong || this.#buffer.length > maxRowBytes) {
      this.#emit(this.#isLong ? 'rest' : 'long', this.#buffer, 0, this.#buffer.length)
      this.#isLong = true
      this.#buffer = EMPTY
      this.#outline = EMPTY
      this.#scanned = 0
    }
    const complete = buffer.subarray(0, start * unit)
    const verified = this.#codec.verify(complete)
    return { verified, isPlain: areLines === true && verified !== 'unknown' && !hasControlBytes(complete) }
  }

  /** Emits a whole piece, or the end of a long one. */
  #emitPiece(kind: PieceKind, buffer: Uint8Array, start: number, end: number): void {
    const isRow = kind === 'row' || kind === 'bad'
    if (this.#isLong) {
      this.#isLong = false
      if (isRow) {
        this.#emit('rest', buffer, start, end)
        return
      }
    }
    if (this.#skipGaps && !isRow) this.#byte += end - start
    else
      this.#emit(isRow && end - start > this.#options.limits.maxRowBytes ? 'long' : kind, buffer, start, end)
  }

  #emit(kind: Piece['kind'], buffer: Uint8Array, start: number, end: number): void {
    const { form, reason } = this.#grammar.scanner
    const piece = { kind, buffer, start, end, byte: this.#byte, line: this.#line, form }
    this.#pieces.push(kind === 'bad' && reason !== undefined ? { ...piece, reason } : piece)
    this.#byte += end - start
  }

  #takeBatch({ verified, isPlain }: Known): PieceBatch & { grammar: RowGrammar } {
    const pieces = this.#pieces
    this.#pieces = []
    return { pieces, codec: this.#codec, verified, isPlain, grammar: this.#grammar }
  }

  #brokeOff(inside: Localized): PlimsollError {
    const at = this.#byte + this.#buffer.length
    return new PlimsollError(
      'E_INPUT',
      both(
        `${this.#path}: the file ends at byte ${at} inside ${inside.en}`,
        `${this.#path}：文件在第 ${at} 字节处结束，而${inside['zh-CN']}尚未结束`,
      ),
      {
        advice: both(
          'get the file again; what stands before the break was read',
          '请重新获取该文件；断点之前的内容已读取',
        ),
      },
    )
  }
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second
  if (second.length === 0) return first
  // Steps of one chunk lie side by side.
  if (first.buffer === second.buffer && first.byteOffset + first.length === second.byteOffset) {
    return Buffer.from(first.buffer, first.byteOffset, first.length + second.length)
  }
  return Buffer.concat([first, second])
}
