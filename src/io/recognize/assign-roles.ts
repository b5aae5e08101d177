import type { Field, FieldRole } from '../../core/index.ts'
import { pathShape, roleOfName, roleOfSpeaker, type TurnPart, turnPart } from './field-names.ts'

/** Remembered names beyond this many are forgotten (CWE-770). */
const MAX_NAMES = 20_000

/** Places in a row whose names are remembered. */
const MAX_PLACES = 256

/** What a name says, looked up once. */
interface Meaning {
  readonly role: FieldRole | undefined
  readonly turn: TurnPart | undefined
}

/** A field whose role is still to be set. */
type Unassigned = { -readonly [K in keyof Field]: Field[K] }

/** Sets the roles of a sample's fields. */
export interface RoleAssigner {
  (fields: readonly Field[]): void
  /** The role that a name alone tells; undefined where the speaker of a turn decides, too. */
  readonly roleOf: (name: string) => FieldRole | undefined
}

/**
 * Makes a function that sets the roles of a sample's fields: by the columns that the user mapped, by the speaker of a
 * conversation's turn, by name. Fields that have a role already keep it.
 */
export function roleAssigner(columns: Readonly<Record<string, string>> = {}): RoleAssigner {
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
  /** What the fields at each place were called last, and what that meant: rows tend to be alike. */
  const names: string[] = []
  const known: Meaning[] = []
  const assign = (fields: readonly Unassigned[]) => {
    let speakers: Map<string, FieldRole> | undefined
    let hasTurns = false
    for (let place = 0; place < fields.length; place++) {
      const field = fields[place] as Unassigned
      if (field.role !== undefined) continue
      let meaning = known[place] as Meaning
      if (names[place] !== field.name) {
        meaning = meaningOf(field.name)
        if (place < MAX_PLACES) {
          names[place] = field.name
          known[place] = meaning
        }
      }
      const { role, turn } = meaning
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
  const roleOf = (name: string) => {
    const { role, turn } = meaningOf(name)
    return turn === undefined && role !== 'key' ? role : undefined
  }
  return Object.assign(assign, { roleOf })
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
