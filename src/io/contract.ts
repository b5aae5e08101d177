import type { ArtifactKind, Localized, Locator, Sample, SampleDecision } from '../core/index.ts'

/** What comes out of a dataset file, in file order. */
export type ReadEvent =
  | { readonly type: 'sample'; readonly sample: Sample }
  /** A row that is no sample: located, counted, and the rest goes on. `reason` never repeats the row's content. */
  | { readonly type: 'reject'; readonly locator: Locator; readonly reason: Localized }

/** What a rewrite meets, with the original bytes for the quarantine. */
export type RewriteEvent = ReadEvent & {
  /** The row as it stands in the decompressed file; for containers, a JSON rendering of the row. */
  readonly raw: Uint8Array
  /** True when the row is longer than `maxRowBytes` and `raw` holds only its beginning. */
  readonly truncated?: boolean
}

/** How to open a file; everything left out is recognized. */
export interface OpenOptions {
  /** Overrides the recognized kind. */
  readonly kind?: ArtifactKind
  /** Overrides the recognized format. */
  readonly format?: string
  /** Overrides the recognized text encoding (a WHATWG label). */
  readonly encoding?: string
  /**
   * Says which column is which known field: `{ instruction: 'q', response: 'a' }`. It sets kind and roles; fields keep
   * their own names. Reading throws E_USAGE, listing the columns, when a named one is absent.
   */
  readonly columns?: Readonly<Record<string, string>>
  readonly limits?: Partial<Limits>
  /** What the path `-` reads; the standard input of the process when left out. */
  readonly stdin?: AsyncIterable<Uint8Array>
}

/** Bounds on hostile input. */
export interface Limits {
  /** Longest row in bytes (CWE-770). A longer one is rejected and skipped. */
  readonly maxRowBytes: number
  /** Largest ratio of decompressed to compressed bytes (CWE-409). */
  readonly maxExpansion: number
  /** Deepest nesting of a JSON row (CWE-674). */
  readonly maxDepth: number
  /** Largest decompressed size of one archive member or of a document read as a whole, in bytes. */
  readonly maxMemberBytes: number
  /** Largest decompressed size of a whole file, in bytes (CWE-409). */
  readonly maxDecompressedBytes: number
}

/** A stretch of a large file that can be read apart from the others. Offsets count bytes on disk. */
export interface Segment {
  readonly start: number
  /** Exclusive. */
  readonly end: number
  /** 1-based line of the first byte. */
  readonly line: number
  /** WHATWG label of the encoding, which may show itself only late in a file. */
  readonly encoding: string
  /** Depends on all bytes up to the end, and on nothing behind the next quarter of a MiB. */
  readonly digest: string
}

/** An opened dataset file. Opening reads only what recognition needs. */
export interface DatasetFile {
  readonly path: string
  /** `jsonl`, `json`, `csv`, `tsv`, `xlsx`, `parquet`, `text`, `markdown`, `html`, `docx`, `pdf`. */
  readonly format: string
  readonly compression: 'none' | 'gzip' | 'zstd' | 'bzip2' | 'xz'
  /** WHATWG label of the text encoding; absent for binary formats. */
  readonly encoding?: string
  readonly kind: ArtifactKind
  /** Size on disk. */
  readonly bytes: number
  /** Bytes on disk consumed so far, for progress. */
  consumed(): number
  /**
   * Streams the file, or one segment of it: sample indices and `consumed` then count from the segment's start.
   * Throws a PlimsollError (E_INPUT, E_LIMIT) when the file breaks off; what came before stands.
   */
  read(segment?: Segment): AsyncIterable<ReadEvent>
  /** The same events as `read` gives, many at a time: for rows so short that each wait counts. */
  readBatches(segment?: Segment): AsyncIterable<readonly ReadEvent[]>
  /**
   * Cuts the file into segments of about `bytes` bytes, in one pass that also hashes it; absent where the format or
   * the compression does not allow it. The cuts depend on nothing but the content and `bytes`.
   */
  segments?(bytes: number): AsyncIterable<Segment>
  /** SHA-256 of the bytes on disk; hashes the file when `read` has not yet seen all of it. */
  sha256(): Promise<string>
  /** Why `rewrite` cannot keep the format, when it cannot. */
  readonly readOnly?: Localized
  /** Why `rewrite` gives bytes that are not compressed as the original is, when it does. */
  readonly writesUncompressed?: Localized
  /**
   * Streams the file's new bytes, compressed as the original is. Rows kept unchanged keep their bytes; `drop` removes the row;
   * `edit` changes only the edited fields. Rejected rows are passed to `decide` too: its answer may be keep or drop.
   */
  rewrite(
    decide: (event: RewriteEvent) => SampleDecision | Promise<SampleDecision>,
  ): AsyncIterable<Uint8Array>
}

/** A file to look at, or why it cannot be. */
export type InputEntry =
  | { readonly type: 'file'; readonly path: string; readonly bytes: number }
  | { readonly type: 'problem'; readonly path: string; readonly reason: Localized }
  /** Left out on purpose (hidden folder, unknown binary, symbolic link out of the tree); listed in the report. */
  | { readonly type: 'skipped'; readonly path: string; readonly reason: Localized }
