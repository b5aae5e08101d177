/**
 * Groups of ordinals that grow together: union-find with path halving. The root of a group is its smallest ordinal.
 * Source: R. Tarjan, J. van Leeuwen, Worst-case analysis of set union algorithms, J. ACM 31 (1984).
 */
export class DisjointSets {
  #parents: Uint32Array

  constructor(count: number) {
    this.#parents = new Uint32Array(count)
    for (let i = 0; i < count; i++) this.#parents[i] = i
  }

  /** The smallest ordinal of the group. */
  rootOf(ordinal: number): number {
    const parents = this.#parents
    let at = ordinal
    for (;;) {
      const parent = parents[at] as number
      if (parent === at) return at
      const above = parents[parent] as number
      parents[at] = above
      at = above
    }
  }

  /** Makes one group of two; true when they were two. */
  join(one: number, other: number): boolean {
    const a = this.rootOf(one)
    const b = this.rootOf(other)
    if (a < b) this.#parents[b] = a
    else this.#parents[a] = b
    return a !== b
  }
}
