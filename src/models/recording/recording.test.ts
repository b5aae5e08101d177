import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answered, Model } from '../../core/index.ts'
import { both } from '../../core/index.ts'
import { defineModel } from '../define-model.ts'
import { failure } from '../failures.ts'
import { runModel } from '../run/run-model.ts'
import { AnswerLog } from './answer-log.ts'
import { replayModel } from './replay.ts'
import { requestKey } from './request-key.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-log-'))
  path = join(folder, 'sub', 'answers.jsonl')
})
afterEach(() => rm(folder, { recursive: true }))

const answered = (text: string): Answered => ({
  status: 'answered',
  text,
  toolCalls: [],
  finish: 'stop',
  usage: { inputTokens: 1, outputTokens: 1, estimated: false },
  ignored: [],
})
/** Counts what it is asked, fails for `bad`. */
function toy(): Model & { asked: string[] } {
  const asked: string[] = []
  const model = defineModel({
    id: 'toy:1',
    name: 'toy',
    capabilities: ['generate', 'embeddings'],
    generate: async request => {
      asked.push(String(request.input))
      return request.input === 'bad'
        ? failure('bad-request', both('no', '否'))
        : answered(`to ${request.input}: ${asked.length}`)
    },
    embed: async ({ texts }) => ({
      status: 'embedded',
      vectors: texts.map(each => [each.length, 0.1]),
      usage: { inputTokens: 1, outputTokens: 0, estimated: true },
    }),
  })
  return { ...model, asked }
}

describe('request keys', () => {
  const value = fc.dictionary(fc.string(), fc.jsonValue())
  it('ignore the order of members', () => {
    fc.assert(
      fc.property(value, request => {
        const turned = Object.fromEntries(Object.entries(request).reverse())
        expect(requestKey('m', 'generate', turned)).toBe(requestKey('m', 'generate', request))
      }),
    )
  })
  it('tell models, methods, samples and requests apart', () => {
    const keys = [
      requestKey('m', 'generate', { input: 'a' }),
      requestKey('n', 'generate', { input: 'a' }),
      requestKey('m', 'score', { input: 'a' }),
      requestKey('m', 'generate', { input: 'a' }, 1),
      requestKey('m', 'generate', { input: 'b' }),
    ]
    expect(new Set(keys).size).toBe(keys.length)
    expect(requestKey('m', 'generate', { input: 'a', seed: undefined })).toBe(keys[0])
  })
})

it('replays a whole run to the same outcomes, failures included, asking nobody', async () => {
  const live = toy()
  const log = await AnswerLog.open(path, { model: live, keepRequests: true })
  const run = async (model: Model) => [
    await model.generate({ input: 'one', temperature: 1 }),
    await model.generate({ input: 'one', temperature: 1 }, { sample: 1 }),
    await model.generate({ input: 'bad' }),
    await model.embed({ texts: ['a', '中文'] }),
    await model.score({ text: 'x' }),
  ]
  const first = await run(runModel(live, { log }))
  await log.close()
  const replay = await replayModel(path)
  expect(replay.capabilities).toEqual(live.capabilities)
  expect(await run(replay)).toEqual(first)
  expect(live.asked).toEqual(['one', 'one', 'bad'])
  expect(await replay.generate({ input: 'never asked' })).toMatchObject({
    status: 'error',
    kind: 'not-recorded',
  })
  await replay.close()
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readFile(path, 'utf8')).toContain('"request":{"input":"one"')
})

it('keeps no requests unless told to', async () => {
  const log = await AnswerLog.open(path, {})
  await runModel(toy(), { log }).generate({ input: 'a private question' })
  await log.close()
  const kept = (await readFile(path, 'utf8')).split('\n').map(each => (each === '' ? {} : JSON.parse(each)))
  expect(kept.some(each => 'request' in each)).toBe(false)
})

it('answers again from disk, but asks again after a failure', async () => {
  const live = toy()
  for (let i = 0; i < 3; i++) {
    const log = await AnswerLog.open(path, { model: live })
    const model = runModel(live, { log })
    expect(await model.generate({ input: 'good' })).toMatchObject({ text: 'to good: 1' })
    expect(await model.generate({ input: 'bad' })).toMatchObject({ status: 'error' })
    await log.close()
  }
  expect(live.asked).toEqual(['good', 'bad', 'bad', 'bad'])
})

describe('a damaged log', () => {
  const fill = async (count: number) => {
    const log = await AnswerLog.open(path, { model: toy() })
    const model = runModel(toy(), { log })
    await Promise.all(Array.from({ length: count }, (_, i) => model.generate({ input: `q${i}` })))
    await log.close()
  }
  it('loses only the line that was cut off, and goes on after it', async () => {
    await fill(5)
    await truncate(path, (await stat(path)).size - 10)
    const log = await AnswerLog.open(path)
    expect(log).toMatchObject({ size: 4, damaged: 1, unfinished: 1 })
    await runModel(toy(), { log }).generate({ input: 'new' })
    await log.close()
    const again = await AnswerLog.open(path)
    expect(again).toMatchObject({ size: 5, damaged: 1 })
    await again.close()
  })
  it('never takes an altered line for an answer', async () => {
    await fill(3)
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace('to q1', 'to q9'))
    const log = await AnswerLog.open(path)
    expect(log).toMatchObject({ size: 2, damaged: 1 })
    await log.close()
  })
  it('passes over what is no log at all', async () => {
    await fill(1)
    await appendFile(
      path,
      Buffer.concat([Buffer.from([0xff, 0xfe, 0, 10]), Buffer.from('[1]\n{"sum":"0"}\nnull')]),
    )
    const log = await AnswerLog.open(path)
    expect(log).toMatchObject({ size: 1, damaged: 4 })
    await log.close()
    await writeFile(path, 'hello\n')
    await expect(replayModel(path)).rejects.toMatchObject({ code: 'E_INPUT' })
    await expect(replayModel(join(folder, 'none'))).rejects.toMatchObject({ code: 'E_INPUT' })
  })
})

it('finds every one of many answers, written at once', async () => {
  const log = await AnswerLog.open(path, { model: toy() })
  const keys = Array.from({ length: 300 }, (_, i) => requestKey('toy:1', 'generate', { input: `q${i}` }))
  await Promise.all(keys.map((key, i) => log.append(key, 'generate', {}, answered(`中${i}`))))
  for (const [i, key] of keys.entries()) expect(await log.find(key)).toEqual(answered(`中${i}`))
  await log.close()
  const again = await AnswerLog.open(path)
  for (const [i, key] of keys.entries()) expect(await again.find(key)).toEqual(answered(`中${i}`))
  await again.close()
})

it('says plainly that it cannot write, and reads no device', async () => {
  await writeFile(join(folder, 'file'), '')
  await expect(AnswerLog.open(join(folder, 'file', 'answers.jsonl'))).rejects.toMatchObject({
    code: 'E_OUTPUT',
  })
  await expect(AnswerLog.open('/dev/full')).rejects.toMatchObject({ code: 'E_OUTPUT' })
  await expect(AnswerLog.open('/dev/zero', { readOnly: true })).rejects.toMatchObject({ code: 'E_INPUT' })
  const live = toy()
  const log = await AnswerLog.open(path)
  await log.close()
  await expect(runModel(live, { log }).generate({ input: 'a' })).rejects.toMatchObject({ code: 'E_OUTPUT' })
  expect(live.asked).toEqual([]) // What cannot be kept is not paid for.
})
