import { both, type Localized, type Locator } from '../../core/index.ts'
import type { ReadEvent } from '../contract.ts'
import type { FormatOptions, Source } from '../format.ts'
import type { TextCodec } from '../text/text-codec.ts'
import type { RowGrammar } from './row-grammar.ts'
import type { Piece, PieceBatch } from './row-pieces.ts'

/** Makes events of pieces. */
export class RowReader {
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
    { codec, verified, isPlain, grammar }: PieceBatch & { grammar: RowGrammar },
  ): ReadEvent | undefined {
    if (piece.kind === 'row') {
      this.#row++
      if (this.#row === 1 && grammar.hasHeader === true) return undefined
      const text = codec.decode(piece.buffer, verified, piece.start, piece.end)
      if (text === undefined) return this.#reject(piece, grammar, notInEncoding(codec))
      const parsed = grammar.parse(text, piece.form, isPlain)
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

const notInEncoding = ({ label }: TextCodec) =>
  both(`the row is not valid ${label}`, `该行不是有效的 ${label} 编码`)

const tooLong = (limit: number) =>
  both(`the row is longer than ${limit} bytes`, `该行超过 ${limit} 字节的上限`)
