import type { ArtifactKind, FieldRole, Localized, SampleDecision } from '../core/index.ts'
import type { Limits, ReadEvent, RewriteEvent } from './contract.ts'

/** The decompressed content of one file, as a format sees it. */
export interface Source {
  /** Path as the user named it, for locators. */
  readonly path: string
  /** The content from its start, in order; every call starts anew. Chunks are fresh and may be kept. */
  chunks(): AsyncIterable<Uint8Array>
  /** The whole content. Throws E_LIMIT when it is longer than `limits.maxMemberBytes`. */
  bytes(): Promise<Uint8Array>
  /** Length of the content in bytes. Compressed content is read whole for this, under the same limit as `bytes`. */
  size(): Promise<number>
  /** Bytes `start` to `end` (exclusive, clamped to the size). Read in place unless the content is compressed. */
  slice(start: number, end: number): Promise<Uint8Array>
}

/** The beginning of a file, for recognition. */
export interface Prefix {
  /** At most 64 KiB of decompressed content, byte-order mark included. */
  readonly bytes: Uint8Array
  /** The same as text without its byte-order mark; absent when the bytes are no text in a known encoding. */
  readonly text?: string
  /** True when the prefix is the whole content. */
  readonly complete: boolean
  /** Extension in lower case with its dot and without `.gz` and the like; empty when there is none. */
  readonly extension: string
}

/**
 * How sure a format is that a file is its own. `certain` (a magic number, a structure that nothing else has) beats
 * the extension; `likely` counts when no extension speaks; `no` refuses even the extension's word.
 */
export type Sniffed = 'certain' | 'likely' | 'possible' | 'no'

/** What a format is told besides the source. */
export interface FormatOptions {
  /** WHATWG label of the text encoding, with `text` formats; `utf-8` otherwise. */
  readonly encoding: string
  /** True when the user named the encoding: it is then never doubted. */
  readonly encodingIsGiven?: boolean
  /** Called when an encoding shows itself only after the prefix. */
  encodingChanged?(label: string): void
  /** What the name of a field alone tells of its role: a format may set it, and spares `openDataset` doing so. */
  readonly roleOf?: (name: string) => FieldRole | undefined
  /** Names of columns that the user has mapped: a table whose first row holds one has a header. */
  readonly expectedColumns?: readonly string[]
  readonly limits: Limits
  /** Where the source begins in its file, when that is not at the start. */
  readonly origin?: { readonly byte: number; readonly line: number }
}

/** Decides about one row or sample; formats await it only when it is a promise. */
export type Decide = (event: RewriteEvent) => SampleDecision | Promise<SampleDecision>

/**
 * A file format: how samples are found in its bytes and written back.
 * Fields come without roles (but `key`, and `text` in documents): `openDataset` sets them. Rows that are no samples
 * are `reject` events and reading goes on; a file that breaks off throws a PlimsollError E_INPUT with path and byte
 * offset after everything before the break has been given. Nothing thrown or rejected repeats the content.
 */
export interface Format {
  /** The name that `DatasetFile.format` shows. */
  readonly name: string
  /** Lower case, with the dot. */
  readonly extensions: readonly string[]
  /** `text`: the encoding is detected and given in the options; `binary`: it is not. */
  readonly content: 'text' | 'binary'
  /** Set when every file of this format is of one kind; otherwise the kind is recognized from the first samples. */
  readonly kind?: ArtifactKind
  /** True when the content is read whole, so that recognition should not read it a second time. */
  readonly whole?: boolean
  sniff(prefix: Prefix): Sniffed
  /** True when `sniff` never says `certain`: it is then not asked where another format is. */
  readonly isNeverCertain?: boolean
  /** The encoding that the content declares about itself (HTML `meta`, XML declaration), for `text` formats. */
  declaredEncoding?(bytes: Uint8Array): string | undefined
  read(source: Source, options: FormatOptions): AsyncIterable<ReadEvent>
  /** True when a file can be cut after any line feed and its parts be read each by itself. */
  readonly cutsAtLineFeeds?: boolean
  /** The same events, many at a time, for formats whose rows are so short that each wait counts. */
  readBatches?(source: Source, options: FormatOptions): AsyncIterable<readonly ReadEvent[]>
  /** Why `rewrite` is absent. */
  readonly readOnly?: Localized
  /** The new content, decompressed. Rows decided `keep` keep their bytes; see `DatasetFile.rewrite`. */
  rewrite?(source: Source, options: FormatOptions, decide: Decide): AsyncIterable<Uint8Array>
}
