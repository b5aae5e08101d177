/** Where a sample lies inside its artifact. Every number counts from the unit's own convention, stated here. */
export interface Locator {
  /** Path of the file, as the user named it (relative to the working directory or project). */
  readonly path: string
  /** 1-based line of the sample's first character, for line-based formats. */
  readonly line?: number
  /** 1-based row, for tables (the header is row 1). */
  readonly row?: number
  /** 1-based page, for paged documents. */
  readonly page?: number
  /** Sheet name, for workbooks. */
  readonly sheet?: string
  /** 0-based byte offset of the sample in the decompressed file. */
  readonly byte?: number
}

/** What a field is for; an unknown purpose is left out. */
export type FieldRole =
  | 'system'
  | 'user'
  | 'assistant'
  | 'tool'
  | 'instruction'
  | 'response'
  | 'chosen'
  | 'rejected'
  | 'label'
  | 'text'
  | 'key'

/** One named text of a sample. Nested values are named by their path: `conversations[0].value`. */
export interface Field {
  readonly name: string
  /** The decoded text: escapes and encodings already undone. */
  readonly text: string
  readonly role?: FieldRole
  /** `number` when the format holds a number, not a string: editing it changes the value's type. */
  readonly kind?: 'string' | 'number'
}

/** One item of a dataset. */
export interface Sample {
  /** 0-based index among the samples of its artifact. */
  readonly index: number
  readonly locator: Locator
  readonly fields: readonly Field[]
  /** Set when the sample holds what belongs to its file as a whole (properties, links): it is no row, and no copy of one. */
  readonly isAboutFile?: true
}

/** The normalized content that identifies a sample: Unicode NFC, white space folded, field names kept. */
export function normalizedContent(sample: Sample): string {
  return sample.fields.map(field => `${field.name}\u0000${normalizeText(field.text)}`).join('\u0001')
}

/** Unicode NFC with runs of white space folded to one space and the ends trimmed. */
export function normalizeText(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim()
}
