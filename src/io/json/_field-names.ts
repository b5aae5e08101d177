import type { FieldRole } from '../../core/index.ts'
import { isPlainKey } from './plain-key.ts'

/** Remembered names beyond this many are forgotten at the next row (CWE-770). */
const MAX_NAMES = 50_000

/** What the name of a field tells of its role. */
export type RoleOf = (name: string) => FieldRole | undefined

/** The field of a row that is nothing but a string or a number. */
const SCALAR = 'value'

/** A place in the shape of the rows, with the name of the field that stands there. */
export interface Place {
  readonly name: string
  /** The name of a string or number that stands here, and the role that this name tells. */
  readonly field: string
  readonly role: FieldRole | undefined
  /** The key as it is written between its quotes, for places of plain keys. */
  readonly literal: string
  /** The object that the place was last met in: a second time is a repeated key. */
  stamp: number
  /** The key that followed last time, or that came first in the object here: rows tend to repeat their order. */
  next: Place | undefined
  first: Place | undefined
  keys: Map<string, Place> | undefined
  items: Place[] | undefined
  ordinals: Place[] | undefined
}

/** Remembers the names of fields, so that equal rows build each name once. */
export class FieldNames {
  #count = 0
  #taken = new Set<string>()
  readonly #roleOf: RoleOf
  #root: Place

  constructor(roleOf: RoleOf) {
    this.#roleOf = roleOf
    this.#root = this.#place('', '')
  }

  /** The place of a whole row. */
  root(): Place {
    if (this.#count > MAX_NAMES) {
      this.#count = 0
      this.#taken = new Set()
      this.#root = this.#place('', '')
    }
    return this.#root
  }

  /**
   * The place of a key, written `literal` and meaning `key`; undefined when the key is not plain, or when another path
   * has the same name (`{"a.b": 1, "a": {"b": 2}}`).
   */
  key(parent: Place, literal: string, key: string): Place | undefined {
    const known = parent.keys?.get(literal)
    if (known !== undefined) return known
    if (!isPlainKey(key)) return undefined
    const name = parent.name === '' ? key : `${parent.name}.${key}`
    if (this.#taken.has(name)) return undefined
    this.#taken.add(name)
    this.#count++
    const child = this.#place(name, literal)
    parent.keys ??= new Map()
    parent.keys.set(literal, child)
    return child
  }

  /** The place of the value of the nth key of an object, when the key itself must not be shown. */
  ordinal(parent: Place, position: number): Place {
    parent.ordinals ??= []
    let child = parent.ordinals[position]
    if (child === undefined) {
      this.#count++
      child = this.#place(parent.name === '' ? `{${position}}` : `${parent.name}.{${position}}`, '')
      parent.ordinals[position] = child
    }
    return child
  }

  /** The place of the nth item of a list. */
  item(parent: Place, position: number): Place {
    parent.items ??= []
    let child = parent.items[position]
    if (child === undefined) {
      this.#count++
      child = this.#place(`${parent.name}[${position}]`, '')
      parent.items[position] = child
    }
    return child
  }

  #place(name: string, literal: string): Place {
    const field = name || SCALAR
    return {
      name,
      field,
      role: this.#roleOf(field),
      literal,
      stamp: 0,
      next: undefined,
      first: undefined,
      keys: undefined,
      items: undefined,
      ordinals: undefined,
    }
  }
}
