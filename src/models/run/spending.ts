import type { Usage } from '../../core/index.ts'
import type { KeptOutcome } from '../recording/answer-log.ts'

/** What a million tokens cost, in one currency. */
export interface Prices {
  readonly inputPerMillion: number
  readonly outputPerMillion: number
  readonly currency: string
}

/** What a run may use up; what is left out is not bounded. */
export interface Budget {
  /** Calls sent to the endpoint, retries included. */
  readonly requests?: number
  /** Input and output together. */
  readonly tokens?: number
  /** In the currency of the prices. */
  readonly cost?: number
}

/** What a run has used up. */
export interface Spent {
  /** Calls that were asked for. */
  readonly calls: number
  /** Calls sent to the endpoint, retries included. */
  readonly requests: number
  /** Calls answered from the log, for nothing. */
  readonly fromLog: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** Undefined without prices. */
  readonly cost: number | undefined
  /** Requests whose tokens we had to estimate. */
  readonly estimated: number
  /** Requests that broke off: the provider may bill them all the same. Those of killed runs count too. */
  readonly perhapsBilled: number
}

/** The cost of tokens, or undefined without prices. */
export const costOf = (prices: Prices | undefined, input: number, output: number): number | undefined =>
  prices === undefined
    ? undefined
    : (input * prices.inputPerMillion + output * prices.outputPerMillion) / 1_000_000

/** Keeps count, and holds the worst case of calls under way against the budget. */
export class Spending {
  readonly #budget: Budget
  readonly #prices: Prices | undefined
  #counts = {
    calls: 0,
    requests: 0,
    fromLog: 0,
    inputTokens: 0,
    outputTokens: 0,
    estimated: 0,
    perhapsBilled: 0,
  }
  #held = { input: 0, output: 0 }

  constructor(budget: Budget, prices: Prices | undefined, perhapsBilled: number) {
    this.#budget = budget
    this.#prices = prices
    this.#counts.perhapsBilled = perhapsBilled
  }

  /** Counts a call that was asked for. */
  asked(isFromLog: boolean): void {
    this.#counts.calls++
    if (isFromLog) this.#counts.fromLog++
  }

  /** Holds a request's worst case; false, and nothing held, when it could overstep the budget. */
  hold(input: number, output: number): boolean {
    const { requests, tokens, cost } = this.#budget
    const allInput = this.#counts.inputTokens + this.#held.input + input
    const allOutput = this.#counts.outputTokens + this.#held.output + output
    if (requests !== undefined && this.#counts.requests + 1 > requests) return false
    if (tokens !== undefined && allInput + allOutput > tokens) return false
    if (cost !== undefined && (costOf(this.#prices, allInput, allOutput) ?? 0) > cost) return false
    this.#counts.requests++
    this.#held.input += input
    this.#held.output += output
    return true
  }

  /** Puts the truth in the place of what was held. */
  settle(input: number, output: number, outcome: KeptOutcome | undefined): void {
    this.#held.input -= input
    this.#held.output -= output
    const usage: Usage | undefined = outcome !== undefined && 'usage' in outcome ? outcome.usage : undefined
    if (usage !== undefined) {
      this.#counts.inputTokens += usage.inputTokens
      this.#counts.outputTokens += usage.outputTokens
      if (usage.estimated) this.#counts.estimated++
    } else if (outcome === undefined || isPerhapsBilled(outcome)) this.#counts.perhapsBilled++
  }

  get spent(): Spent {
    const { inputTokens, outputTokens } = this.#counts
    return { ...this.#counts, cost: costOf(this.#prices, inputTokens, outputTokens) }
  }
}

/** A refused request costs nothing; one whose answer was lost may. */
const isPerhapsBilled = (outcome: KeptOutcome): boolean =>
  outcome.status === 'error' &&
  ['timeout', 'network', 'malformed-response', 'too-large', 'stopped'].includes(outcome.kind)
