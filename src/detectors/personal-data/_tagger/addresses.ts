import type { Entity } from './entities.ts'

/** What parts the lines of one address: a comma, a line break, marks of quotation. */
const BETWEEN = /^\s{0,3},?[\s>?|*]{0,8}$/u
const LONGEST_BETWEEN = 12
/** What makes two streets one address. */
const CORNER = /(?<![\p{L}\p{N}])(?:the\s(?:\w{1,9}\s)?corner|the\sintersection|corner)\sof\s$/iu
const LONGEST_CORNER = 28
const TWO_STREETS = /\s(?:and|&)\s/u

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
