import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { PlimsollError, type TokenLogProbability } from '../../core/index.ts'
import { openModel } from '../open-model.ts'
import { loadNodeLlamaCpp } from './_node-llama-cpp.ts'
import { candidatesOf, tokenPicker } from './_sampling.ts'

/** PLIMSOLL_GGUF names a model file in a folder where node-llama-cpp is installed; nothing is downloaded. */
const file = process.env['PLIMSOLL_GGUF'] ?? ''
const folder = process.env['PLIMSOLL_GGUF_FOLDER'] ?? '.'
const isThere = existsSync(file)
if (!isThere)
  console.info('GGUF tests need PLIMSOLL_GGUF (a model file) and PLIMSOLL_GGUF_FOLDER (with node-llama-cpp)')

describe('picking tokens', () => {
  const candidates = [
    { token: 1, logProbability: Math.log(0.5) },
    { token: 2, logProbability: Math.log(0.3) },
    { token: 3, logProbability: Math.log(0.2) },
  ]
  const count = (settings: { temperature: number; topP: number; topK: number }) => {
    const pick = tokenPicker(settings, 7)
    const counts = [0, 0, 0, 0]
    for (let i = 0; i < 20_000; i++) {
      const { token } = pick(candidates)
      counts[token] = (counts[token] ?? 0) + 1 / 20_000
    }
    return counts.slice(1)
  }
  it('takes the likeliest at temperature 0', () => {
    expect(count({ temperature: 0, topP: 1, topK: 0 })[0]).toBeCloseTo(1)
  })
  it.each([
    ['as likely as they are', { temperature: 1, topP: 1, topK: 0 }, [0.5, 0.3, 0.2]],
    ['within topK', { temperature: 1, topP: 1, topK: 2 }, [0.625, 0.375, 0]],
    ['within topP', { temperature: 1, topP: 0.6, topK: 0 }, [0.625, 0.375, 0]],
    ['flatter when hot', { temperature: 2, topP: 1, topK: 0 }, [0.415, 0.322, 0.263]],
  ])('%s', (_, settings, expected) => {
    for (const [index, share] of count(settings).entries())
      expect(share).toBeCloseTo(expected[index] as number, 1)
  })
  it('turns logits into log-probabilities', () => {
    const logits = new Map([
      [7, 1],
      [9, 3],
    ])
    const [first, second] = candidatesOf({ logits, totalLogitWeight: 1 + Math.exp(-2) })
    expect(first).toEqual({ token: 9, logProbability: -Math.log(1 + Math.exp(-2)) })
    expect(Math.exp(first?.logProbability ?? 0) + Math.exp(second?.logProbability ?? 0)).toBeCloseTo(1, 12)
  })
})

describe('without what it needs', () => {
  it('tells how to install the library', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'plimsoll-gguf-'))
    const found = await loadNodeLlamaCpp(empty).catch((error: unknown) => error)
    await rm(empty, { recursive: true })
    if (!(found instanceof PlimsollError)) return // It is installed beside Plimsoll.
    expect(found.code).toBe('E_UNAVAILABLE')
    expect(found.advice?.en).toContain('npm install node-llama-cpp')
    expect(found.advice?.['zh-CN']).toContain('npm install node-llama-cpp')
  })
  it('names a file that is missing', async () => {
    const opened = openModel({ kind: 'gguf', path: 'no-such.gguf' }, { variables: {}, folder: tmpdir() })
    await expect(opened).rejects.toMatchObject({ code: 'E_INPUT' })
  })
})

describe.runIf(isThere)('a real model', async () => {
  const spec = { kind: 'gguf', path: file, contextSize: 512, threads: 1 }
  const model = isThere ? await openModel(spec, { variables: {}, folder }) : undefined
  afterAll(() => model?.close())
  const sum = (tokens: readonly TokenLogProbability[]) =>
    tokens.reduce((total, each) => total + (each.logProbability ?? 0), 0)

  it('finds sense likelier than nonsense, and joins its tokens to the text', async () => {
    const good = await model?.score({ text: 'The capital of France is Paris.', alternatives: 3 })
    const bad = await model?.score({ text: 'The capital of France is cheese.' })
    if (good?.status !== 'scored' || bad?.status !== 'scored') throw new Error('not scored')
    expect(good.tokens.map(each => each.token).join('')).toBe('The capital of France is Paris.')
    expect(sum(good.tokens)).toBeGreaterThan(sum(bad.tokens) + 3)
    expect(good.tokens.at(-1)?.alternatives.length).toBe(3)
  })
  it('answers the same each time, with the log-probabilities that scoring gives', async () => {
    const input = 'The capital of France is'
    const request = { input, maxTokens: 2, logProbabilities: 2 }
    const first = await model?.generate(request)
    expect(await model?.generate(request)).toEqual(first)
    if (first?.status !== 'answered') throw new Error('not answered')
    const scored = await model?.score({ text: `${input}${first.text}` })
    if (scored?.status !== 'scored') throw new Error('not scored')
    for (const [index, token] of (first.logProbabilities ?? []).entries()) {
      const other = scored.tokens[first.usage.inputTokens + index]
      expect(other?.token).toBe(token.token)
      expect(other?.logProbability).toBeCloseTo(token.logProbability as number, 3)
    }
  })
  it('uses its chat template, stops, and samples by seed', async () => {
    const input = [{ role: 'user', content: 'Say the word "yes" and nothing else.' }] as const
    const whole = await model?.generate({ input, maxTokens: 40 })
    expect(whole).toMatchObject({ status: 'answered', usage: { estimated: false } })
    const at = async (seed: number) =>
      model?.generate({ input, maxTokens: 5, temperature: 1.5, topP: 0.95, seed })
    expect(await at(1)).toEqual(await at(1))
    expect(await at(1)).not.toEqual(await at(2))
    const cut = await model?.generate({ input: 'One, two, three, four,', maxTokens: 20, stop: ['six'] })
    expect(cut).toMatchObject({ finish: 'stop' })
  })
  it('says when a text is too long', async () => {
    expect(await model?.score({ text: 'word '.repeat(2000) })).toMatchObject({ kind: 'too-large' })
  })
  it('refuses a broken file', async () => {
    const path = join(tmpdir(), `plimsoll-${Date.now()}.gguf`)
    await writeFile(path, Buffer.from('GGUF broken'))
    await expect(openModel({ ...spec, path }, { variables: {}, folder })).rejects.toMatchObject({
      code: 'E_INPUT',
    })
    await rm(path)
  })
})
