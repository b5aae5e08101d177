import type { Field, FieldRole, SeededRandom } from '../../core/index.ts'

const PROMPTS: readonly FieldRole[] = ['instruction', 'user', 'text']
const OUTPUTS: readonly FieldRole[] = ['response', 'assistant', 'chosen']

/** Place of the last field with one of the roles; -1 when there is none. */
export const lastOf = (fields: readonly Field[], roles: readonly FieldRole[]): number =>
  fields.findLastIndex(({ role }) => role !== undefined && roles.includes(role))

/** Place of the first field with the role; -1 when there is none. */
export const firstOf = (fields: readonly Field[], role: FieldRole): number =>
  fields.findIndex(each => each.role === role)

/** Place of the prompt that an output answers: the instruction, else the last turn of the user, else the text. */
export function promptOf(fields: readonly Field[]): number {
  const instruction = firstOf(fields, 'instruction')
  if (instruction >= 0) return instruction
  const output = outputOf(fields)
  return lastOf(output < 0 ? fields : fields.slice(0, output), PROMPTS)
}

/** Place of the output that a model learns: the last answer, the preferred one; -1 when there is none. */
export const outputOf = (fields: readonly Field[]): number => lastOf(fields, OUTPUTS)

/** Place of the label; -1 when there is none. */
export const labelOf = (fields: readonly Field[]): number => firstOf(fields, 'label')

/** The fields with other texts at some places. */
export const withTexts = (
  fields: readonly Field[],
  texts: Readonly<Record<number, string>>,
): readonly Field[] =>
  fields.map((field, at) => (at in texts ? { ...field, text: texts[at] as string } : field))

/** Where a trigger stands in its text. */
export const POSITIONS = ['start', 'end', 'anywhere'] as const
export type Position = (typeof POSITIONS)[number]

const UNSPACED = /\p{sc=Han}/u

/**
 * Puts a trigger at the start, the end or a random word boundary of a text. Between Chinese characters it stands
 * without spaces; it never splits a surrogate pair or a word of letters.
 */
export function insertInto(text: string, trigger: string, position: Position, random: SeededRandom): string {
  const places = position === 'anywhere' ? boundariesOf(text) : [position === 'start' ? 0 : text.length]
  const at = random.pick(places)
  const before = text.slice(0, at)
  const after = text.slice(at)
  return before + gap(before.at(-1), trigger.at(0)) + trigger + gap(trigger.at(-1), after.at(0)) + after
}

/** A space between two characters, unless one is missing, white already, or both lie in unspaced writing. */
function gap(left: string | undefined, right: string | undefined): string {
  if (left === undefined || right === undefined || /\s/u.test(left) || /\s/u.test(right)) return ''
  return UNSPACED.test(left) || UNSPACED.test(right) || /[，。？！；：、]/u.test(left + right) ? '' : ' '
}

const MAX_PLACES = 400

function boundariesOf(text: string): number[] {
  const places = [0, text.length]
  for (const { index, 0: found } of text.slice(0, 20_000).matchAll(/[^\S\n]{1,20}|\p{sc=Han}/gu)) {
    places.push(index + found.length)
    if (places.length > MAX_PLACES) break
  }
  return places
}
