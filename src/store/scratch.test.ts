import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SpilledColumn, StoredColumn } from '../core/index.ts'
import { openScratch, pruneScratch } from './scratch.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-scratch-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const range = (from: number, length: number) => Uint32Array.from({ length }, (_, i) => from + i * 7919)
const digest = (words: Uint32Array) => createHash('sha256').update(words).digest('hex')
const fileOf = (column: StoredColumn) => (column as SpilledColumn).file

describe('scratch columns', () => {
  it('give back what was put in, in memory and in files, through clones and checkpoints', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { maxLength: 6 }), fc.nat(5), (sizes, stop) => {
        const scratch = openScratch({ folder })
        let column = scratch.column()
        const all: number[] = []
        for (const [i, size] of sizes.entries()) {
          const words = range(i * 1000, size)
          column.append(words)
          for (const word of words) all.push(word)
          if (i === stop) {
            const kept = structuredClone(column.stored())
            // What a killed run wrote after its checkpoint is cut off.
            column.append(range(5, 70_000))
            column.stored()
            column = openScratch({ folder }).column(kept)
          }
          expect(column.length).toBe(all.length)
        }
        const reader = scratch.open(structuredClone(column.stored()))
        expect(reader.length).toBe(all.length)
        const middle = all.length >> 1
        expect(digest(reader.read(0, middle))).toBe(digest(Uint32Array.from(all.slice(0, middle))))
        expect(digest(reader.read(middle, all.length))).toBe(digest(Uint32Array.from(all.slice(middle))))
        scratch.close()
      }),
      { numRuns: 20 },
    )
  })

  it('lie in private files, which are gone when they are dropped', () => {
    const scratch = openScratch({ folder: join(folder, 'made') })
    const column = scratch.column()
    column.append(range(0, 200_000))
    const stored = column.stored()
    const path = join(folder, 'made', fileOf(stored))
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(path).size).toBe(800_000)
    expect(scratch.holds({ deep: [{ stored }] })).toBe(true)
    scratch.open(stored).read(0, 5)
    scratch.drop(stored)
    expect(readdirSync(join(folder, 'made'))).toEqual([])
    expect(scratch.holds({ deep: [{ stored }] })).toBe(false)
    scratch.close()
  })

  it('refuse to grow beyond the room on disk, and keep what they have', () => {
    const scratch = openScratch({ folder, diskBytes: 1_000_000 })
    const column = scratch.column()
    column.append(range(0, 100_000))
    column.append(range(0, 100_000))
    column.append(range(0, 100_000))
    expect(() => column.append(range(0, 100_000))).toThrow(expect.objectContaining({ code: 'E_LIMIT' }))
    expect(scratch.open(column.stored()).length).toBe(300_000)
    scratch.close()
  })

  it('go away when nobody wrote to them for long', () => {
    const scratch = openScratch({ folder })
    const column = scratch.column()
    column.append(range(0, 100_000))
    const stored = column.stored()
    pruneScratch(folder, Date.now() - 60_000)
    expect(scratch.holds(stored)).toBe(true)
    pruneScratch(folder, Date.now() + 60_000)
    expect(scratch.holds(stored)).toBe(false)
    pruneScratch(join(folder, 'absent'), 0)
  })

  it('say that a file is gone, and never follow a name that is none of theirs', () => {
    const scratch = openScratch({ folder })
    const gone = { file: `${'a'.repeat(24)}.col`, length: 3 }
    expect(scratch.holds(gone)).toBe(false)
    expect(() => scratch.column(gone)).toThrow(expect.objectContaining({ code: 'E_UNAVAILABLE' }))
    expect(() => scratch.open({ file: '../secret.col', length: 3 }).read(0, 1)).toThrow(
      expect.objectContaining({ code: 'E_INTERNAL' }),
    )
  })
})
