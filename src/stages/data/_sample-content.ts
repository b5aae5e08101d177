import { contentFieldsOf, isInert } from '../../analysis/sample-identity.ts'
import type { Field, Sample } from '../../core/index.ts'
import type { SampleMarks } from '../../kernels/wasm/sample-marks.reference.ts'
import { sampleMarks } from '../../kernels/wasm/sample-marks.ts'

/** What the audits of duplicates look at in a sample. */
export interface SampleContent {
  readonly isEmpty: boolean
  readonly fields: readonly Field[]
  /** Of all fields, in order; valid until the next sample. */
  marks(): SampleMarks
}

const mark = sampleMarks(isInert)
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
  let marks: SampleMarks | undefined
  return {
    isEmpty: fields.length === 0,
    fields,
    marks() {
      marks ??= mark(fields.map(({ text }) => text))
      return marks
    },
  }
}
