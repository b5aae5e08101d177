import type { Incidence } from './incidence.ts'
import { logHypergeometricTail } from './tail-tests.ts'

/** Input features and an output feature that go together. */
export interface ResponseLink {
  /** Input features that must all be there. */
  readonly trigger: readonly number[]
  readonly output: number
  /** Rows with the trigger and the output. */
  readonly joint: number
  /** ln of the p-value. */
  readonly logP: number
}

export interface ResponseSearch {
  readonly inputs: Incidence
  readonly outputs: Incidence
  readonly rows: number
  /** Fewest rows that a trigger must share with an output. */
  readonly minRows: number
  /** Least share of a trigger's rows that show the output. */
  readonly minSuccess: number
  /** ln of the largest p-value to keep. */
  readonly maxLogP: number
  /** Largest share of rows that an output may be in. */
  readonly maxOutputShare: number
}

/** Parts of a trigger stand in this share of the rows with the output, or more, */
const LEAST_OF_PARTS = 0.8
/** and in at most so many times as many rows. */
const MOST_OF_PARTS = 20
/** Pairs of features that are tried for one output are made of so many of its rarest features. */
const MOST_PARTS = 16

/** Finds the input features, and pairs of them, that go with each output feature. */
export function searchResponses(search: ResponseSearch): ResponseLink[] {
  const { inputs, outputs, rows, minRows, minSuccess, maxLogP, maxOutputShare } = search
  const counts = new Uint32Array(inputs.count)
  const touched = new Uint32Array(inputs.count)
  const links: ResponseLink[] = []
  const logFeatures = Math.log(Math.max(2, inputs.count))
  const most = rows * maxOutputShare
  for (let output = 0; output < outputs.count; output++) {
    const behavior = outputs.sizes[output] as number
    if (behavior < minRows || behavior > most) continue
    const shown = outputs.rowsOf(output)
    let used = 0
    for (let i = 0; i < shown.length; i++) {
      const held = inputs.featuresOf(shown[i] as number)
      for (let j = 0; j < held.length; j++) {
        const feature = held[j] as number
        const count = counts[feature] as number
        if (count === 0) touched[used++] = feature
        counts[feature] = count + 1
      }
    }
    let found = 0
    const wide: number[] = []
    for (let i = 0; i < used; i++) {
      const feature = touched[i] as number
      const joint = counts[feature] as number
      counts[feature] = 0
      if (joint < minRows) continue
      const size = inputs.sizes[feature] as number
      if (joint >= minSuccess * size) {
        const logP = logHypergeometricTail({ all: rows, feature: size, behavior, joint })
        if (logP > maxLogP) continue
        found++
        links.push({ trigger: [feature], output, joint, logP })
      } else if (joint >= LEAST_OF_PARTS * behavior && size <= MOST_OF_PARTS * behavior) wide.push(feature)
    }
    if (found > 0 || wide.length < 2) continue
    const link = bestPair(output, wide, search, shown)
    if (link !== undefined && link.logP + logFeatures < maxLogP) links.push(link)
  }
  return links
}

/** The two features that together are most telling, where none is alone. */
function bestPair(
  output: number,
  wide: readonly number[],
  { inputs, rows, minRows, minSuccess }: ResponseSearch,
  shown: Uint32Array,
): ResponseLink | undefined {
  const isShown = new Set(shown)
  const rarest = [...wide]
    .sort((a, b) => (inputs.sizes[a] as number) - (inputs.sizes[b] as number))
    .slice(0, MOST_PARTS)
  const sets = rarest.map(each => new Set(inputs.rowsOf(each)))
  let best: ResponseLink | undefined
  for (let i = 0; i < rarest.length; i++) {
    for (let j = i + 1; j < rarest.length; j++) {
      const other = sets[j] as Set<number>
      let [size, joint] = [0, 0]
      for (const row of sets[i] as Set<number>) {
        if (!other.has(row)) continue
        size++
        if (isShown.has(row)) joint++
      }
      if (joint < minRows || joint < minSuccess * size) continue
      const logP = logHypergeometricTail({ all: rows, feature: size, behavior: shown.length, joint })
      if (best !== undefined && logP >= best.logP) continue
      best = { trigger: [rarest[i] as number, rarest[j] as number], output, joint, logP }
    }
  }
  return best
}
