import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cryptographicBytes } from '../core/index.ts'
import { openOriginal, sealOriginal, type UndoStep } from './sealed-original.ts'
import { openVault } from './vault.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-sealed-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const vault = openVault(cryptographicBytes(32), 'run')

async function roundTrip(original: Uint8Array, cleaned: Uint8Array | undefined) {
  const paths = { original: join(folder, 'original'), cleaned: join(folder, 'cleaned') }
  await writeFile(paths.original, original)
  if (cleaned !== undefined) await writeFile(paths.cleaned, cleaned)
  const steps: UndoStep[] = []
  const base = cleaned === undefined ? undefined : paths.cleaned
  const sha256 = await sealOriginal(
    { original: paths.original, cleaned: base, name: 'a', vault, signal: undefined },
    async step => void steps.push(step),
  )
  expect(sha256).toBe(createHash('sha256').update(original).digest('hex'))
  const restored: Uint8Array[] = []
  for await (const chunk of openOriginal(streamOf(steps), base, vault)) restored.push(chunk)
  expect(Buffer.concat(restored).equals(Buffer.from(original))).toBe(true)
  return steps
}

async function* streamOf(steps: UndoStep[]) {
  yield* steps
}

it('brings any original back from any cleaned file', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ maxLength: 200 }), { maxLength: 300 }),
      fc.array(fc.nat(), { maxLength: 20 }),
      async (lines, edited) => {
        const cleaned = [...lines]
        for (const each of edited) if (cleaned.length > 0) cleaned[each % cleaned.length] = '[EMAIL]'
        await roundTrip(Buffer.from(lines.join('\n')), Buffer.from(cleaned.join('\n')))
      },
    ),
    { numRuns: 40 },
  )
})

it('seals little when little was changed, and everything when nothing is shared', async () => {
  const original = Buffer.from(
    Array.from({ length: 20_000 }, (_, i) => `line ${i} of a long file\n`).join(''),
  )
  const text = original.toString()
  const cleaned = Buffer.from(
    text.replace('line 10000 of', 'line [PHONE] of').replace('line 15000 of a long file\n', ''),
  )
  const sealedBytes = (steps: UndoStep[]) =>
    steps.reduce((sum, step) => sum + ('insert' in step ? Buffer.from(step.sealed, 'base64').length : 0), 0)
  expect(sealedBytes(await roundTrip(original, cleaned))).toBeLessThan(20_000)
  expect(sealedBytes(await roundTrip(original, undefined))).toBeGreaterThan(original.length)
})

it('says so when the cleaned file is missing or cut short', async () => {
  const original = Buffer.from(Array.from({ length: 5000 }, (_, i) => `line ${i}\n`).join(''))
  const steps = await roundTrip(original, original)
  await writeFile(join(folder, 'cleaned'), original.subarray(0, 5000))
  const drain = async (base: string | undefined) => {
    for await (const _ of openOriginal(streamOf(steps), base, vault));
  }
  await expect(drain(join(folder, 'cleaned'))).rejects.toThrow(/missing or shorter/)
  await expect(drain(undefined)).rejects.toThrow(/missing or shorter/)
})
