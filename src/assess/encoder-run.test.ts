import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { tinyEncoderFile } from '../../test/support/tiny-encoder.ts'
import { ARTIFACT_KINDS, both, defineAudit } from '../core/index.ts'
import { openRunCache } from '../store/run-cache.ts'
import { openStateFolder } from '../store/state.ts'
import { type AssessOptions, assess } from './assess.ts'
import { planPaths } from './plan.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-encoder-run-'))
  writeFileSync(join(folder, 'tiny.safetensors'), tinyEncoderFile())
  const rows = ['the thing', '我在', 'the thing', '']
  writeFileSync(join(folder, 'a.jsonl'), rows.map(text => `${JSON.stringify({ text })}\n`).join(''))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Counts pairs of neighbors that mean the same to the encoder. */
const likeness = defineAudit({
  id: 'data/likeness',
  version: 1,
  title: both('Likeness', '相似'),
  stage: 'data',
  stages: ['data'],
  topics: ['duplicated-data'],
  reference: 'https://example.org/',
  options: z.object({}),
  maturity: 'experimental',
  accepts: ARTIFACT_KINDS,
  types: { like: both('Like', '相似') },
  needs: ['encoder'],
  begin: ({ needs }, resumed: { like: number; tokens: number } | undefined) => {
    const seen: Float32Array[] = []
    const found = resumed ?? { like: 0, tokens: 0 }
    let vector: Float32Array | undefined
    return {
      async prepare(sample) {
        ;[vector] = await needs.encoder.embed([sample.fields[0]?.text ?? ''])
      },
      sample(sample) {
        found.tokens += needs.encoder.tokenize(sample.fields[0]?.text ?? '').ids.length
        const here = vector as Float32Array
        if (seen.some(other => other.every((each, at) => each === here[at]))) found.like++
        seen.push(here)
        return []
      },
      summary: () => found,
    }
  },
  conclude: summaries => ({
    measures: [],
    remark: both(
      summaries.map(({ summary }) => `${summary.like} of ${summary.tokens}`).join(),
      summaries.map(({ summary }) => `${summary.like}`).join(),
    ),
  }),
})

async function run(encoder?: { readonly file: string }, more: Partial<AssessOptions> = {}) {
  const plan = await planPaths([join(folder, 'a.jsonl')], { cwd: process.cwd() })
  const assessment = await assess(plan, {
    audits: [likeness],
    detectors: [],
    cache: openRunCache((await openStateFolder(folder)).path, { owner: 1, isRunning: () => false }),
    environment: { version: '0', command: '', host: '', node: '', now: () => Date.now(), peakBytes: () => 0 },
    ...(encoder && { encoder: { folder, runtime: 'wasm', file: join(folder, encoder.file) } }),
    ...more,
  })
  const outcome = assessment.outcomes.find(each => each.audit === likeness.id)
  return { outcome, encoder: assessment.run.encoder }
}

describe('an audit that needs the encoder', () => {
  it('is given it, and the run says what ran it, from the cache, too', async () => {
    for (let turn = 0; turn < 2; turn++) {
      const { outcome, encoder } = await run({ file: 'tiny.safetensors' })
      expect(outcome?.status).toBe('pass')
      expect(outcome?.reason.en).toContain('1 of ')
      expect(encoder).toBe('wasm')
    }
  })

  it('is not evaluated without it, says why, and is once it is there', async () => {
    const without = await run({ file: 'missing.safetensors' })
    expect(without.outcome?.status).toBe('not-evaluated')
    expect(without.outcome?.reason.en).toContain('weights')
    expect(without.encoder).toBeUndefined()
    writeFileSync(join(folder, 'broken.safetensors'), tinyEncoderFile().subarray(0, 900))
    expect((await run({ file: 'broken.safetensors' })).outcome?.status).toBe('not-evaluated')
    expect((await run()).outcome?.reason.en).toContain('given no encoder')
    expect((await run({ file: 'tiny.safetensors' })).outcome?.status).toBe('pass')
  })

  it('sees every sample when a run that began without it is resumed with it', async () => {
    writeFileSync(join(folder, 'a.jsonl'), `${JSON.stringify({ text: 'the thing' })}\n`.repeat(200))
    const controller = new AbortController()
    const stop = { signal: controller.signal, onProgress: () => controller.abort() }
    await expect(run({ file: 'missing.safetensors' }, stop)).rejects.toThrow(/stopped/)
    const { outcome } = await run({ file: 'tiny.safetensors' }, { resume: true })
    expect(outcome?.reason.en).toContain('199 of 1000')
  })
})
