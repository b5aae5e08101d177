import type { Field, FieldEdit, FieldRole, Localized } from '../../core/index.ts'
import type { Limits } from '../contract.ts'
import type { TextEdit } from '../text/text-codec.ts'

/**
 * What a stretch of a file is. A `row` becomes a sample; `bad` is a row that cannot be one. A `terminator` goes with
 * the row before it, a `separator` stands between two rows, a `gap` always stays.
 */
export type PieceKind = 'row' | 'bad' | 'terminator' | 'separator' | 'gap'

/**
 * Finds where pieces end. It sees an outline: one byte for each unit of text, the character itself when it is ASCII
 * and 0x80 otherwise. It keeps its state between calls, so that no byte is looked at twice.
 */
export interface RowScanner {
  /** What the piece that just ended is. */
  readonly kind: PieceKind
  /** Line feeds (or line ends of the file's own sort) inside that piece. */
  readonly lines: number
  /** How the grammar shall read the row that just ended; an empty string for the usual way. */
  readonly form: string
  /** Why the piece that just ended is bad. */
  readonly reason?: Localized
  /**
   * Goes on at `from` inside the piece that began at `start`.
   * @returns the end of the piece, or -1 when it goes on beyond the outline.
   */
  scan(outline: Uint8Array, start: number, from: number): number
  /**
   * Says what the last stretch is when the file ends inside a piece. An object names what the file broke off in, for
   * formats that have an end of their own.
   */
  finish(outline: Uint8Array, start: number): PieceKind | { readonly brokeOffIn: Localized }
  /**
   * Called when a piece grows too long or the file ends in it: true when the scanner wants to see the piece again from
   * its start, in a way that finds an end sooner.
   */
  retry?(): boolean
}

/** A row that is no sample. */
export interface RejectedRow {
  readonly reject: Localized
}

/** How the rows of one file are read and edited. One grammar serves one pass over one file. */
export interface RowGrammar {
  readonly scanner: RowScanner
  /** True when the first row names the columns: it always stays and is no sample. */
  readonly hasHeader?: boolean
  /** True when a last row whose end is missing is worth giving. */
  readonly keepsPartial?: boolean
  /** True when rows count as rows of a table in locators. */
  readonly isTable?: boolean
  /** True when no row holds a line feed, and `parse` shall be told which rows hold no control characters. */
  readonly areLines?: boolean
  /**
   * The fields of a row; undefined for a row that holds nothing to look at, which always stays.
   * @param isPlain true when the row is known to hold no character below U+0020
   */
  parse(text: string, form: string, isPlain: boolean): readonly Field[] | RejectedRow | undefined
  /** Where the edits of the row parsed last fall in its text. */
  locate(edits: readonly FieldEdit[]): readonly TextEdit[]
  /** What stands in place of a dropped row that cannot simply be left out. */
  dropped?(form: string): string | undefined
}

/** The beginning of a file, for a grammar that must look before it reads. */
export interface RowPrefix {
  /** The bytes without their byte-order mark, as an outline. */
  readonly outline: Uint8Array
  /** The same as text; cut at the last whole line when the prefix is not complete. */
  readonly text: string
  /** True when the prefix is the whole content. */
  readonly complete: boolean
  /** Names of columns that the user has mapped. */
  readonly expected: readonly string[]
  readonly limits: Limits
  /** What the name of a field alone tells of its role. */
  readonly roleOf?: (name: string) => FieldRole | undefined
}
