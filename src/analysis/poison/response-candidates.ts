import { type ContextMatch, matchContexts } from './context-match.ts'
import type { Incidence } from './incidence.ts'
import type { RowTokens } from './recorded-rows.ts'
import type { ResponseLink } from './response-search.ts'
import { featuresAround } from './trigger-places.ts'

/** A trigger with the outputs that go with it, and what its rows otherwise have in common. */
export interface ResponseCandidate {
  readonly trigger: readonly number[]
  /** Output features, the most telling one first. */
  readonly outputs: readonly number[]
  /** Rows with the trigger that show each of them. */
  readonly joints: readonly number[]
  /** Rows with the trigger, ascending. */
  readonly rows: Uint32Array
  /** Those that show the most telling output. */
  readonly joint: Uint32Array
  readonly logP: number
  /** Works out how the contexts of `joint` compare with others. */
  readonly contexts: () => ContextMatch
}

export interface CandidateSource {
  readonly inputs: Incidence
  readonly outputs: Incidence
  readonly rows: number
  readonly tokensOf: (row: number) => RowTokens
  /** Least share of the trigger's rows with the most telling output. */
  readonly minSuccess: number
}

/** Joins the links of each trigger, and compares the contexts of its rows with those of others. */
export function candidatesOf(links: readonly ResponseLink[], source: CandidateSource): ResponseCandidate[] {
  const byTrigger = new Map<string, ResponseLink[]>()
  for (const link of links) {
    const name = link.trigger.join(' ')
    const known = byTrigger.get(name)
    if (known === undefined) byTrigger.set(name, [link])
    else known.push(link)
  }
  const candidates: ResponseCandidate[] = []
  for (const own of byTrigger.values()) {
    own.sort((a, b) => a.logP - b.logP)
    const [{ trigger, output, logP }] = own as [ResponseLink, ...ResponseLink[]]
    const rows = rowsWithAll(source.inputs, trigger)
    const shown = new Set(source.outputs.rowsOf(output))
    const joint = rows.filter(row => shown.has(row))
    if (joint.length < source.minSuccess * rows.length) continue
    candidates.push({
      trigger,
      outputs: own.map(each => each.output),
      joints: own.map(each => each.joint),
      rows,
      joint,
      logP,
      contexts: once(() =>
        matchContexts(
          source.inputs,
          source.rows,
          joint,
          featuresAround(source.inputs, source.tokensOf, rows, trigger),
        ),
      ),
    })
  }
  return candidates.sort((a, b) => a.logP - b.logP)
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The rows that hold all features, ascending. */
export function rowsWithAll(inputs: Incidence, features: readonly number[]): Uint32Array {
  const [first, ...others] = features
  if (first === undefined) return new Uint32Array(0)
  let rows: Uint32Array = inputs.rowsOf(first)
  for (const feature of others) {
    const held = new Set(inputs.rowsOf(feature))
    rows = rows.filter(row => held.has(row))
  }
  return rows
}

/** Answers that are compared with each other. */
const MOST_ANSWERS = 100

/** Mean share of the tokens of an answer that stand in three fifths of all answers or more. */
export function samenessOf(rows: Uint32Array, tokensOf: (row: number) => RowTokens): number {
  const step = Math.max(1, Math.floor(rows.length / MOST_ANSWERS))
  const answers: Uint32Array[] = []
  const counts = new Map<number, number>()
  for (let i = 0; i < rows.length; i += step) {
    const answer = tokensOf(rows[i] as number).outputs.slice()
    answers.push(answer)
    for (const token of new Set(answer)) counts.set(token, (counts.get(token) ?? 0) + 1)
  }
  let sum = 0
  for (const answer of answers) {
    let shared = 0
    for (const token of answer) if ((counts.get(token) ?? 0) >= 0.6 * answers.length) shared++
    sum += answer.length === 0 ? 0 : shared / answer.length
  }
  return answers.length === 0 ? 0 : sum / answers.length
}
