import type { Localized } from '../../core/index.ts'
import type { FormatOptions, Source } from '../format.ts'
import type { TextCodec, Verified } from '../text/text-codec.ts'
import { PieceCutter } from './_piece-cutter.ts'
import type { PieceKind, RowGrammar, RowPrefix } from './row-grammar.ts'

/** `long` is the beginning of a row beyond the limit; `rest` is more of it. */
export interface Piece {
  readonly kind: PieceKind | 'long' | 'rest'
  /** The piece is the part of `buffer` from `start` to `end`. */
  readonly buffer: Uint8Array
  readonly start: number
  readonly end: number
  /** Offset of the first byte in the content. */
  readonly byte: number
  /** 1-based line of the first byte. */
  readonly line: number
  readonly form: string
  readonly reason?: Localized
}

/** The bytes of a piece. */
export const bytesOf = ({ buffer, start, end }: Piece): Uint8Array => buffer.subarray(start, end)

/** Pieces that became complete together, with what is known of their encoding. */
export interface PieceBatch {
  readonly pieces: readonly Piece[]
  readonly codec: TextCodec
  readonly verified: Verified
  /** True when the bytes of these pieces are known to hold no control characters but the line feeds between them. */
  readonly isPlain: boolean
}

/** How a source is cut. */
export interface CutSettings {
  /** How many bytes a grammar sees before it reads. */
  readonly prefixBytes: number
  readonly begin: (prefix: RowPrefix) => RowGrammar
  /** True when only rows are wanted. */
  readonly skipGaps: boolean
}

/** Bytes that are cut at once: few enough for what they become to be gone again soon. */
const STEP_BYTES = 32 * 1024

/** Cuts a source into pieces, in order and without loss. Memory holds a few chunks and at most one row. */
export async function* rowPieces(
  source: Source,
  options: FormatOptions,
  settings: CutSettings,
): AsyncGenerator<PieceBatch & { readonly grammar: RowGrammar }> {
  let held: Uint8Array[] = []
  let heldBytes = 0
  let cutter: PieceCutter | undefined
  let failure: unknown
  try {
    for await (const chunk of source.chunks()) {
      if (cutter !== undefined) {
        for (let at = 0; at < chunk.length; ) {
          const step = cutter.heldBytes > STEP_BYTES ? chunk.length : STEP_BYTES
          yield cutter.cut(chunk.subarray(at, at + step))
          at += step
        }
        continue
      }
      held.push(chunk)
      heldBytes += chunk.length
      if (heldBytes < settings.prefixBytes) continue
      cutter = new PieceCutter(source.path, options, settings, Buffer.concat(held), false)
      held = []
      yield cutter.cut()
    }
  } catch (error) {
    failure = error
  }
  if (cutter === undefined) {
    cutter = new PieceCutter(source.path, options, settings, Buffer.concat(held), failure === undefined)
    yield cutter.cut()
  }
  if (failure === undefined || cutter.keepsPartial) {
    const { error, ...last } = cutter.finish()
    yield last
    failure ??= error
  }
  if (failure !== undefined) throw failure
}
