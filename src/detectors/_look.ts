import { LOOK_FLAGS, type Look, type LookLiteral, textLook } from '../kernels/index.ts'
import { CHARACTER_FLAGS, lookTables } from './_look-tables.ts'
import { PERSONAL_LITERALS } from './personal-data/_literals.ts'
import { SECRET_LITERALS } from './secrets/_literal-groups.ts'

/** Everything that a look may note about a text. */
export const SEEN = { ...LOOK_FLAGS, ...CHARACTER_FLAGS } as const

/** One literal found in a text. */
export interface LiteralHit {
  /** Index in the list of its group. */
  readonly literal: number
  readonly start: number
  readonly end: number
}

const GROUPS = { ...PERSONAL_LITERALS, ...SECRET_LITERALS } as const

export type LiteralGroup = keyof typeof GROUPS

const GROUP_NAMES = Object.keys(GROUPS) as LiteralGroup[]
const GROUP_INDEX = Object.fromEntries(GROUP_NAMES.map((name, at) => [name, at])) as Record<
  LiteralGroup,
  number
>

const NOTHING: readonly LiteralHit[] = []
/** No literal of a family is longer, in UTF-16 units. */
const LONGEST_LITERAL = 64

/** What one look at a text found; all detectors share it. */
export class Facts {
  readonly text: string
  readonly look: Look
  readonly #uses: readonly (readonly Use[])[]
  #hits: LiteralHit[][] | undefined

  constructor(text: string, look: Look, uses: readonly (readonly Use[])[]) {
    this.text = text
    this.look = look
    this.#uses = uses
  }

  /** True when any of the flags of `SEEN` is set. */
  saw(flags: number): boolean {
    return (this.look.flags & flags) !== 0
  }

  /** True when a literal of the group may be in the text; never false when one is. */
  mayHold(group: LiteralGroup): boolean {
    return this.look.hits.length > 0 && this.hits(group).length > 0
  }

  /** True when a literal of the group may reach between two offsets; never false when one does. */
  isNear(group: LiteralGroup, from: number, to: number): boolean {
    if (this.saw(SEEN.exotic)) return true
    const hits = this.hits(group)
    let low = 0
    let high = hits.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((hits[middle] as LiteralHit).end <= from) low = middle + 1
      else high = middle
    }
    for (; low < hits.length; low++) {
      const { start, end } = hits[low] as LiteralHit
      if (start < to) return true
      if (end >= to + LONGEST_LITERAL) return false
    }
    return false
  }

  /** The literals of one group in the text, in order of their ends, the longer first. */
  hits(group: LiteralGroup): readonly LiteralHit[] {
    if (this.look.hits.length === 0) return NOTHING
    this.#hits ??= this.#sortHits()
    return this.#hits[GROUP_INDEX[group]] ?? NOTHING
  }

  #sortHits(): LiteralHit[][] {
    const { look, text } = this
    const groups: LiteralHit[][] = []
    const isExact = !this.saw(SEEN.nonAscii)
    for (let i = 0; i < look.hits.length; i += 2) {
      const start = look.hits[i] as number
      for (const { group, literal, written, folded } of this.#uses[look.hits[i + 1] as number] as Use[]) {
        const end = start + written.length
        if (!isExact && !folded && text.slice(start, end).toLowerCase() !== written) continue
        const list = groups[group]
        const hit = { literal, start, end }
        if (list === undefined) groups[group] = [hit]
        else insert(list, hit)
      }
    }
    return groups
  }
}

/** Appends a hit and moves it to its place: a few places at most, since hits come nearly in order. */
function insert(list: LiteralHit[], hit: LiteralHit): void {
  let at = list.length
  while (at > 0) {
    const before = list[at - 1] as LiteralHit
    if (before.end < hit.end || (before.end === hit.end && before.start <= hit.start)) break
    list[at] = before
    at--
  }
  list[at] = hit
}

/** A place where a literal is wanted. */
interface Use {
  readonly group: number
  readonly literal: number
  readonly written: string
  /** True for literals of the folded text, which are verified by who asked for them. */
  readonly folded: boolean
}

interface Looker {
  readonly look: (text: string) => Look
  readonly uses: readonly (readonly Use[])[]
}

let looker: Looker | undefined

function makeLooker(): Looker {
  const literals = new Map<string, { clean: boolean; uses: Use[] }>()
  GROUP_NAMES.forEach((name, group) => {
    GROUPS[name]().forEach((each, literal) => {
      const { text, clean } = typeof each === 'string' ? { text: each, clean: false } : each
      const use = { group, literal, written: text, folded: name in PERSONAL_LITERALS }
      const known = literals.get(text)
      if (known === undefined) literals.set(text, { clean, uses: [use] })
      else {
        known.clean &&= clean
        known.uses.push(use)
      }
    })
  })
  const wanted: LookLiteral[] = [...literals].map(([text, { clean }]) => ({ text, clean }))
  return { look: textLook(lookTables(), wanted), uses: [...literals.values()].map(each => each.uses) }
}

let last: Facts | undefined

/** Looks at a text, once for all who ask about it in a row. */
export function lookAt(text: string): Facts {
  if (last !== undefined && last.text === text) return last
  looker ??= makeLooker()
  last = new Facts(text, looker.look(text), looker.uses)
  return last
}
