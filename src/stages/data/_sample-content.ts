import { identityOf } from '../../analysis/sample-identity.ts'
import type { Sample } from '../../core/index.ts'
import { createFingerprinter, FINGERPRINT_WORDS } from '../../kernels/fingerprint.ts'
import { createWordTokenizer, type WordTokens } from '../../kernels/word-tokens.ts'

/** What the audits of duplicates look at in a sample; tokens and fingerprint are valid until the next sample. */
export interface SampleContent {
  readonly identity: string
  tokens(): WordTokens
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
  const content = readContent(identityOf(sample, only))
  last = only === undefined ? { sample, content } : undefined
  return content
}

function readContent(identity: string): SampleContent {
  let tokens: WordTokens | undefined
  let isHashed = false
  return {
    identity,
    tokens() {
      tokens ??= tokenize(identity)
      return tokens
    },
    fingerprint() {
      if (!isHashed) fingerprinter.text(identity, fingerprint, 0)
      isHashed = true
      return fingerprint
    },
  }
}
