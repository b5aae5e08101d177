import type { DetectInput, Opening, SharedGate } from '../core/index.ts'
import { type Facts, type LiteralGroup, lookAt } from './_look.ts'
import { scanOf } from './_scan.ts'
import type { LabelName } from './personal-data/_labels.ts'
import { isLong, numbersOf } from './personal-data/_numbers.ts'

/** What a text must have for a detector to find something in it; all that is given must hold. */
export interface Ask {
  /** Fewest UTF-16 units. */
  readonly length?: number
  /** Fewest digits. */
  readonly digits?: number
  /** Any of these flags of `SEEN`, or a literal of any of the groups. */
  readonly flags?: number
  readonly groups?: readonly LiteralGroup[]
  /** A test of the field's name, which stands for the flags and groups. */
  readonly field?: (name: string) => boolean
  /** Any of these flags of `SHAPES`. */
  readonly shapes?: number
  /** What else must hold; asked last. */
  readonly also?: (facts: Facts, input: DetectInput) => boolean
  readonly numbers?: NumbersAsk
}

/** What the numbers of a text must be. */
export interface NumbersAsk {
  /** Bit n for a candidate of length n, of digits alone and of letters and digits; any when left out. */
  readonly lengths?: { readonly numeric: number; readonly mixed: number }
  /** Any of these labels; none is needed when left out. */
  readonly labels?: readonly LabelName[]
}

/** A gate that answers from the one look at the text, for all detectors at once. */
const lookGate: SharedGate<Ask> = { compile: asks => new Table(asks).open }

/** The opening of a detector that asks for this. */
export function opensWhere(ask: Ask): Opening {
  let alone: Table | undefined
  const opens = (input: DetectInput): boolean => {
    alone ??= new Table([ask])
    return alone.open(input).length > 0
  }
  return Object.assign(opens, { together: { gate: lookGate, ask } })
}

/** Texts with more digits are alike to every ask. */
const MOST_DIGITS = 32
const MOST_LENGTH = 32
const BITS = 32
/** Most names of fields whose answers are kept. */
const MOST_FIELDS = 256

/** A set of places in the list of asks. */
type Places = Uint32Array

/** The asks turned around: for each thing that a text can have, the detectors that it opens. */
class Table {
  readonly #asks: readonly Ask[]
  readonly #words: number
  readonly #byDigits: Places[]
  readonly #byLength: Places[]
  readonly #unflagged: Places
  readonly #byFlag: (readonly [flag: number, places: Places])[]
  readonly #byGroup: (readonly [group: LiteralGroup, places: Places])[]
  readonly #fields = new Map<string, Places>()
  readonly #shaped: Places
  readonly #byShape: Places[]
  readonly #withNumbers: Places
  readonly #anyLength: Places
  readonly #numeric: Places[]
  readonly #mixed: Places[]
  readonly #unlabeled: Places
  readonly #byLabel: ReadonlyMap<LabelName, Places>
  readonly #opened: number[] = []
  readonly #now: Places
  readonly #any: Places
  readonly #labeled: Places

  constructor(asks: readonly Ask[]) {
    this.#asks = asks
    this.#words = Math.ceil(asks.length / BITS)
    this.#now = this.#where(() => false)
    this.#any = this.#where(() => false)
    this.#labeled = this.#where(() => false)
    this.#byDigits = upTo(MOST_DIGITS, n => this.#where(ask => (ask.digits ?? 0) <= n))
    this.#byLength = upTo(MOST_LENGTH, n => this.#where(ask => (ask.length ?? 0) <= n))
    this.#unflagged = this.#where(
      ask => ask.flags === undefined && ask.groups === undefined && ask.field === undefined,
    )
    this.#byFlag = upTo(BITS - 1, bit => 1 << bit)
      .map(flag => [flag, this.#where(ask => ((ask.flags ?? 0) & flag) !== 0)] as const)
      .filter(([, places]) => places.some(word => word !== 0))
    this.#byGroup = [...new Set(asks.flatMap(ask => ask.groups ?? []))].map(group => [
      group,
      this.#where(ask => ask.groups?.includes(group) ?? false),
    ])
    this.#shaped = this.#where(ask => ask.shapes !== undefined)
    this.#byShape = upTo(BITS - 1, bit => this.#where(ask => (((ask.shapes ?? 0) >>> bit) & 1) === 1))
    this.#withNumbers = this.#where(ask => ask.numbers !== undefined)
    this.#anyLength = this.#where(ask => ask.numbers !== undefined && ask.numbers.lengths === undefined)
    this.#numeric = upTo(BITS - 1, n =>
      this.#where(ask => (((ask.numbers?.lengths?.numeric ?? 0) >>> n) & 1) === 1),
    )
    this.#mixed = upTo(BITS - 1, n =>
      this.#where(ask => (((ask.numbers?.lengths?.mixed ?? 0) >>> n) & 1) === 1),
    )
    this.#unlabeled = this.#where(ask => ask.numbers !== undefined && ask.numbers.labels === undefined)
    const labels = new Set(asks.flatMap(ask => ask.numbers?.labels ?? []))
    this.#byLabel = new Map(
      [...labels].map(label => [label, this.#where(ask => ask.numbers?.labels?.includes(label) ?? false)]),
    )
  }

  /** The places of the asks that an input meets, ascending; the list is good until the next call. */
  readonly open = (input: DetectInput): readonly number[] => {
    const { text, field } = input
    const facts = lookAt(text)
    const { flags, digits } = facts.look
    const now = this.#now
    const any = this.#any
    any.set(this.#unflagged)
    for (const [flag, places] of this.#byFlag) if ((flags & flag) !== 0) join(any, places)
    if (facts.look.hits.length > 0)
      for (const [group, places] of this.#byGroup) if (facts.mayHold(group)) join(any, places)
    if (field !== undefined) join(any, this.#fieldPlaces(field))
    now.set(this.#byDigits[Math.min(digits, MOST_DIGITS)] as Places)
    meet(now, this.#byLength[Math.min(text.length, MOST_LENGTH)] as Places)
    meet(now, any)
    if (overlap(now, this.#shaped)) this.#meetShapes(scanOf(input).shapes.all)
    if (overlap(now, this.#withNumbers) && !isLong(input)) this.#meetNumbers(input)
    const opened = this.#opened
    opened.length = 0
    for (let word = 0; word < this.#words; word++) {
      for (let rest = now[word] as number; rest !== 0; rest &= rest - 1) {
        const place = word * BITS + (BITS - 1 - Math.clz32(rest & -rest))
        const also = this.#asks[place]?.also
        if (also === undefined || also(facts, input)) opened.push(place)
      }
    }
    return opened
  }

  /** The places whose test of the field's name holds; columns come again and again. */
  #fieldPlaces(field: string): Places {
    let places = this.#fields.get(field)
    if (places === undefined) {
      places = this.#where(ask => ask.field?.(field) ?? false)
      if (this.#fields.size >= MOST_FIELDS) this.#fields.clear()
      this.#fields.set(field, places)
    }
    return places
  }

  /** Leaves of what is open so far those that want no shape or have one. */
  #meetShapes(shapes: number): void {
    const any = this.#any
    any.fill(0)
    for (let bits = shapes; bits !== 0; bits &= bits - 1)
      join(any, this.#byShape[BITS - 1 - Math.clz32(bits & -bits)] as Places)
    const now = this.#now
    for (let i = 0; i < now.length; i++)
      now[i] = (now[i] as number) & ((any[i] as number) | ~(this.#shaped[i] as number))
  }

  /** Leaves of what is open so far those that want no numbers or have them. */
  #meetNumbers(input: DetectInput): void {
    const { candidates, announced } = numbersOf(input)
    const any = this.#any
    const labeled = this.#labeled
    any.set(this.#anyLength)
    for (let bits = candidates.numericLengths; bits !== 0; bits &= bits - 1)
      join(any, this.#numeric[BITS - 1 - Math.clz32(bits & -bits)] as Places)
    for (let bits = candidates.mixedLengths; bits !== 0; bits &= bits - 1)
      join(any, this.#mixed[BITS - 1 - Math.clz32(bits & -bits)] as Places)
    labeled.set(this.#unlabeled)
    for (const name of announced) {
      const places = this.#byLabel.get(name)
      if (places) join(labeled, places)
    }
    const now = this.#now
    for (let i = 0; i < now.length; i++) {
      const found = (any[i] as number) & (labeled[i] as number)
      now[i] = (now[i] as number) & (found | ~(this.#withNumbers[i] as number))
    }
  }

  #where(holds: (ask: Ask) => boolean): Places {
    const places = new Uint32Array(this.#words)
    this.#asks.forEach((ask, place) => {
      const word = Math.floor(place / BITS)
      if (holds(ask)) places[word] = (places[word] as number) | (1 << (place % BITS))
    })
    return places
  }
}

const upTo = <T>(last: number, make: (n: number) => T): T[] =>
  Array.from({ length: last + 1 }, (_, n) => make(n))

function join(places: Places, more: Places): void {
  for (let i = 0; i < places.length; i++) places[i] = (places[i] as number) | (more[i] as number)
}

function meet(places: Places, other: Places): void {
  for (let i = 0; i < places.length; i++) places[i] = (places[i] as number) & (other[i] as number)
}

function overlap(places: Places, other: Places): boolean {
  for (let i = 0; i < places.length; i++)
    if (((places[i] as number) & (other[i] as number)) !== 0) return true
  return false
}
