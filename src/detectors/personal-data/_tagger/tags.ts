/** The kinds of entity that the taggers name, in the order of their tags. */
export const KINDS = [
  'person-name',
  'organization',
  'place',
  'street-address',
  'title',
  'nationality-religion-politics',
] as const
export type Kind = (typeof KINDS)[number]

/** Outside, then for each kind its first token and its further tokens. */
export const TAGS = 1 + 2 * KINDS.length
/** Bytes of one row of weights: one for each tag, padded to whole words. */
export const STRIDE = 16
/** What is added to a weight to store it as an unsigned byte. */
export const BIAS = 128

export const OUTSIDE = 0
export const beginTag = (kind: number): number => 1 + 2 * kind
export const insideTag = (kind: number): number => 2 + 2 * kind
