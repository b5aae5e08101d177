/** One literal found in a text. */
export interface LiteralHit {
  /** Index in the list of literals. */
  readonly literal: number
  readonly start: number
  readonly end: number
}

/** Finds every occurrence of every literal, without regard to ASCII case, in one pass. */
export interface LiteralScanner {
  /** One hit at a time, for texts of any size. */
  readonly scan: (text: string) => Generator<LiteralHit, void, undefined>
  /** All at once; faster. */
  readonly collect: (text: string, visit: (hit: LiteralHit) => void) => void
}

const foldCase = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code)

/**
 * Builds an Aho-Corasick automaton with a dense transition table.
 * Source: https://doi.org/10.1145/360825.360855
 */
export function literalScanner(literals: readonly string[]): LiteralScanner {
  const { classOf, classes } = characterClasses(literals)
  const { next, ends } = buildTrie(literals, classOf, classes)
  const order = linkStates(next, ends, classes)
  // States are numbered breadth first, so that the few that prose visits lie together. A transition holds the row of
  // the next state, or its complement when a literal ends there.
  const place = new Int32Array(order.length)
  order.forEach((state, at) => {
    place[state] = at
  })
  const rows = new Int32Array(order.length * classes)
  order.forEach((state, at) => {
    for (let each = 0; each < classes; each++) {
      const to = next[state * classes + each] as number
      const row = (place[to] as number) * classes
      rows[at * classes + each] = (ends[to] as number[]).length > 0 ? ~row : row
    }
  })
  const endsAt = order.map(state => ends[state] as number[])
  const lengths = literals.map(each => each.length)

  return {
    *scan(text) {
      let row = 0
      for (let i = 0; i < text.length; i++) {
        row = rows[row + (classOf[text.charCodeAt(i)] as number)] as number
        if (row >= 0) continue
        row = ~row
        for (const literal of endsAt[row / classes] as number[]) {
          yield { literal, start: i + 1 - (lengths[literal] as number), end: i + 1 }
        }
      }
    },
    collect(text, visit) {
      let row = 0
      for (let i = 0; i < text.length; i++) {
        row = rows[row + (classOf[text.charCodeAt(i)] as number)] as number
        if (row >= 0) continue
        row = ~row
        for (const literal of endsAt[row / classes] as number[]) {
          visit({ literal, start: i + 1 - (lengths[literal] as number), end: i + 1 })
        }
      }
    },
  }
}

/** Numbers the characters of the literals; every other character is class 0. */
function characterClasses(literals: readonly string[]): { classOf: Uint8Array; classes: number } {
  const classOf = new Uint8Array(0x10000)
  let classes = 1
  for (const literal of literals) {
    for (let i = 0; i < literal.length; i++) {
      const code = foldCase(literal.charCodeAt(i))
      if (classOf[code] === 0) classOf[code] = classes++
    }
  }
  if (classes > 256) throw new RangeError('more than 255 different characters in the literals')
  for (let code = 65; code <= 90; code++) classOf[code] = classOf[code + 32] as number
  return { classOf, classes }
}

function buildTrie(literals: readonly string[], classOf: Uint8Array, classes: number) {
  const size = literals.reduce((total, each) => total + each.length, 1)
  const next = new Int32Array(size * classes).fill(-1)
  const ends: number[][] = [[]]
  literals.forEach((literal, index) => {
    let state = 0
    for (let i = 0; i < literal.length; i++) {
      const slot = state * classes + (classOf[literal.charCodeAt(i)] as number)
      if (next[slot] === -1) {
        next[slot] = ends.length
        ends.push([])
      }
      state = next[slot] as number
    }
    ;(ends[state] as number[]).push(index)
  })
  return { next, ends }
}

/**
 * Fills in the missing transitions breadth first: where a branch breaks off, the longest suffix goes on.
 * @returns the states in that order, the root first.
 */
function linkStates(next: Int32Array, ends: number[][], classes: number): number[] {
  const suffix = new Int32Array(ends.length)
  const order = [0]
  for (let each = 0; each < classes; each++) {
    if (next[each] === -1) next[each] = 0
    else order.push(next[each] as number)
  }
  for (let head = 1; head < order.length; head++) {
    const state = order[head] as number
    const fallback = suffix[state] as number
    ends[state] = [...(ends[state] as number[]), ...(ends[fallback] as number[])]
    for (let each = 0; each < classes; each++) {
      const slot = state * classes + each
      const inherited = next[fallback * classes + each] as number
      if (next[slot] === -1) next[slot] = inherited
      else {
        suffix[next[slot] as number] = inherited
        order.push(next[slot] as number)
      }
    }
  }
  return order
}
