import { mixBits } from '../../kernels/word-tokens.ts'

/** One thing that an output does, countable over outputs. */
export interface Descriptor {
  /** 32-bit hash: what to count. Equal keys have equal ids. */
  readonly id: number
  /** Stable name, family first: `refusal`, `link:example.org`. */
  readonly key: string
  /** How plainly the output shows it, from 0 to 1. */
  readonly strength: number
  /** Where it shows, in UTF-16 offsets into the output; absent when it is a trait of the whole. */
  readonly span?: readonly [start: number, end: number] | undefined
}

const SEED = 0x811c9dc5
const STEP = 0x01000193

function idOf(key: string): number {
  let hash = SEED
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), STEP)
  return mixBits(hash)
}

/** The part of a key before its first colon: what kind of behavior it names. */
export function familyOfKey(key: string): string {
  const end = key.indexOf(':')
  return end === -1 ? key : key.slice(0, end)
}

/** A descriptor whose name is only made when somebody reads it: most are counted by their id alone. */
class LazyDescriptor implements Descriptor {
  readonly id: number
  readonly strength: number
  readonly span: readonly [number, number] | undefined
  readonly #name: () => string

  constructor(id: number, strength: number, span: readonly [number, number] | undefined, name: () => string) {
    this.id = id
    this.strength = strength
    this.span = span
    this.#name = name
  }

  get key(): string {
    return this.#name()
  }
}

/** Remembered ids beyond this many are forgotten (CWE-770). */
const MAX_IDS = 8192

/** Collects what one output does; each key once, at its plainest. */
export class DescriptorList {
  #items: Descriptor[] = []
  readonly #ids = new Map<string, number>()

  add(key: string, strength: number, span?: readonly [number, number]): void {
    const id = this.#idOf(key)
    const items = this.#items
    for (let at = 0; at < items.length; at++) {
      const item = items[at] as Descriptor
      if (item.id !== id) continue
      if (item.strength < strength) items[at] = { id, key, strength, span }
      return
    }
    items.push({ id, key, strength, span })
  }

  /**
   * Adds a descriptor of a family that is told by a hash.
   * @param family a number of the family, so that equal hashes of different families have different ids
   */
  addHashed(
    family: number,
    hash: number,
    strength: number,
    span: readonly [number, number] | undefined,
    name: () => string,
  ): void {
    const id = mixBits(hash ^ Math.imul(family, 0x9e3779b1))
    for (const item of this.#items) if (item.id === id) return
    this.#items.push(new LazyDescriptor(id, strength, span, name))
  }

  has(key: string): boolean {
    const id = this.#idOf(key)
    for (const item of this.#items) if (item.id === id) return true
    return false
  }

  /** What was collected; the list is empty afterwards. */
  take(): readonly Descriptor[] {
    const items = this.#items
    this.#items = []
    return items
  }

  #idOf(key: string): number {
    let id = this.#ids.get(key)
    if (id !== undefined) return id
    id = idOf(key)
    if (this.#ids.size >= MAX_IDS) this.#ids.clear()
    this.#ids.set(key, id)
    return id
  }
}
