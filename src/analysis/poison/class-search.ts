import { markRepeats } from './context-match.ts'
import { type ContextModel, fitContexts } from './context-model.ts'
import type { Incidence } from './incidence.ts'
import { logPoissonBinomialTail } from './tail-tests.ts'

/** An input feature whose rows are of one class more often than their other content lets expect. */
export interface ClassCandidate {
  readonly feature: number
  readonly target: number
  readonly rows: Uint32Array
  readonly joint: Uint32Array
  /** ln of the p-value, given what the other content of the rows predicts. */
  readonly logP: number
  /**
   * How far the other content of the rows speaks for the class against its likeliest rival, as a ratio to how frequent
   * the two are: 1 for rows like any, above for words that go with their class by nature.
   */
  readonly lean: number
}

export interface ClassSearch {
  readonly inputs: Incidence
  readonly rows: number
  readonly classes: number
  readonly classOf: Int32Array
  readonly groupOf: Uint32Array
  readonly minRows: number
  readonly minSuccess: number
  readonly maxLogP: number
  /** Largest share of rows that a feature may be in. */
  readonly maxShare: number
}

/** Probabilities are kept this far from 0 and 1: labels are noisy. */
const LEAST = 0.02

/** Finds features whose class is not explained by the rest of their rows; also returns how many pairs were tried. */
export function searchClasses(search: ClassSearch): {
  candidates: ClassCandidate[]
  tried: number
  model: ContextModel
} {
  const { inputs, rows, classes, classOf, groupOf, minRows, minSuccess, maxLogP, maxShare } = search
  const model = fitContexts({ features: inputs, rows, classes, classOf, groupOf })
  const counts = new Uint32Array(classes)
  const candidates: ClassCandidate[] = []
  let tried = 0
  for (let feature = 0; feature < inputs.count; feature++) {
    const size = inputs.sizes[feature] as number
    if (size < minRows || size > rows * maxShare) continue
    const held = inputs.rowsOf(feature)
    counts.fill(0)
    let labeled = 0
    for (const row of held) {
      const own = classOf[row] as number
      if (own < 0) continue
      counts[own] = (counts[own] as number) + 1
      labeled++
    }
    tried += classes
    let target = 0
    for (let k = 1; k < classes; k++) if ((counts[k] as number) > (counts[target] as number)) target = k
    const joint = counts[target] as number
    if (joint < minRows || joint < minSuccess * labeled) continue
    if (joint * Math.log(Math.max(LEAST, (model.base[target] as number) * 0.2)) > maxLogP) continue
    const around = markRepeats(inputs, held)
    around[feature] = 1
    const own = held.filter(row => (classOf[row] as number) >= 0)
    const chances = Float64Array.from(own, row =>
      Math.min(1 - LEAST, Math.max(LEAST, model.probability(row, target, around))),
    )
    const logP = logPoissonBinomialTail(chances, joint)
    if (logP > maxLogP) continue
    let [chance, usual] = [0, 0]
    for (const row of own) {
      const duel = model.duel(row, target, around)
      chance += duel.chance
      usual += duel.usual
    }
    candidates.push({
      feature,
      target,
      rows: own,
      joint: own.filter(row => classOf[row] === target),
      logP,
      lean: chance / usual,
    })
  }
  return { candidates: candidates.sort((a, b) => a.logP - b.logP), tried, model }
}
