import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tinyEncoderFile } from '../../../test/support/tiny-encoder.ts'
import { isPlimsollError } from '../../core/index.ts'
import { findOnnxRuntime } from './_onnxruntime.ts'
import { openEncoder } from './open-encoder.ts'

/** A folder whose node_modules holds onnxruntime-node: the variable names it, or it is that of the repository. */
const withLibrary = process.env.PLIMSOLL_ONNXRUNTIME ?? fileURLToPath(new URL('../../..', import.meta.url))
const found = findOnnxRuntime(withLibrary)
const hasLibrary = 'runtime' in found

let folder: string
let file: string
const bytes = tinyEncoderFile({ hidden: 64, heads: 4, intermediate: 128, layers: 3, maxPositions: 64 })
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-encoder-'))
  file = join(folder, 'tiny.safetensors')
  writeFileSync(file, bytes)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const TEXTS = ['the thing', '', '我在 他的 a', 'he '.repeat(30), 'x'.repeat(400), '😀 thing, the.']
const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, each, at) => sum + each * (b[at] as number), 0)

/** Puts a package by that name into a project. */
function projectWith(code: string): string {
  const project = mkdtempSync(join(folder, 'project-'))
  const library = join(project, 'node_modules', 'onnxruntime-node')
  mkdirSync(library, { recursive: true })
  writeFileSync(join(library, 'package.json'), '{"name":"onnxruntime-node","main":"index.cjs"}')
  writeFileSync(join(library, 'index.cjs'), code)
  return project
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'opened',
    (error: unknown) => (isPlimsollError(error) ? error.code : 'unknown'),
  )

describe('opening the encoder', () => {
  it('says what runs it and which file it is', async () => {
    const { encoder, withoutOnnxRuntime } = await openEncoder({ folder, file, runtime: 'wasm' })
    expect(encoder.runtime).toBe('wasm')
    expect(encoder.digest).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(encoder.dimension).toBe(64)
    expect(withoutOnnxRuntime).toBeUndefined()
    expect((await encoder.embed(TEXTS)).map(each => Math.hypot(...each).toFixed(4))).toEqual(
      TEXTS.map(() => '1.0000'),
    )
  })

  it('refuses a missing and a damaged file', async () => {
    writeFileSync(join(folder, 'damaged'), bytes.subarray(0, 5000))
    expect(await codeOf(openEncoder({ folder, file: join(folder, 'none') }))).toBe('E_UNAVAILABLE')
    expect(await codeOf(openEncoder({ folder, file: join(folder, 'damaged') }))).toBe('E_INPUT')
  })

  it('goes on with its own kernel when the library does not load, and says so', async () => {
    const project = projectWith('throw new Error("cannot open shared object file")')
    const { encoder, withoutOnnxRuntime } = await openEncoder({ folder: project, file })
    expect(encoder.runtime).toBe('wasm')
    expect(withoutOnnxRuntime?.en).toContain('does not load')
    if (!hasLibrary)
      expect(await codeOf(openEncoder({ folder: project, file, runtime: 'onnxruntime' }))).toBe(
        'E_UNAVAILABLE',
      )
  })

  it('does not take a library that gives other numbers', async () => {
    const project = projectWith(`
      class Tensor { constructor(type, data, dims) { Object.assign(this, { type, data, dims }) } }
      const run = async ({ rows }) => ({ states: { data: rows.data.map(each => each + 1) } })
      const InferenceSession = { create: async () => ({ run, release: async () => {} }) }
      module.exports = { Tensor, InferenceSession, env: { versions: { node: '0.0.0' } } }`)
    const { encoder, withoutOnnxRuntime } = await openEncoder({ folder: project, file })
    expect(encoder.runtime).toBe('wasm')
    expect(withoutOnnxRuntime?.en).toContain('other numbers')
  })
})

describe.runIf(hasLibrary)('onnxruntime (set PLIMSOLL_ONNXRUNTIME to a folder that has it)', () => {
  it('gives what the kernel gives, the same for a text in any company', async () => {
    const own = (await openEncoder({ folder, file, runtime: 'wasm' })).encoder
    const { encoder } = await openEncoder({ folder: withLibrary, file, runtime: 'onnxruntime' })
    expect(encoder.runtime).toMatch(/^onnxruntime \d/)
    const expected = await own.embed(TEXTS)
    const given = await encoder.embed(TEXTS)
    for (const [at, vector] of given.entries()) {
      expect(cosine(vector, expected[at] as Float32Array)).toBeGreaterThan(0.99999)
      expect((await encoder.embed([TEXTS[at] as string]))[0]).toEqual(vector)
    }
    expect(encoder.digest).toBe(own.digest)
  })
})
