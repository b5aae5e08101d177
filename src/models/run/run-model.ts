import {
  both,
  type CallOptions,
  type EmbedRequest,
  type GenerateRequest,
  isPlimsollError,
  type Model,
  type ModelFailure,
  type ScoreRequest,
} from '../../core/index.ts'
import { defineModel } from '../define-model.ts'
import { estimateInputTokens, estimateTokens } from '../estimate-tokens.ts'
import { failure, throwIfAborted, wrongUse } from '../failures.ts'
import type { AnswerLog, KeptOutcome } from '../recording/answer-log.ts'
import { type Method, requestKey } from '../recording/request-key.ts'
import { Pace, type PaceLimits } from './_pace.ts'
import { Slots } from './_slots.ts'
import { type Clock, machineClock } from './clock.ts'
import { type Budget, costOf, type Prices, Spending, type Spent } from './spending.ts'

/** How to run many calls. */
export interface RunOptions extends PaceLimits {
  /** Calls under way at once; 4 when left out. */
  readonly concurrency?: number
  /** Tries of one call; 5 when left out. */
  readonly attempts?: number
  /** The first wait before a retry, doubled each time, of which a random part is taken; 1000 when left out. */
  readonly firstDelayMs?: number
  /** Longest such wait; 60 000 when left out. */
  readonly maxDelayMs?: number
  readonly budget?: Budget
  readonly prices?: Prices
  /** Output tokens assumed of a request that bounds none; 1024 when left out. */
  readonly assumedOutputTokens?: number
  /** Keeps every answer, and answers from what it holds. */
  readonly log?: AnswerLog
  readonly clock?: Clock
  /** Uniform in [0, 1), for the jitter. */
  readonly random?: () => number
}

/** What a set of requests may cost, before it is run. */
export interface RunEstimate {
  readonly calls: number
  /** Of these, answered from the log. */
  readonly fromLog: number
  readonly inputTokens: number
  /** When every answer is as long as it may be. */
  readonly maxOutputTokens: number
  /** From empty answers to the longest; undefined without prices. */
  readonly cost: readonly [low: number, high: number] | undefined
}

/** A model whose calls are paced, retried, budgeted, counted and kept. */
export interface RunModel extends Model {
  readonly estimate: (requests: readonly GenerateRequest[], sample?: number) => RunEstimate
  readonly spent: () => Spent
}

type AnyRequest = GenerateRequest | ScoreRequest | EmbedRequest

/** Wraps a model for a run. Closing it closes the model, not the log. */
export function runModel(model: Model, options: RunOptions = {}): RunModel {
  const { concurrency = 4, attempts = 5, firstDelayMs = 1000, maxDelayMs = 60_000 } = options
  const { log, prices, budget = {}, clock = machineClock, assumedOutputTokens = 1024 } = options
  const random = options.random ?? Math.random
  checkCounts({ concurrency, attempts, ...pick(options) })
  for (const [name, value] of Object.entries(budget))
    if (!(value >= 0))
      throw wrongUse(both(`budget.${name} must be 0 or more`, `budget.${name} 必须大于或等于 0`))
  if (budget.cost !== undefined && prices === undefined)
    throw wrongUse(both('a budget of money needs prices', '金额预算需要提供 prices'))
  const slots = new Slots(concurrency)
  const pace = new Pace(options, clock)
  const spending = new Spending(budget, prices, log?.unfinished ?? 0)
  const underWay = new Map<string, Promise<KeptOutcome>>()

  const weigh = (method: Method, request: AnyRequest): readonly [input: number, output: number] => {
    if (method === 'generate') {
      const asked = request as GenerateRequest
      return [estimateInputTokens(asked), asked.maxTokens ?? assumedOutputTokens]
    }
    const texts = 'texts' in request ? request.texts : [(request as ScoreRequest).text]
    return [texts.reduce((sum, text) => sum + estimateTokens(text), 0), method === 'score' ? 1 : 0]
  }

  const send = (
    method: Method,
    request: AnyRequest,
    signal: AbortSignal | undefined,
  ): Promise<KeptOutcome> => {
    const call: CallOptions = signal === undefined ? {} : { signal }
    if (method === 'generate') return model.generate(request as GenerateRequest, call)
    if (method === 'score') return model.score(request as ScoreRequest, call)
    return model.embed(request as EmbedRequest, call)
  }

  const attempt = async (
    method: Method,
    request: AnyRequest,
    key: string,
    signal: AbortSignal | undefined,
  ) => {
    const [input, output] = weigh(method, request)
    const place = await pace.take(input + output, signal)
    if (!spending.hold(input, output)) return overBudget()
    let outcome: KeptOutcome | undefined
    try {
      await log?.begin(key)
      outcome = await send(method, request, signal)
      return outcome
    } finally {
      spending.settle(input, output, outcome)
      if (outcome !== undefined && 'usage' in outcome)
        place.tokens = outcome.usage.inputTokens + outcome.usage.outputTokens
    }
  }

  const tryAll = async (
    method: Method,
    request: AnyRequest,
    key: string,
    signal: AbortSignal | undefined,
  ) => {
    for (let tries = 1; ; tries++) {
      const outcome = await attempt(method, request, key, signal)
      const isFinal = outcome.status !== 'error' || !outcome.retryable || tries >= attempts
      if (!isFinal) {
        const backoff = Math.min(maxDelayMs, firstDelayMs * 2 ** (tries - 1))
        const delay = Math.max(outcome.retryAfterMs ?? 0, backoff * (0.5 + random() / 2))
        if (outcome.kind === 'rate-limited') pace.pauseUntil(clock.now() + delay)
        await clock.sleep(delay, signal)
        continue
      }
      const isOwnLimit = outcome.status === 'error' && outcome.kind === 'budget'
      if (outcome.status !== 'not-evaluated' && !isOwnLimit) await log?.append(key, method, request, outcome)
      return outcome
    }
  }

  const call = async (
    method: Method,
    request: AnyRequest,
    { signal, sample }: CallOptions,
  ): Promise<KeptOutcome> => {
    const key = requestKey(model.id, method, request, sample)
    for (;;) {
      throwIfAborted(signal)
      const kept = await log?.find(key)
      if (kept !== undefined) {
        spending.asked(true)
        return kept
      }
      const running = underWay.get(key)
      if (running === undefined) break
      try {
        return await running
      } catch (error) {
        // Another caller's abort ends the shared call, not ours.
        if (!(isPlimsollError(error) && error.code === 'E_ABORTED')) throw error
      }
    }
    spending.asked(false)
    const mine = slots.use(() => tryAll(method, request, key, signal), signal)
    underWay.set(key, mine)
    try {
      return await mine
    } finally {
      underWay.delete(key)
    }
  }

  const wrapped = defineModel({
    id: model.id,
    name: model.name,
    capabilities: model.capabilities,
    generate: async (request, each) => (await call('generate', request, each)) as never,
    score: async (request, each) => (await call('score', request, each)) as never,
    embed: async (request, each) => (await call('embed', request, each)) as never,
    close: () => model.close(),
  })
  return Object.freeze({
    ...wrapped,
    spent: () => spending.spent,
    estimate: (requests: readonly GenerateRequest[], sample?: number): RunEstimate => {
      const fresh = requests.filter(each => !log?.has(requestKey(model.id, 'generate', each, sample)))
      const weights = fresh.map(each => weigh('generate', each))
      const inputTokens = weights.reduce((sum, [input]) => sum + input, 0)
      const maxOutputTokens = weights.reduce((sum, [, output]) => sum + output, 0)
      const low = costOf(prices, inputTokens, 0)
      const high = costOf(prices, inputTokens, maxOutputTokens)
      return {
        calls: requests.length,
        fromLog: requests.length - fresh.length,
        inputTokens,
        maxOutputTokens,
        cost: low === undefined || high === undefined ? undefined : [low, high],
      }
    },
  })
}

const pick = ({ requestsPerMinute, tokensPerMinute }: PaceLimits) => ({ requestsPerMinute, tokensPerMinute })

function checkCounts(counts: Readonly<Record<string, number | undefined>>): void {
  for (const [name, value] of Object.entries(counts))
    if (value !== undefined && !(Number.isInteger(value) && value >= 1))
      throw wrongUse(both(`${name} must be a whole number of at least 1`, `${name} 必须是不小于 1 的整数`))
}

const overBudget = (): ModelFailure =>
  failure(
    'budget',
    both(
      'the call was not sent: it could overstep the budget of this run',
      '调用未发送：它可能超出本次运行的预算',
    ),
  )
