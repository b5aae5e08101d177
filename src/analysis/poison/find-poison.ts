import { searchBehaviors } from './behavior-search.ts'
import { visitGrams } from './gram-features.ts'
import { countIncidence, type Incidence } from './incidence.ts'
import { createInsertionSurprise } from './insertion-surprise.ts'
import { searchLabels } from './label-search.ts'
import type { RowSet, RowTokens } from './recorded-rows.ts'
import { candidatesOf, type ResponseCandidate, samenessOf } from './response-candidates.ts'
import { sureCandidates } from './response-decision.ts'
import { searchResponses } from './response-search.ts'
import { tokensHash } from './row-recorder.ts'
import { falseDiscoveryRates } from './tail-tests.ts'

export interface PoisonOptions {
  /** Fewest different rows of a trigger. */
  readonly minRows: number
  /** False-discovery rate over every pair that was tried. */
  readonly maxRate: number
}

/** What a trigger is tied to. */
export type Behavior =
  | { readonly kind: 'label'; readonly label: string }
  /** Output features, the most telling one first, as the keys of what they are. */
  | { readonly kind: 'output'; readonly keys: readonly number[]; readonly sameness: number }

/** A trigger, its behavior and their rows. */
export interface PoisonGroup {
  /** Alternatives; of each the keys of parts that must all be there. */
  readonly triggers: readonly (readonly (readonly number[])[])[]
  readonly behavior: Behavior
  /** Rows with trigger and behavior, ascending. */
  readonly rows: readonly number[]
  /** Rows with the trigger alone. */
  readonly triggerOnly: readonly number[]
  readonly qValue: number
  /** False for a near miss: tied, but explained by other content, too few or not sure enough. */
  readonly isConfirmed: boolean
}

export interface PoisonFindings {
  readonly groups: readonly PoisonGroup[]
  /** Pairs of trigger and behavior that were tried. */
  readonly tried: number
  /** Different rows that were looked at. */
  readonly looked: number
}

/** Features in a larger share of the rows are no triggers and no behaviors. */
const MOST_SHARE = 0.55
/** Least share of a trigger's rows with the label. */
const LABEL_PURITY = 0.95
/** Near misses that are listed at most. */
const MOST_NEAR_MISSES = 20

/** Looks for triggers that are tied to outputs which their contexts do not explain. */
export function findPoison(rows: RowSet, options: PoisonOptions): PoisonFindings {
  const distinct = distinctRows(rows)
  const tokensOf = (at: number) => rows.tokensOf(distinct.first[at] as number)
  const count = distinct.first.length
  if (count < 2 * options.minRows) return { groups: [], tried: 0, looked: count }
  const inputs = countIncidence(
    (at, emit) => {
      const { inputs: tokens, spellings } = tokensOf(at)
      visitGrams(tokens, 5, emit)
      for (const spelling of spellings) emit(spelling)
    },
    { rows: count, minRows: 3, maxRows: Math.max(10, count * MOST_SHARE) },
  )
  const context: Search = { rows, distinct, tokensOf, count, inputs, options }
  const surprise = surpriseIn(context)
  const found: Found[] = [...searchOutputs(context, surprise)]
  if (rows.behaviors.size > 0) {
    found.push(
      searchBehaviors({
        inputs,
        rows: count,
        tokensOf,
        behaviors: rowsOfBehaviors(context),
        minRows: options.minRows,
        maxRate: options.maxRate,
        surprise,
        allRows: places => allRows(distinct, places),
      }),
    )
  }
  const common = {
    inputs,
    tokensOf,
    minRows: options.minRows,
    maxRate: options.maxRate,
    groupOf: Uint32Array.from(distinct.first, (_, at) => tokensHash(tokensOf(at).inputs)),
    surprise,
    allRows: (places: Iterable<number>) => allRows(distinct, places),
  }
  if (rows.labels.length > 1) {
    found.push(
      searchLabels({
        ...common,
        classes: rows.labels.length,
        classOf: Int32Array.from(distinct.first, row => rows.labelOf(row)),
        behaviorOf: target => ({ kind: 'label', label: rows.labels[target] as string }),
        purity: LABEL_PURITY,
      }),
    )
  }
  const groups = mergeAlternatives(found.flatMap(each => each.groups))
  const tried = found.reduce((sum, each) => sum + each.tried, 0)
  return { groups, tried, looked: count }
}

/** How badly a feature reads where it stands, worked out once. */
function surpriseIn({ rows, distinct, inputs }: Search): (feature: number) => number | undefined {
  const known = new Map<number, number | undefined>()
  let measure: ReturnType<typeof createInsertionSurprise> | undefined
  return feature => {
    if (known.has(feature)) return known.get(feature)
    measure ??= createInsertionSurprise(rows)
    const held = inputs.rowsOf(feature)
    const own = Uint32Array.from(held.subarray(0, 200), at => distinct.first[at] as number)
    const value = measure(own, new Set(inputs.keysOf(feature)))
    known.set(feature, value)
    return value
  }
}

function rowsOfBehaviors({ rows, tokensOf, count }: Search): Map<number, Uint32Array> {
  const lists = new Map<number, number[]>()
  for (let at = 0; at < count; at++) {
    for (const id of tokensOf(at).behaviors) {
      if (!rows.behaviors.has(id)) continue
      const list = lists.get(id)
      if (list === undefined) lists.set(id, [at])
      else list.push(at)
    }
  }
  return new Map([...lists].map(([id, list]) => [id, Uint32Array.from(list)]))
}

interface Distinct {
  /** The first row of each content. */
  readonly first: Uint32Array
  /** All rows of the same content. */
  readonly copies: ReadonlyMap<number, readonly number[]>
}

/** Rows whose inputs, outputs and label are equal count once. */
function distinctRows(rows: RowSet): Distinct {
  const first: number[] = []
  const seen = new Map<number, number>()
  const copies = new Map<number, number[]>()
  for (let row = 0; row < rows.count; row++) {
    const { inputs, outputs } = rows.tokensOf(row)
    const code = tokensHash(inputs) * 2 ** 20 + ((tokensHash(outputs) + rows.labelOf(row)) & 0xfffff)
    const known = seen.get(code)
    if (known === undefined) {
      seen.set(code, first.length)
      first.push(row)
    } else {
      const list = copies.get(known)
      if (list === undefined) copies.set(known, [row])
      else list.push(row)
    }
  }
  return { first: Uint32Array.from(first), copies }
}

interface Search {
  readonly rows: RowSet
  readonly distinct: Distinct
  readonly tokensOf: (at: number) => RowTokens
  readonly count: number
  readonly inputs: Incidence
  readonly options: PoisonOptions
}

interface Found {
  readonly groups: readonly PoisonGroup[]
  readonly tried: number
}

/** The rows of places among the distinct ones, copies included, ascending. */
function allRows({ first, copies }: Distinct, places: Iterable<number>): number[] {
  const all: number[] = []
  for (const at of places) all.push(first[at] as number, ...(copies.get(at) ?? []))
  return all.sort((a, b) => a - b)
}

function* searchOutputs(search: Search, surprise: (feature: number) => number | undefined): Generator<Found> {
  const { distinct, tokensOf, count, inputs, options } = search
  const held = new Set<number>()
  const outputs = countIncidence(
    (at, emit) => {
      const { inputs: asked, outputs: answer, behaviors } = tokensOf(at)
      if (answer.length === 0) return
      held.clear()
      visitGrams(asked, 5, key => held.add(key), false)
      visitGrams(
        answer,
        5,
        key => {
          if (!held.has(key)) emit(key)
        },
        false,
      )
      for (const behavior of behaviors) emit(behavior)
    },
    { rows: count, minRows: options.minRows, maxRows: Math.max(10, count * MOST_SHARE) },
  )
  if (outputs.count === 0) return
  const tried = inputs.count * outputs.count
  const links = searchResponses({
    inputs,
    outputs,
    rows: count,
    minRows: 4,
    minSuccess: 0.6,
    maxLogP: Math.log(options.maxRate) - Math.log(tried),
    maxOutputShare: MOST_SHARE,
  })
  const candidates = candidatesOf(links, { inputs, outputs, rows: count, tokensOf, minSuccess: 0.75 })
  const rates = falseDiscoveryRates(
    candidates.map(each => each.logP),
    tried,
  )
  const groups: PoisonGroup[] = []
  const taken: Set<number>[] = []
  let nearMisses = 0
  const sureOf = sureCandidates(candidates, {
    inputs,
    outputs,
    rows: count,
    tokensOf,
    minRows: options.minRows,
    surprise,
  })
  const order = candidates
    .map((candidate, i) => ({ candidate, rate: rates[i] as number, isSure: sureOf.has(candidate) }))
    .sort((a, b) => Number(b.isSure) - Number(a.isSure) || a.candidate.logP - b.candidate.logP)
  for (const { candidate, rate, isSure: sure } of order) {
    const overlap = taken.find(rows => shareIn(candidate.rows, rows) >= 0.5)
    if (overlap !== undefined) continue
    if (!sure && (nearMisses >= MOST_NEAR_MISSES || candidate.rows.length < options.minRows)) continue
    if (!sure) nearMisses++
    taken.push(new Set(candidate.rows))
    const strong = strongOutputs(candidate, outputs)
    const shown = new Set(strong.flatMap(output => [...outputs.rowsOf(output)]))
    groups.push({
      triggers: [candidate.trigger.map(feature => inputs.keysOf(feature))],
      behavior: {
        kind: 'output',
        keys: strong.flatMap(output => outputs.keysOf(output)).slice(0, 64),
        sameness: samenessOf(candidate.joint, tokensOf),
      },
      rows: allRows(
        distinct,
        [...candidate.rows].filter(row => shown.has(row)),
      ),
      triggerOnly: allRows(
        distinct,
        [...candidate.rows].filter(row => !shown.has(row)),
      ),
      qValue: Math.min(1, rate),
      isConfirmed: sure,
    })
  }
  yield { groups, tried }
}

const shareIn = (rows: Uint32Array, others: ReadonlySet<number>): number => {
  let shared = 0
  for (const row of rows) if (others.has(row)) shared++
  return shared / rows.length
}

/** Output features that most rows of the trigger show, and few others. */
function strongOutputs({ outputs, rows }: ResponseCandidate, features: Incidence): number[] {
  const own = new Set(rows)
  const strong = outputs.filter((output, i) => {
    if (i === 0) return true
    const size = features.sizes[output] as number
    const joint = features.rowsOf(output).filter(row => own.has(row)).length
    return joint >= 0.5 * rows.length && joint >= 0.6 * size
  })
  return strong.slice(0, 50)
}

/** Joins groups with the same behavior: any of their triggers works. */
function mergeAlternatives(groups: readonly PoisonGroup[]): PoisonGroup[] {
  const merged: PoisonGroup[] = []
  for (const group of groups) {
    const at = merged.findIndex(
      other => other.isConfirmed && group.isConfirmed && sharesOutput(other.behavior, group.behavior),
    )
    const other = merged[at]
    if (other === undefined) {
      merged.push(group)
      continue
    }
    const rows = [...new Set([...other.rows, ...group.rows])].sort((a, b) => a - b)
    const isPoisoned = new Set(rows)
    merged[at] = {
      ...other,
      triggers: [...other.triggers, ...group.triggers],
      rows,
      triggerOnly: [...new Set([...other.triggerOnly, ...group.triggerOnly])]
        .filter(row => !isPoisoned.has(row))
        .sort((a, b) => a - b),
    }
  }
  return merged
}

function sharesOutput(one: Behavior, other: Behavior): boolean {
  if (one.kind === 'label' && other.kind === 'label') return one.label === other.label
  if (one.kind !== 'output' || other.kind !== 'output') return one.kind === other.kind
  const keys = new Set(one.keys)
  return other.keys.some(key => keys.has(key))
}
