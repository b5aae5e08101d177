import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseOptions } from '../../src/core/index.ts'
import { judges } from '../../src/judges/index.ts'
import { isTopic } from '../../src/knowledge/index.ts'

const room = new URL('../../src/judges/', import.meta.url)

it('lists every judge once, sorted by id', () => {
  const ids = judges.map(each => each.id)
  expect(ids).toEqual([...new Set(ids)].sort())
})

it('lists the judge of every file', async () => {
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter(
    path =>
      path.endsWith('.ts') && !path.endsWith('.test.ts') && !/(^|\/)(_[^/]*|index)(\/|\.ts$)/.test(path),
  )
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    const exports = Object.values((await import(new URL(file, room).href)) as object)
    expect(
      exports.some(each => judges.includes(each as never)),
      `${file} is not listed`,
    ).toBe(true)
  }
})

describe.each(judges.map(each => [each.id, each] as const))('%s', (_id, judge) => {
  it('says what it is', () => {
    expect(judge.title['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(judge.reference).toMatch(/^https:\/\//)
    expect(judge.topics.length).toBeGreaterThan(0)
    for (const topic of judge.topics) expect(isTopic(topic), topic).toBe(true)
    expect(judge.examples.holds.length).toBeGreaterThanOrEqual(2)
    expect(judge.examples.fails.length).toBeGreaterThanOrEqual(2)
  })

  it('decides its examples, twice the same', () => {
    for (const kind of ['holds', 'fails'] as const) {
      for (const { response, options } of judge.examples[kind]) {
        const parsed = parseOptions(judge, options)
        const verdict = judge.judge(response, parsed)
        expect(verdict.holds, response).toBe(kind === 'holds')
        expect(verdict.score).toBeGreaterThanOrEqual(0)
        expect(verdict.score).toBeLessThanOrEqual(1)
        expect(verdict.reason['zh-CN']).toMatch(/\p{Script=Han}/u)
        expect(judge.judge(response, parsed)).toEqual(verdict)
      }
    }
  })

  it('bears hostile responses', () => {
    const { options } = judge.examples.holds[0] as { options: unknown }
    for (const response of [
      '',
      '\u0000',
      '\ud800',
      'a'.repeat(200_000),
      '%41'.repeat(60_000),
      '4'.repeat(200_000),
      '\u200b'.repeat(100_000),
    ]) {
      expect(judge.judge(response, parseOptions(judge, options)).holds).toBe(false)
    }
  })
})
