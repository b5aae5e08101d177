import type { Entity } from './entities.ts'

/** What parts the lines of one address: a comma, a line break, marks of quotation. */
const BETWEEN = /^\s{0,3},?[\s>?|*]{0,8}$/u
const LONGEST_BETWEEN = 12
/** What makes two streets one address. */
const CORNER =
  /(?<![\p{L}\p{N}])(?:the\s(?:\w{1,9}\s)?corner|the\sintersection|corner)\sof\s(?:\p{L}{1,3}[./]\s?)?$/iu
const LONGEST_CORNER = 28
const TWO_STREETS = /\s(?:and|&)\s/u

/** A postal code, */
const CODE = /^(?:\d{3,6}(?:[ -]\d{2,4})?|(?=[A-Z\d -]{5,8}$)[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[A-Z]{2})$/u
/** what parts it from the place that it belongs to, */
const BEFORE_CODE = /^[ ,]{1,3}$/u
/** and how far before it the address may end. */
const REACH = 120

/**
 * True for a postal code that closes an address: right after a place (`Suwałki, Poland 11248`), below or behind a street.
 * @param before the entities before it, in order
 */
export function closesAddress(text: string, { start, end }: Entity, before: readonly Entity[]): boolean {
  const place = before.at(-1)
  if (place?.kind !== 'place' || !BEFORE_CODE.test(text.slice(place.end, start))) return false
  if (!CODE.test(text.slice(start, end))) return false
  for (let i = before.length - 2; i >= 0; i--) {
    const { kind, end } = before[i] as Entity
    if (start - end > REACH) return false
    if (kind === 'street-address') return true
    if (kind !== 'place') return false
  }
  return false
}

/** Makes one address of its lines, and takes in what says that it is the corner of two streets. Changes `entities`. */
export function joinAddresses(text: string, entities: Entity[]): void {
  let last = -1
  let kept = 0
  for (const entity of entities) {
    const previous = last < 0 ? undefined : entities[last]
    if (entity.kind === 'street-address' && last === kept - 1 && isNext(text, previous, entity)) {
      entities[last] = merged(previous as Entity, entity)
      continue
    }
    entities[kept] = entity.kind === 'street-address' ? withCorner(text, entity) : entity
    if (entity.kind === 'street-address') last = kept
    kept++
  }
  entities.length = kept
}

function isNext(text: string, previous: Entity | undefined, { start }: Entity): boolean {
  if (previous === undefined || start < previous.end || start - previous.end > LONGEST_BETWEEN) return false
  return BETWEEN.test(text.slice(previous.end, start))
}

/** As sure as the surer of the two. */
function merged(one: Entity, other: Entity): Entity {
  const { logOdds, lexicalOdds } = one.logOdds >= other.logOdds ? one : other
  return { ...one, end: other.end, logOdds, lexicalOdds }
}

function withCorner(text: string, entity: Entity): Entity {
  const { start, end } = entity
  if (!TWO_STREETS.test(text.slice(start, end))) return entity
  const corner = CORNER.exec(text.slice(Math.max(0, start - LONGEST_CORNER), start))
  return corner === null ? entity : { ...entity, start: start - corner[0].length }
}
