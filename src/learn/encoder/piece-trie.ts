/** Pieces of a vocabulary as a tree of UTF-16 units, in one hash table. */
export interface PieceTrie {
  /** The node after a node and a unit, 0 where there is none; the root is 1. */
  readonly step: (node: number, unit: number) => number
  /** The id of the piece that ends at each node, -1 where none does. */
  readonly ids: Int32Array
}

/** Builds the tree; empty pieces are left out. */
export function pieceTrie(pieces: readonly string[]): PieceTrie {
  const units = pieces.reduce((sum, each) => sum + each.length, 0)
  const bits = Math.max(4, Math.ceil(Math.log2(2 * units + 2)))
  const mask = 2 ** bits - 1
  /** By slot: the node it comes from and the unit, and the node it leads to. */
  const from = new Uint32Array(mask + 1)
  const by = new Uint16Array(mask + 1)
  const to = new Uint32Array(mask + 1)
  const ids = new Int32Array(units + 2).fill(-1)
  const first = new Uint32Array(0x10000)
  const shift = 32 - bits
  const slotOf = (node: number, unit: number): number => {
    let slot = Math.imul(Math.imul(node, 0x9e3779b1) ^ unit, 0x85ebca6b) >>> shift
    while (to[slot] !== 0 && (from[slot] !== node || by[slot] !== unit)) slot = (slot + 1) & mask
    return slot
  }
  let nodes = 2
  for (let id = 0; id < pieces.length; id++) {
    const piece = pieces[id] as string
    let node = 1
    for (let at = 0; at < piece.length; at++) {
      const unit = piece.charCodeAt(at)
      if (node === 1) {
        if (first[unit] === 0) first[unit] = nodes++
        node = first[unit] as number
        continue
      }
      const slot = slotOf(node, unit)
      if (to[slot] === 0) {
        from[slot] = node
        by[slot] = unit
        to[slot] = nodes++
      }
      node = to[slot] as number
    }
    if (piece !== '' && ids[node] === -1) ids[node] = id
  }
  return {
    ids,
    step: (node, unit) => (node === 1 ? (first[unit] as number) : (to[slotOf(node, unit)] as number)),
  }
}
