import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { attacks } from '../../src/attacks/index.ts'
import { parseOptions, seededRandom } from '../../src/core/index.ts'
import { isTopic } from '../../src/knowledge/index.ts'

const room = new URL('../../src/attacks/', import.meta.url)
const TEXTS = [
  '',
  'one',
  'A plain sentence, with commas.',
  '一段中文文本，没有空格。',
  'emoji 👨‍👩‍👧 and\nlines',
  '\ud800 lone',
]

it('lists every attack once, sorted by id', () => {
  const ids = attacks.map(each => each.id)
  expect(ids).toEqual([...new Set(ids)].sort())
})

it('lists the attack of every file', async () => {
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter(
    path =>
      path.endsWith('.ts') && !path.endsWith('.test.ts') && !/(^|\/)(_[^/]*|index)(\/|\.ts$)/.test(path),
  )
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    const exports = Object.values((await import(new URL(file, room).href)) as object)
    expect(
      exports.some(each => attacks.includes(each as never)),
      `${file} is not listed`,
    ).toBe(true)
  }
})

describe.each(attacks.map(each => [each.id, each] as const))('%s', (_id, attack) => {
  const options = parseOptions(attack, {})

  it('says what it is', () => {
    expect(attack.title['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(attack.threatModel.en.length).toBeGreaterThan(20)
    expect(attack.threatModel['zh-CN']).toMatch(/\p{Script=Han}/u)
    expect(attack.reference).toMatch(/^https:\/\//)
    expect(attack.topics.length).toBeGreaterThan(0)
    for (const topic of attack.topics) expect(isTopic(topic), topic).toBe(true)
  })

  it('gives the same output for the same seed', () => {
    for (const text of TEXTS) {
      for (const seed of [0, 1, 4242]) {
        const once = attack.poison(text, options, seededRandom(seed))
        expect(attack.poison(text, options, seededRandom(seed))).toEqual(once)
      }
    }
  })

  it('changes the text, stays in budget and says what it hid', () => {
    for (const text of TEXTS) {
      const { text: poisoned, payload } = attack.poison(text, options, seededRandom(3))
      expect(poisoned).not.toBe(text)
      expect(payload.length).toBeGreaterThan(0)
      expect(poisoned.length - text.length).toBeLessThanOrEqual(attack.budget)
    }
  })
})
