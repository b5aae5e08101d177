import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Model } from '../../core/index.ts'
import { writeModel } from '../../learn/checkpoint.ts'
import { trainTokenizer } from '../../learn/tokenizer/train-tokenizer.ts'
import { llamaConfig } from '../../learn/transformer/llama-config.ts'
import { initializeWeights } from '../../learn/transformer/weights.ts'
import { openModel } from '../open-model.ts'

const tokenizer = trainTokenizer(['the cat sat on the mat', '猫坐在垫子上'], {
  vocabularySize: 280,
  specialTokens: ['<s>', '</s>', '<|user|>', '<|assistant|>'],
  prefix: ['<s>'],
})
const config = llamaConfig({
  vocabularySize: tokenizer.size,
  hiddenSize: 16,
  layers: 1,
  heads: 2,
  contextLength: 64,
  endTokens: [1],
  initializerRange: 0.4,
})
let folder: string
let model: Model

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'native-'))
  for (const [name, bytes] of writeModel({ config, weights: initializeWeights(config, 2), tokenizer }))
    await writeFile(join(folder, name), bytes)
  model = await openModel({ kind: 'native', path: '.', name: 'tiny' }, { folder, variables: {} })
})
afterAll(() => rm(folder, { recursive: true }))

it('answers as likely as it then scores itself', async () => {
  const answer = await model.generate({ input: 'the cat', maxTokens: 10, logProbabilities: 3 })
  if (answer.status !== 'answered') throw new Error(answer.status)
  const tokens = answer.logProbabilities ?? []
  expect(tokens.length).toBe(answer.usage.outputTokens)
  for (const each of tokens) {
    expect(each.logProbability).toBeLessThan(0)
    expect(each.alternatives).toHaveLength(3)
    expect(each.alternatives[0]?.logProbability).toBe(each.logProbability)
  }
  const scored = await model.score({ text: 'the cat sat', alternatives: 1 })
  if (scored.status !== 'scored') throw new Error(scored.status)
  expect(scored.tokens.map(each => each.token).join('')).toBe('the cat sat')
  expect(scored.tokens[0]?.logProbability).toBeUndefined()
  const [next] = scored.tokens.slice(tokenizer.encode('the cat').length)
  expect(next?.alternatives[0]).toEqual({
    token: tokens[0]?.token,
    logProbability: tokens[0]?.logProbability,
  })
})

it('scores a text the same after others that begin like it', async () => {
  const fresh = async (text: string) => {
    const other = await openModel({ kind: 'native', path: '.' }, { folder, variables: {} })
    return other.score({ text })
  }
  const texts = ['the cat sat', 'the cat on', 'the cat', 'the cat', '', '猫坐', 'the mat', '猫坐在']
  for (const text of texts) expect(await model.score({ text }), text).toEqual(await fresh(text))
  const together = await Promise.all(texts.map(text => model.score({ text })))
  for (const [i, text] of texts.entries()) expect(together[i], text).toEqual(await fresh(text))
})

it('stops at a given text and samples by its seed', async () => {
  const answer = async (more: object) => {
    const outcome = await model.generate({ input: [{ role: 'user', content: '猫' }], maxTokens: 20, ...more })
    return outcome.status === 'answered' ? outcome.text : outcome.status
  }
  const sampled = await answer({ temperature: 1, seed: 4 })
  expect(await answer({ temperature: 1, seed: 4 })).toBe(sampled)
  expect(await answer({ temperature: 1, seed: 5 })).not.toBe(sampled)
  const stop = sampled.slice(2, 3)
  expect(await answer({ temperature: 1, seed: 4, stop: [stop] })).toBe(
    sampled.slice(0, sampled.indexOf(stop)),
  )
})

it('embeds texts as vectors of length one', async () => {
  const outcome = await model.embed({ texts: ['the cat', '猫', 'the cat'] })
  if (outcome.status !== 'embedded') throw new Error(outcome.status)
  const [first, second, third] = outcome.vectors as number[][]
  expect(Math.hypot(...(first as number[]))).toBeCloseTo(1, 6)
  expect(third).toEqual(first)
  expect(second).not.toEqual(first)
})

it('says what it cannot do', async () => {
  expect(await model.generate({ input: 'the '.repeat(200) })).toMatchObject({
    status: 'error',
    kind: 'too-large',
  })
  expect(await model.generate({ input: [{ role: 'tool', content: 'x' }] })).toMatchObject({
    kind: 'bad-request',
  })
  expect(await model.generate({ input: 'x', tools: [{ name: 'a', parameters: {} }] })).toMatchObject({
    missing: 'tools',
  })
  const missing = openModel({ kind: 'native', path: 'nowhere' }, { folder, variables: {} })
  await expect(missing).rejects.toMatchObject({ code: 'E_INPUT' })
})
