import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openScratch } from '../../store/scratch.ts'
import { recordReader } from './_columns.ts'

it('reads single records of a column in a file as it reads the column', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-columns-'))
  const scratch = openScratch({ folder })
  try {
    const column = scratch.column()
    const words = Uint32Array.from({ length: 100_003 }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 0)
    column.append(words)
    const stored = column.stored()
    expect(stored).toHaveProperty('file')
    const reader = recordReader(scratch, stored)
    expect(reader.length).toBe(words.length)
    for (let i = 0; i < 2000; i++) {
      const from = (i * 7919) % words.length
      const to = Math.min(words.length, from + ((i * 31) % 20_000))
      expect(Buffer.compare(bytesOf(reader.read(from, to)), bytesOf(words.subarray(from, to)))).toBe(0)
    }
  } finally {
    scratch.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array) =>
  Buffer.from(buffer, byteOffset, byteLength)
