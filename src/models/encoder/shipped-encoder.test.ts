import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openEncoder } from './open-encoder.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const expectations = `${root}test/fixtures/encoder/parity.jsonl`
const isThere = existsSync(`${root}assets/encoder/encoder.safetensors`) && existsSync(expectations)

interface Expectation {
  readonly text: string
  readonly ids: readonly number[]
  /** The vector of the weights unpacked to float32, by PyTorch. */
  readonly embedding: readonly number[]
}

describe.runIf(isThere)('the encoder that ships (needs assets/encoder)', () => {
  const rows = (isThere ? readFileSync(expectations, 'utf8').trim().split('\n') : []).map(
    line => JSON.parse(line) as Expectation,
  )

  it('cuts texts into the expected tokens', async () => {
    const { encoder } = await openEncoder({ folder: root, runtime: 'wasm' })
    expect(rows.length).toBeGreaterThanOrEqual(20)
    for (const { text, ids } of rows)
      expect([0, ...encoder.tokenize(text).ids.subarray(0, encoder.maxTokens - 2), 2]).toEqual(ids)
  })

  it('gives vectors close to those of PyTorch in float32', async () => {
    for (const runtime of ['wasm', 'auto'] as const) {
      const { encoder } = await openEncoder({ folder: process.env.PLIMSOLL_ONNXRUNTIME ?? root, runtime })
      const vectors = await encoder.embed(
        rows.map(each => each.text),
        { maxWindows: 1 },
      )
      const cosines = vectors.map((vector, at) =>
        vector.reduce((sum, each, i) => sum + each * (rows[at]?.embedding[i] as number), 0),
      )
      expect(Math.min(...cosines)).toBeGreaterThan(0.9999)
      expect(cosines.reduce((sum, each) => sum + each, 0) / rows.length).toBeGreaterThan(0.9999)
    }
  })
})
