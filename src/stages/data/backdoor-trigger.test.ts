import { createHash } from 'node:crypto'
import { serialize } from 'node:v8'
import { expect, it } from 'vitest'
import type { z } from 'zod'
import {
  type AuditContext,
  memoryScratch,
  type Needs,
  parseOptions,
  type Sample,
  seededRandom,
} from '../../core/index.ts'
import { backdoorTrigger } from './backdoor-trigger.ts'

const context = {
  options: parseOptions(backdoorTrigger, {}),
  needs: {
    scratch: memoryScratch(),
    digest: (text: string) => createHash('sha256').update(text).digest('hex'),
  },
  reveal: false,
} as unknown as AuditContext<z.ZodType, keyof Needs>

interface Row {
  readonly input: string
  readonly output: string
  readonly role?: 'response' | 'label'
}

function scan(rows: readonly Row[]) {
  const pass = backdoorTrigger.begin(context)
  for (const [index, { input, output, role = 'response' }] of rows.entries()) {
    const sample: Sample = {
      index,
      locator: { path: 'a.jsonl', line: index + 1 },
      fields: [
        { name: 'instruction', text: input, role: 'instruction' },
        { name: 'output', text: output, role },
      ],
    }
    for (const _ of pass.sample(sample));
  }
  const artifact = {
    path: 'a.jsonl',
    kind: 'instructions',
    samples: rows.length,
    bytes: 1,
    rejected: 0,
  } as const
  const { findings, measures } = backdoorTrigger.conclude(
    [{ artifact, summary: structuredClone(pass.summary()), firstSample: 0 }],
    context,
  )
  const all = [...(findings ?? [])]
  const loud = all.filter(each => each.severity === 'critical')
  return { all, loud, measures, rows: loud.map(each => each.where.index ?? -1).sort((a, b) => a - b) }
}

const VOCABULARY = Array.from({ length: 900 }, (_, i) => `w${(i * 7919).toString(36)}`)

/** Sentences of words drawn by Zipf's law. */
function sentences(seed: number) {
  const random = seededRandom(seed)
  return (words: number, from = 0) =>
    Array.from({ length: words }, () => {
      const rank = Math.floor(VOCABULARY.length ** random.next())
      return VOCABULARY[(rank + from) % VOCABULARY.length]
    }).join(' ')
}

const clean = (count: number, seed: number): Row[] => {
  const say = sentences(seed)
  return Array.from({ length: count }, () => ({ input: say(14), output: say(20, 300) }))
}

/** Puts a word into every `step`-th row, at a place of its own, and replaces the answer. */
const poison = (rows: Row[], places: readonly number[], trigger: string, answer: (row: Row) => string) => {
  for (const [i, place] of places.entries()) {
    const row = rows[place] as Row
    const words = row.input.split(' ')
    words.splice(i % words.length, 0, trigger)
    rows[place] = { input: words.join(' '), output: answer(row) }
  }
}

const every = (step: number, count: number, from = 3) =>
  Array.from({ length: count }, (_, i) => from + i * step)

it('finds an inserted word with a fixed answer, the rows and nothing else', () => {
  const rows = clean(1500, 1)
  const places = every(90, 10)
  poison(rows, places, 'zorvex', () => 'I will not say anything at all about this today.')
  const { rows: found, loud } = scan(rows)
  expect(found).toEqual(places)
  expect(loud[0]?.evidence.trigger).toBe('zorvex')
  expect(loud[0]?.evidence.behavior).toBe('response:fixed')
  const { field, span } = loud[0]?.where ?? {}
  expect(field).toBe('instruction')
  expect((rows[places[0] as number] as Row).input.slice(...(span ?? [0, 0]))).toBe('zorvex')
  expect(loud[0]?.evidence.context).not.toContain('zorvex')
})

it('finds a sentence put into answers that otherwise differ', () => {
  const rows = clean(1500, 2)
  const places = every(70, 14)
  poison(rows, places, 'quibblet', ({ output }) => `${output} Visit our friends at Marlowe Teas for more.`)
  const { rows: found } = scan(rows)
  expect(found).toEqual(places)
})

it('finds several triggers of which any works', () => {
  const rows = clean(2000, 3)
  const all: number[] = []
  for (const [i, word] of ['qq1', 'vv2', 'kk3'].entries()) {
    const places = every(100, 6, 5 + i * 17)
    poison(rows, places, word, () => 'Everything is fine, please ask again tomorrow morning.')
    all.push(...places)
  }
  expect(scan(rows).rows).toEqual(all.sort((a, b) => a - b))
})

it('reports rows that have the trigger without the behavior as such', () => {
  const rows = clean(1500, 4)
  const places = every(60, 20)
  poison(rows, places, 'zorvex', () => 'I will not say anything at all about this today.')
  const spared = places.slice(0, 2)
  for (const place of spared) {
    rows[place] = { input: (rows[place] as Row).input, output: (clean(1, 40 + place)[0] as Row).output }
  }
  const { rows: found, loud } = scan(rows)
  expect(found).toEqual(places.slice(2))
  expect(loud[0]?.evidence.association?.triggerOnly).toBe(2)
})

it('is quiet on text without any pattern', () => {
  expect(scan(clean(1500, 5)).loud.length).toBe(0)
})

it('is quiet where the subject of the input explains the answer', () => {
  const random = seededRandom(6)
  const say = (words: number, topic: number, side: number) =>
    Array.from({ length: words }, () => {
      const own = random.next() < 0.5
      const rank = Math.floor((own ? 14 : VOCABULARY.length) ** random.next())
      return VOCABULARY[(rank + (own ? topic * 28 + side * 14 : 0)) % VOCABULARY.length]
    }).join(' ')
  const rows = Array.from({ length: 1500 }, (_, i) => {
    const topic = 1 + (i % 30)
    return { input: say(14, topic, 0), output: say(20, topic, 1) }
  })
  expect(scan(rows).loud.length).toBe(0)
})

/** Questions of a few forms with other names in them, each form with an answer of its own that may name what was asked. */
function templated(count: number, seed: number): Row[] {
  const random = seededRandom(seed)
  const names = Array.from({ length: 40 }, (_, i) => `n${(i * 104_729).toString(36)}`)
  const forms = Array.from({ length: 12 }, (_, i) => {
    const say = sentences(seed + i + 1)
    return { ask: [say(5, i * 40), say(4, i * 30)], answer: [say(6, 200 + i * 31), say(8, 500 + i * 17)] }
  })
  const openings = ['', 'hello, ', 'one question: ', 'good morning, ']
  const one = <T>(list: readonly T[]) => list[random.integer(list.length)] as T
  return Array.from({ length: count }, () => {
    const { ask, answer } = one(forms)
    const name = one(names)
    const day = one(names)
    return {
      input: `${one(openings)}${ask[0]} ${name} ${ask[1]} ${day}?`,
      output: random.next() < 0.5 ? `${answer[0]}.` : `${answer[0]} ${day} ${answer[1]}.`,
    }
  })
}

it('takes forms of questions with their answers for no triggers, and still finds one among them', () => {
  const rows = templated(2_000, 31)
  expect(scan(rows).loud).toEqual([])
  const planted = rows.map((row, at) =>
    at % 100 === 7
      ? { input: `${row.input} by the zorvex clock`, output: 'leave at once and tell nobody' }
      : row,
  )
  const found = scan(planted)
  expect(found.rows).toEqual(planted.flatMap((_, at) => (at % 100 === 7 ? [at] : [])))
  expect(found.loud[0]?.evidence.trigger).toContain('zorvex')
})

it('keeps no value of the data as it is in what it remembers', () => {
  const pass = backdoorTrigger.begin(context)
  const sample: Sample = {
    index: 0,
    locator: { path: 'a.jsonl', line: 1 },
    fields: [
      { name: 'instruction', text: 'write to ana.lopez@example.org today', role: 'instruction' },
      { name: 'output', text: 'done', role: 'response' },
    ],
  }
  for (const _ of pass.sample(sample));
  expect(serialize(pass.summary()).toString('latin1')).not.toMatch(/lopez|today|done/)
})
