import { describe, expect, it } from 'vitest'
import {
  both,
  type CallOptions,
  type GenerateOutcome,
  type GenerateRequest,
  type ModelErrorKind,
  stoppedError,
} from '../../core/index.ts'
import { defineModel } from '../define-model.ts'
import { failure } from '../failures.ts'
import type { Clock } from './clock.ts'
import { type RunOptions, runModel } from './run-model.ts'

/** Time that passes only by sleeping. */
function fakeClock(): Clock & { readonly slept: number[]; time: number } {
  const clock = {
    time: 0,
    slept: [] as number[],
    now: () => clock.time,
    sleep: async (milliseconds: number, signal: AbortSignal | undefined) => {
      await new Promise(resolve => setImmediate(resolve)) // What is ready happens before time goes on.
      if (signal?.aborted) throw stoppedError()
      clock.slept.push(milliseconds)
      clock.time += milliseconds
    },
  }
  return clock
}

const answered: GenerateOutcome = {
  status: 'answered',
  text: 'ok',
  toolCalls: [],
  finish: 'stop',
  usage: { inputTokens: 10, outputTokens: 5, estimated: false },
  ignored: [],
}
const failed = (kind: ModelErrorKind, more: object = {}) => failure(kind, both('failed', '失败'), more)

function run(answers: readonly GenerateOutcome[], options: RunOptions = {}) {
  const clock = fakeClock()
  const times: number[] = []
  let index = 0
  const model = defineModel({
    id: 'toy',
    name: 'toy',
    capabilities: ['generate'],
    generate: async () => {
      times.push(clock.time)
      return answers[Math.min(index++, answers.length - 1)] as GenerateOutcome
    },
  })
  return { clock, times, model: runModel(model, { clock, random: () => 0.5, ...options }) }
}
const ask = (index = 0): GenerateRequest => ({ input: `question ${index}`, maxTokens: 20 })

describe('retries', () => {
  it('wait longer each time, with jitter, and count every request', async () => {
    const { model, clock } = run([failed('overloaded'), failed('network'), failed('timeout'), answered])
    expect(await model.generate(ask())).toEqual(answered)
    expect(clock.slept).toEqual([750, 1500, 3000])
    expect(model.spent()).toMatchObject({
      calls: 1,
      requests: 4,
      inputTokens: 10,
      outputTokens: 5,
      perhapsBilled: 2,
    })
  })
  it('honor Retry-After, for every other call too', async () => {
    const { model, times } = run([failed('rate-limited', { retryAfterMs: 30_000 }), answered], {
      concurrency: 1,
    })
    await Promise.all([model.generate(ask(1)), model.generate(ask(2))])
    expect(times).toEqual([0, 30_000, 30_000])
  })
  it.each(['authentication', 'bad-request', 'quota', 'redirected'] as const)(
    'are not made after %s',
    async kind => {
      const { model } = run([failed(kind), answered])
      expect(await model.generate(ask())).toMatchObject({ kind })
      expect(model.spent().requests).toBe(1)
    },
  )
  it('end', async () => {
    const { model } = run([failed('overloaded')], { attempts: 3 })
    expect(await model.generate(ask())).toMatchObject({ kind: 'overloaded' })
    expect(model.spent().requests).toBe(3)
  })
  it('are not made for blocks and refusals, which are answers', async () => {
    const usage = { inputTokens: 1, outputTokens: 0, estimated: false }
    const block = { status: 'blocked-by-provider', where: 'input', code: 'c', text: '', usage } as const
    const { model } = run([block])
    expect(await model.generate(ask())).toEqual(block)
    expect(model.spent().requests).toBe(1)
  })
})

describe('limits', () => {
  it('let no sixty seconds see more requests than allowed', async () => {
    const { model, times } = run([answered], { requestsPerMinute: 3, concurrency: 8 })
    await Promise.all(Array.from({ length: 8 }, (_, i) => model.generate(ask(i))))
    expect(times).toEqual([0, 0, 0, 60_000, 60_000, 60_000, 120_000, 120_000])
  })
  it('hold for thousands of calls, in every window', async () => {
    const { model, times } = run([answered], { requestsPerMinute: 700, concurrency: 50 })
    await Promise.all(Array.from({ length: 2500 }, (_, i) => model.generate(ask(i))))
    for (const [index, time] of times.entries())
      expect(time - (times[index - 700] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(60_000)
    expect(times.at(-1)).toBe(180_000)
  })
  it('count tokens as used, not as feared', async () => {
    // A call may use 23 tokens and uses 15: five that were used leave room in 110 for a sixth that may use 23.
    const { model, times } = run([answered], { tokensPerMinute: 110, concurrency: 1 })
    for (let i = 0; i < 8; i++) await model.generate(ask(i))
    expect(times.filter(each => each === 0).length).toBe(6)
    expect(times.slice(6).every(each => each >= 60_000)).toBe(true)
  })
  it('let a call that is larger than the limit go alone', async () => {
    const { model, times } = run([answered], { tokensPerMinute: 5 })
    await model.generate(ask(1))
    await model.generate(ask(2))
    expect(times).toEqual([0, 60_000])
  })
  it('hold calls to the concurrency', async () => {
    let now = 0
    let most = 0
    const model = runModel(
      defineModel({
        id: 'toy',
        name: 'toy',
        capabilities: ['generate'],
        generate: async () => {
          most = Math.max(most, ++now)
          await new Promise(resolve => setImmediate(resolve))
          now--
          return answered
        },
      }),
      { concurrency: 3 },
    )
    await Promise.all(Array.from({ length: 20 }, (_, i) => model.generate(ask(i))))
    expect(most).toBe(3)
  })
})

describe('budgets', () => {
  it('are never overstepped, and say so', async () => {
    const { model } = run([answered], { budget: { requests: 2 } })
    const outcomes = await Promise.all([0, 1, 2].map(i => model.generate(ask(i))))
    expect(outcomes.map(each => each.status)).toEqual(['answered', 'answered', 'error'])
    expect(outcomes[2]).toMatchObject({ kind: 'budget' })
  })
  it('hold the worst case of calls under way', async () => {
    // 3 + 20 tokens at worst each: two fit into 50, also at once.
    const { model } = run([answered], { budget: { tokens: 50 } })
    const outcomes = await Promise.all([0, 1, 2].map(i => model.generate(ask(i))))
    expect(outcomes.map(each => each.status)).toEqual(['answered', 'answered', 'error'])
    expect(model.spent()).toMatchObject({ inputTokens: 20, outputTokens: 10 })
  })
  it('of money need prices, and are exact after the run', async () => {
    expect(() => run([answered], { budget: { cost: 1 } })).toThrow(/prices/)
    const prices = { inputPerMillion: 2, outputPerMillion: 8, currency: 'CNY' }
    const { model } = run([answered], { prices, budget: { cost: 0.0002 } })
    expect(model.estimate([ask(1), ask(2)])).toEqual({
      calls: 2,
      fromLog: 0,
      inputTokens: 6,
      maxOutputTokens: 40,
      cost: [0.000012, 0.000332],
    })
    expect(await model.generate(ask(1))).toEqual(answered)
    expect(model.spent().cost).toBeCloseTo(0.00006, 12)
    expect(await model.generate({ ...ask(2), maxTokens: 20 })).toMatchObject({ kind: 'budget' })
  })
})

describe('equal calls', () => {
  it('under way at once share one request', async () => {
    const { model } = run([answered])
    await Promise.all([model.generate(ask()), model.generate(ask()), model.generate(ask())])
    expect(model.spent().requests).toBe(1)
  })
  it('of other sample numbers do not', async () => {
    const { model } = run([answered])
    await Promise.all([0, 1, 2].map(sample => model.generate(ask(), { sample })))
    expect(model.spent().requests).toBe(3)
  })
  it('survive the abort of the one that was first', async () => {
    const asked: CallOptions[] = []
    const model = runModel(
      defineModel({
        id: 'toy',
        name: 'toy',
        capabilities: ['generate'],
        generate: async (_, options) => {
          asked.push(options)
          await new Promise((resolve, reject) => {
            options.signal?.addEventListener('abort', () => reject(stoppedError()))
            if (asked.length > 1) resolve(undefined)
          })
          return answered
        },
      }),
    )
    const controller = new AbortController()
    const first = model.generate(ask(), { signal: controller.signal })
    const second = model.generate(ask())
    setImmediate(() => controller.abort())
    await expect(first).rejects.toMatchObject({ code: 'E_ABORTED' })
    expect(await second).toEqual(answered)
    expect(model.spent()).toMatchObject({ requests: 2, perhapsBilled: 1 })
  })
})

it.each([
  { concurrency: 0 },
  { attempts: 1.5 },
  { requestsPerMinute: Number.NaN },
  { tokensPerMinute: -1 },
  { budget: { tokens: Number.NaN } },
])('refuses %j', options => {
  expect(() => run([answered], options)).toThrow(/must be/)
})

it('stops calls that wait', async () => {
  const { model } = run([failed('overloaded')], { attempts: 1000 })
  const controller = new AbortController()
  const asked = model.generate(ask(), { signal: controller.signal })
  setImmediate(() => controller.abort())
  await expect(asked).rejects.toMatchObject({ code: 'E_ABORTED' })
})
