/** One file of a receipt, before and after. */
export interface ReceiptFile {
  readonly input: { readonly path: string; readonly sha256: string; readonly bytes: number }
  readonly output?: { readonly path: string; readonly sha256: string; readonly bytes: number }
  readonly samples: number
  readonly kept: number
  readonly edited: number
  readonly dropped: number
  /** Rows that could not be read; they are in the quarantine, as they were. */
  readonly rejected: number
  /** Says what could not be kept, such as a format that cannot be written. */
  readonly remark?: string
}

/** What a defense did, in numbers, and how to undo it. */
export interface Receipt {
  readonly schemaVersion: '1'
  readonly plimsoll: string
  readonly policy: string
  readonly files: readonly ReceiptFile[]
  /** Edits and drops by action and type: `redact/email`, `drop/duplicate`. */
  readonly counts: Readonly<Record<string, number>>
  /** Which key seals the originals; the key itself lies elsewhere. */
  readonly key: { readonly id: string; readonly algorithm: 'aes-256-gcm' }
  readonly undo: { readonly command: string; readonly sealed: string }
  readonly warnings: readonly string[]
  /** All that may differ between two equal runs. */
  readonly run: { readonly started: string; readonly seconds: number }
}
