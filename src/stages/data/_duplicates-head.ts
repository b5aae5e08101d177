import { z } from 'zod'
import { TEXT_KINDS } from './_kinds.ts'

/** What the audits of repeated content say about themselves alike. */
export const DUPLICATES_HEAD = {
  stage: 'data',
  stages: ['data'],
  topics: ['data-deduplication', 'memorization-extraction', 'data-contamination'],
  reference: 'https://arxiv.org/abs/2107.06499',
  maturity: 'experimental',
  accepts: TEXT_KINDS,
  isIndexed: true,
} as const

/** The option that says what counts as content. */
export const CONTENT_FIELDS = {
  /** Names of the fields that are content, without places: `messages.content`. All content fields when absent. */
  fields: z.array(z.string().min(1)).min(1).optional(),
}

/** The names of the option as a set; undefined for all content fields. */
export const onlyFields = ({ fields }: { readonly fields?: readonly string[] | undefined }) =>
  fields === undefined ? undefined : new Set(fields)
