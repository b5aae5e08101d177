import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { candidateFinder } from '../../analysis/contamination/index.ts'
import { openReference } from '../../analysis/reference/index.ts'
import {
  type AuditContext,
  type BenchmarkSet,
  type Encoder,
  type Needs,
  parseOptions,
  type Sample,
} from '../../core/index.ts'
import { paraphrasedBenchmark } from './paraphrased-benchmark.ts'

const ITEMS = [
  'Which gas do plants absorb from the air during photosynthesis? Plants absorb carbon dioxide.',
  'Who wrote the opera about the barber of Seville? Gioachino Rossini composed that opera in 1816.',
  '光合作用时植物从空气中吸收哪种气体？植物吸收二氧化碳。',
]
const benchmarks: BenchmarkSet = {
  items: ITEMS.map((text, index) => ({ where: { path: 'exam.jsonl', index }, texts: [text] })),
  beyond: 0,
}

/** A plain encoder: counts of letters in threes, hashed; texts with like words are near. */
const encoder = {
  async embed(texts: readonly string[]) {
    return texts.map(text => {
      const vector = new Float32Array(256)
      const plain = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')
      const size = /\p{Script=Han}/u.test(plain) ? 1 : 4
      for (let i = 0; i + size <= plain.length; i++) {
        let hash = 7
        for (let k = i; k < i + size; k++) hash = (Math.imul(hash, 31) + plain.charCodeAt(k)) >>> 0
        vector[hash % 256] = (vector[hash % 256] as number) + 1
      }
      const length = Math.hypot(...vector) || 1
      return vector.map(value => value / length)
    })
  },
} as unknown as Encoder

const context = (options = {}) =>
  ({
    options: parseOptions(paraphrasedBenchmark, { similarity: 0.55, ...options }),
    needs: { digest: (text: string) => createHash('sha256').update(text).digest('hex'), benchmarks, encoder },
    reveal: false,
  }) as unknown as AuditContext<z.ZodType, keyof Needs>

async function look(text: string, options = {}) {
  const pass = paraphrasedBenchmark.begin(context(options))
  const sample: Sample = { index: 0, locator: { path: 'a.jsonl', line: 1 }, fields: [{ name: 'text', text }] }
  await pass.prepare?.(sample)
  return { findings: [...pass.sample(sample)], summary: pass.summary() }
}

describe('paraphrased benchmark items', () => {
  it.each([
    ['During photosynthesis, carbon dioxide is the gas that the plants absorb out of the air.', 0],
    ['It was Rossini, Gioachino, who in 1816 composed an opera on the barber from Seville.', 1],
    ['植物在光合作用中吸收的气体是空气里的二氧化碳。', 2],
  ])('finds %s', async (text, index) => {
    const { findings } = await look(text)
    expect(findings.map(({ evidence }) => [evidence.type, evidence.twin?.index])).toEqual([
      ['benchmark-paraphrase', index],
    ])
    expect(findings[0]?.because['zh-CN']).toContain('余弦')
  })

  it('leaves other text, and word-for-word copies, alone', async () => {
    expect(
      (await look('The barber on our street opens at nine and closes early on Mondays.')).findings,
    ).toEqual([])
    expect((await look(`Here it is: ${ITEMS[0]}`)).findings).toEqual([])
  })

  it('asks the encoder about few stretches only', async () => {
    const { summary } = await look('Nothing here has to do with any of it. '.repeat(200))
    expect((summary as { compared: number }).compared).toBe(0)
  })

  it('concludes with a rate over all items', async () => {
    const { summary } = await look(
      'During photosynthesis, carbon dioxide is the gas that the plants absorb out of the air.',
    )
    const artifact = { path: 'a.jsonl', kind: 'corpus', samples: 1, bytes: 1, rejected: 0 } as const
    const { measures } = paraphrasedBenchmark.conclude([{ artifact, summary, firstSample: 0 }], context())
    expect(measures[0]).toMatchObject({ name: 'benchmark_paraphrase_rate', value: 1 / 3, n: 3 })
  })
})

it('finds the stretch of a long text', () => {
  const reference = openReference()
  const find = candidateFinder(benchmarks, hash => reference.frequencyOfHash(hash))
  const filler = 'Then they went on and talked about other things for a while. '.repeat(30)
  const text = `${filler}The gas that plants absorb from the air in photosynthesis is carbon dioxide. ${filler}`
  const [best] = find([text], { leastShare: 0.3, most: 3 })
  expect(best?.item).toBe(0)
  expect(text.slice(best?.start, best?.end)).toContain('photosynthesis')
})
