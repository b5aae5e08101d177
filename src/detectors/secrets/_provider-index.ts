import type { KeyRow, ProviderRow } from './_providers/_row.ts'
import { PROVIDERS } from './_providers/index.ts'
import { compileShape, type Shape } from './_shape.ts'

/** A row, ready to match. */
export interface CompiledKey {
  readonly provider: ProviderRow
  readonly row: KeyRow
  readonly shape: Shape
}

/** What a literal of the scanner stands for. */
export interface Anchor {
  /** Keys of which the literal is a part. */
  readonly keys: readonly CompiledKey[]
  /** Providers of which the literal is a name, with the keys that need one. */
  readonly named: readonly CompiledKey[]
}

export interface ProviderIndex {
  readonly literals: readonly string[]
  /** One for each literal. */
  readonly anchors: readonly Anchor[]
  /** The keys that need a name, by each name of their provider. */
  readonly named: ReadonlyMap<string, readonly CompiledKey[]>
}

/** Fewest characters of a literal worth looking for. */
const SHORTEST_ANCHOR = 2

let index: ProviderIndex | undefined

/** Compiles every row on first use. */
export function providerIndex(): ProviderIndex {
  if (index) return index
  const anchors = new Map<string, { keys: CompiledKey[]; named: CompiledKey[] }>()
  const anchorOf = (literal: string) => {
    const known = anchors.get(literal) ?? { keys: [], named: [] }
    anchors.set(literal, known)
    return known
  }
  for (const provider of PROVIDERS) {
    for (const row of provider.keys) {
      const key = { provider, row, shape: compileShape(row.shape) }
      if (row.names !== 'needs') {
        if (key.shape.anchor.length < SHORTEST_ANCHOR) {
          throw new RangeError(`${provider.title}: shape ${row.shape} has no literal to look for`)
        }
        anchorOf(key.shape.anchor).keys.push(key)
      } else for (const name of provider.names) anchorOf(name).named.push(key)
    }
  }
  index = { literals: [...anchors.keys()], anchors: [...anchors.values()], named: namedOf(anchors) }
  return index
}

function namedOf(anchors: ReadonlyMap<string, Anchor>): ReadonlyMap<string, readonly CompiledKey[]> {
  const named = new Map<string, readonly CompiledKey[]>()
  for (const [literal, anchor] of anchors) if (anchor.named.length > 0) named.set(literal, anchor.named)
  return named
}
