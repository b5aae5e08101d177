import type { Field, FieldRole } from '../../core/index.ts'
import { pathShape, roleOfName, roleOfSpeaker, type TurnPart, turnPart } from './field-names.ts'

/** Remembered names beyond this many are forgotten (CWE-770). */
const MAX_NAMES = 20_000

/** What a name says, looked up once. */
interface Meaning {
  readonly role: FieldRole | undefined
  readonly turn: TurnPart | undefined
}

/** A field whose role is still to be set. */
type Unassigned = { -readonly [K in keyof Field]: Field[K] }

/**
 * Makes a function that sets the roles of a sample's fields: by the columns that the user mapped, by the speaker of a
 * conversation's turn, by name. Fields that have a role already keep it.
 */
export function roleAssigner(
  columns: Readonly<Record<string, string>> = {},
): (fields: readonly Field[]) => void {
  const mapped = new Map(
    Object.entries(columns).map(([known, column]) => [pathShape(column), known.toLowerCase()]),
  )
  const meanings = new Map<string, Meaning>()
  const meaningOf = (name: string): Meaning => {
    let meaning = meanings.get(name)
    if (meaning === undefined) {
      if (meanings.size > MAX_NAMES) meanings.clear()
      meaning = findMeaning(name, mapped)
      meanings.set(name, meaning)
    }
    return meaning
  }
  return fields => {
    let speakers: Map<string, FieldRole> | undefined
    let hasTurns = false
    for (const field of fields as readonly Unassigned[]) {
      if (field.role !== undefined) continue
      const { role, turn } = meaningOf(field.name)
      if (turn === undefined) {
        if (role !== undefined) field.role = role
        continue
      }
      hasTurns = true
      if (turn.part !== 'who') continue
      const speaker = roleOfSpeaker(field.text)
      if (speaker === undefined) continue
      speakers ??= new Map()
      speakers.set(turn.turn, speaker)
    }
    if (hasTurns) assignTurns(fields, meaningOf, speakers)
  }
}

function assignTurns(
  fields: readonly Unassigned[],
  meaningOf: (name: string) => Meaning,
  speakers: ReadonlyMap<string, FieldRole> | undefined,
): void {
  for (const field of fields) {
    if (field.role !== undefined) continue
    const { role, turn } = meaningOf(field.name)
    if (turn === undefined || turn.part === 'who') continue
    const speaker = turn.part === 'call' ? 'assistant' : (speakers?.get(turn.turn) ?? role)
    const answers =
      turn.side !== undefined && (speaker === 'assistant' || speaker === undefined || speaker === turn.side)
    if (answers && turn.side !== undefined) field.role = turn.side
    else if (speaker !== undefined) field.role = speaker
  }
}

function findMeaning(name: string, mapped: ReadonlyMap<string, string>): Meaning {
  const shape = pathShape(name)
  const known = mapped.get(shape)
  if (known !== undefined) return { role: roleOfName(known) ?? (known as FieldRole), turn: undefined }
  const turn = turnPart(name)
  const last = shape.replace(/\[\]/gu, '').split('.').at(-1) ?? ''
  const plain = shape.replace(/\[\]$/u, '')
  const inTools = /^(?:tools|functions)[[.]/u.test(shape) ? 'tool' : undefined
  return { role: turn?.side ?? inTools ?? roleOfName(plain) ?? roleOfName(last), turn }
}
