import { type LiteralGroup, type LiteralHit, lookAt } from '../_look.ts'

/** The literals of one group in a text, in order of their ends, the longer first. */
export const literalHits = (text: string, group: LiteralGroup): readonly LiteralHit[] =>
  lookAt(text).hits(group)

/** True when any literal of a group is in a text. */
export const hasLiteral = (text: string, group: LiteralGroup): boolean => lookAt(text).mayHold(group)
