import type { Localized } from '../../core/index.ts'
import type { FormatOptions, Source } from '../format.ts'
import type { TextCodec, Verified } from '../text/text-codec.ts'
import { PieceCutter } from './_piece-cutter.ts'
import type { PieceKind, RowGrammar, RowPrefix } from './row-grammar.ts'

/** `long` is the beginning of a row beyond the limit; `rest` is more of it. */
export interface Piece {
  readonly kind: PieceKind | 'long' | 'rest'
  readonly bytes: Uint8Array
  /** Offset of the first byte in the content. */
  readonly byte: number
  /** 1-based line of the first byte. */
  readonly line: number
  readonly form: string
  readonly reason?: Localized
}

/** Pieces that became complete together, with what is known of their encoding. */
export interface PieceBatch {
  readonly pieces: readonly Piece[]
  readonly codec: TextCodec
  readonly verified: Verified
}

/** How a source is cut. */
export interface CutSettings {
  /** How many bytes a grammar sees before it reads. */
  readonly prefixBytes: number
  readonly begin: (prefix: RowPrefix) => RowGrammar
  /** True when only rows are wanted. */
  readonly skipGaps: boolean
}

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
        yield cutter.cut(chunk)
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
