import type { Localized } from './locale.ts'

/** A file as it lay on disk. */
export interface ReceiptBytes {
  /** Inputs as the user named them; outputs relative to the receipt's folder. */
  readonly path: string
  /** SHA-256 of the bytes, lower-case hexadecimal. */
  readonly sha256: string
  readonly bytes: number
}

/** One file of a receipt, before and after. */
export interface ReceiptFile {
  /** Path below the folder that all inputs share, with `/`: names the file in quarantine and undo. */
  readonly name: string
  readonly input: ReceiptBytes
  /** Absent when nothing was written. */
  readonly output?: ReceiptBytes
  readonly samples: number
  readonly kept: number
  readonly edited: number
  readonly dropped: number
  /** Rows that could not be read; they are in the quarantine, as they were. */
  readonly rejected: number
  /** Says what could not be kept, such as a format that cannot be written. */
  readonly remark?: Localized
}

/** A path that was not cleaned, and why. */
export interface ReceiptProblem {
  readonly path: string
  readonly reason: Localized
}

/** What a defense did, in numbers, and how to undo it. */
export interface Receipt {
  readonly schemaVersion: '1'
  readonly plimsoll: string
  readonly policy: string
  readonly files: readonly ReceiptFile[]
  /** Edits and drops by action and type: `redact/email`, `drop/duplicate`. */
  readonly counts: Readonly<Record<string, number>>
  /** Inputs that could not be read to their end: nothing was written for them. */
  readonly problems: readonly ReceiptProblem[]
  /** Paths left out on purpose. */
  readonly skipped: readonly ReceiptProblem[]
  /** Which key seals the originals; the key itself lies elsewhere. */
  readonly key: { readonly id: string; readonly algorithm: 'aes-256-gcm' }
  /** File of dropped and unreadable rows, relative to the receipt's folder. */
  readonly quarantine: string
  /** `sealed` is the file of sealed originals, relative to the receipt's folder. */
  readonly undo: { readonly command: string; readonly sealed: string }
  readonly warnings: readonly Localized[]
  /** All that may differ between two equal runs. */
  readonly run: { readonly id: string; readonly started: string; readonly seconds: number }
}

/** True when every file came through as it was. */
export function isUnchanged(receipt: Receipt): boolean {
  return (
    receipt.problems.length === 0 &&
    receipt.files.every(file => file.output !== undefined && file.output.sha256 === file.input.sha256)
  )
}
