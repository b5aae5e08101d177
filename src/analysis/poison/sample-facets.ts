import type { Field, FieldRole, Sample } from '../../core/index.ts'
import { fieldShape, isBookkeeping } from '../sample-identity.ts'

/** A text of a sample on one side of what a model learns. */
export interface Facet {
  readonly field: Field
  readonly role: FieldRole | undefined
}

/** What a model reads in a sample, and what it learns to answer. */
export interface Facets {
  readonly inputs: readonly Facet[]
  readonly outputs: readonly Facet[]
  /** The label, when the sample is a classified text. */
  readonly label?: string
}

const ANSWER_ROLES: ReadonlySet<FieldRole | undefined> = new Set(['response', 'assistant', 'chosen'])
const QUESTION_ROLES: ReadonlySet<FieldRole | undefined> = new Set([
  'system',
  'user',
  'tool',
  'instruction',
  'text',
])
/** Parts of a turn that say who speaks. */
const SPEAKER = /\.(?:role|from|speaker|author|sender)$/iu

/** Labels that sort samples by subject rather than say what to answer. */
const WEAK_LABEL = /(?:topic|category|intent|stars|类别|分类)$/iu

/** Longest text that counts as a label, in UTF-16 units. */
const LONGEST_LABEL = 64

/**
 * Parts a sample into what a model reads and what it answers, by the roles of its fields. Fields without a role take no
 * part where fields with one do: they are bookkeeping, sources or notes of those who made the set.
 */
export function facetsOf(sample: Sample): Facets {
  const inputs: Facet[] = []
  const outputs: Facet[] = []
  const others: Facet[] = []
  let label: string | undefined
  let isWeak = false
  if (sample.isAboutFile) return { inputs, outputs }
  for (const field of sample.fields) {
    const { role, text, name } = field
    if (role === 'key' || text === '' || SPEAKER.test(name)) continue
    if (role === 'label') {
      if (text.length > LONGEST_LABEL || (label !== undefined && !isWeak)) continue
      const weak = WEAK_LABEL.test(name)
      if (weak && label !== undefined) continue
      label = text.trim()
      isWeak = weak
    } else if (ANSWER_ROLES.has(role)) outputs.push({ field, role })
    else if (QUESTION_ROLES.has(role)) inputs.push({ field, role })
    else if (role === undefined && !isBookkeeping(field) && field.kind !== 'number')
      others.push({ field, role })
  }
  if (inputs.length === 0 && outputs.length === 0) inputs.push(...longestShape(others))
  return label === undefined || outputs.length > 0 ? { inputs, outputs } : { inputs, outputs, label }
}

/** Of fields without a known purpose, those of the name that holds the longest text. */
function longestShape(facets: readonly Facet[]): readonly Facet[] {
  let best: Facet | undefined
  for (const facet of facets) {
    if (best === undefined || facet.field.text.length > best.field.text.length) best = facet
  }
  if (best === undefined) return []
  const shape = fieldShape(best.field.name)
  return facets.filter(({ field }) => fieldShape(field.name) === shape)
}
