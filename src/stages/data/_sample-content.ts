import { contentFieldsOf, isInert } from '../../analysis/sample-identity.ts'
import type { Field, Sample } from '../../core/index.ts'
import { createFingerprinter, FINGERPRINT_WORDS } from '../../kernels/fingerprint.ts'
import { createWordTokenizer, type WordTokens } from '../../kernels/word-tokens.ts'

/** What the audits of duplicates look at in a sample; tokens and fingerprint are valid until the next sample. */
export interface SampleContent {
  readonly isEmpty: boolean
  readonly fields: readonly Field[]
  /** Tokens of all fields, one field after another. */
  tokens(): WordTokens
  /** True for a field whose tokens stand where `tokens` says; the others are told after normalization. */
  isPlaced(field: number): boolean
  fingerprint(): Uint32Array
}

const tokenize = createWordTokenizer()
const fingerprinter = createFingerprinter()
const fingerprint = new Uint32Array(FINGERPRINT_WORDS)
let last: { readonly sample: Sample; readonly content: SampleContent } | undefined

/**
 * The content of a sample. Audits look at one sample after another, so that what one of them has worked out about the
 * latest sample is there for the next.
 * @param only names of the fields that are content, without places; nothing is remembered then
 */
export function contentOf(sample: Sample, only?: ReadonlySet<string>): SampleContent {
  if (only === undefined && last?.sample === sample) return last.content
  const content = readContent(contentFieldsOf(sample, only))
  last = only === undefined ? { sample, content } : undefined
  return content
}

function readContent(fields: readonly Field[]): SampleContent {
  let tokens: WordTokens | undefined
  let isHashed = false
  let texts: readonly string[] | undefined
  const composed = () => {
    texts ??= fields.map(({ text }) => (isInert(text) ? text : text.normalize('NFC')))
    return texts
  }
  return {
    isEmpty: fields.length === 0,
    fields,
    tokens() {
      tokens ??= tokenize(composed())
      return tokens
    },
    isPlaced: field => composed()[field] === fields[field]?.text,
    fingerprint() {
      if (!isHashed) fingerprinter.folded(composed(), fingerprint, 0)
      isHashed = true
      return fingerprint
    },
  }
}
