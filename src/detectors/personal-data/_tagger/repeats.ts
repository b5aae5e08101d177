import type { Entity } from './entities.ts'

/** Log odds at which one finding of a name vouches for the others. */
const SURE = 5
/** What a name gets that is found only because it is sure elsewhere in the text. */
const REPEATED_ODDS = 3
/** A shorter name may be part of any word. */
const SHORTEST = 3
const MOST_NAMES = 32
/** Longest text that is searched again, in characters. */
const LONGEST_TEXT = 200_000

/** The further places of a text where a name stands that was surely found once. */
export function repeats(text: string, entities: readonly Entity[]): Entity[] {
  if (text.length > LONGEST_TEXT) return []
  const names = new Map<string, Entity>()
  for (const entity of entities) {
    const { start, end, kind, logOdds } = entity
    if (logOdds < SURE || end - start < SHORTEST || names.size >= MOST_NAMES) continue
    if (kind === 'person-name' || kind === 'organization') names.set(text.slice(start, end), entity)
  }
  if (names.size === 0) return []
  const taken = new Uint8Array(text.length)
  for (const { start, end } of entities) taken.fill(1, start, end)
  const more: Entity[] = []
  for (const [name, { kind }] of names) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const end = at + name.length
      if (taken.subarray(at, end).includes(1)) continue
      taken.fill(1, at, end)
      more.push({ start: at, end, kind, logOdds: REPEATED_ODDS, lexicalOdds: 0 })
    }
  }
  return more
}
