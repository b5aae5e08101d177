import { both, type Model, type TokenLogProbability } from '../../src/core/index.ts'
import { defineModel } from '../../src/models/define-model.ts'

/** Characters that a prediction looks back at, at most. */
const ORDER = 12
const END = '\u0003'

/**
 * A small language model that counts: the next character by the longest context seen, mixed with shorter ones. It answers
 * a conversation with what followed the same words, which is enough to remember canaries and to obey triggers.
 */
export function ngramModel(texts: readonly string[], canScore = true): Model {
  const counts = new Map<string, Map<string, number>>()
  const alphabet = new Set<string>([END])
  for (const text of texts) {
    const all = [...text, END]
    all.forEach((character, at) => {
      alphabet.add(character)
      for (let size = 0; size <= Math.min(ORDER, at); size++) {
        const context = all.slice(at - size, at).join('')
        const next = counts.get(context) ?? new Map<string, number>()
        counts.set(context, next.set(character, (next.get(character) ?? 0) + 1))
      }
    })
  }
  const chance = (before: readonly string[], character: string): number => {
    let mixed = 1 / alphabet.size
    for (let size = 0; size <= Math.min(ORDER, before.length); size++) {
      const next = counts.get(before.slice(before.length - size).join(''))
      if (next === undefined) break
      const all = [...next.values()].reduce((sum, each) => sum + each, 0)
      // Witten–Bell: as many unseen events as there are distinct ones.
      mixed = ((next.get(character) ?? 0) + next.size * mixed) / (all + next.size)
    }
    return mixed
  }
  const likeliest = (before: readonly string[]) =>
    [...alphabet].reduce((best, each) => (chance(before, each) > chance(before, best) ? each : best))
  const usage = { inputTokens: 0, outputTokens: 0, estimated: true }
  return defineModel({
    id: 'ngram',
    name: 'ngram',
    capabilities: canScore ? ['generate', 'prompt-log-probabilities'] : ['generate'],
    async generate({ input, maxTokens = 100 }) {
      const prompt =
        typeof input === 'string' ? input : `${input.map(({ content }) => String(content)).join('\n')}\n`
      const all = [...prompt]
      let text = ''
      while (text.length < maxTokens) {
        const next = likeliest(all)
        if (next === END) break
        all.push(next)
        text += next
      }
      return { status: 'answered', text, toolCalls: [], finish: 'stop', usage, ignored: [] }
    },
    async score({ text }) {
      const all = [...text]
      const tokens = all.map(
        (token, at): TokenLogProbability => ({
          token,
          logProbability: Math.log(chance(all.slice(0, at), token)),
          alternatives: [],
        }),
      )
      return { status: 'scored', tokens, usage }
    },
  })
}

/** A model whose every call fails. */
export const failingModel = (): Model =>
  defineModel({
    id: 'failing',
    name: 'failing',
    capabilities: ['generate', 'prompt-log-probabilities'],
    async generate() {
      return failure
    },
    async score() {
      return failure
    },
  })

const failure = {
  status: 'error',
  kind: 'overloaded',
  retryable: true,
  reason: both('the endpoint is overloaded', '服务端点过载'),
  advice: both('try again later', '请稍后重试'),
} as const
