import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fixture, mutate, readAll, rewriteAll } from '../../test/support/containers.ts'
import { memorySource } from '../../test/support/memory-source.ts'
import { buildZip } from '../../test/support/zip-builder.ts'
import { isPlimsollError, type SampleDecision, seededRandom } from '../core/index.ts'
import type { RewriteEvent } from './contract.ts'
import { docx } from './docx.ts'
import type { Format } from './format.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { parquet } from './parquet.ts'
import { pdf } from './pdf.ts'
import { xlsx } from './xlsx.ts'
import { openZip, readMember } from './zip/read.ts'

const FORMATS: readonly Format[] = [docx, xlsx, parquet, pdf]
const FIXTURES = FORMATS.flatMap(format =>
  readdirSync(new URL(`../../test/fixtures/${format.name}`, import.meta.url))
    .filter(name => name.endsWith(`.${format.name}`))
    .map(name => [`${format.name}/${name}`, format] as const),
)

/** Mutations of each file; PLIMSOLL_FUZZ_ROUNDS=500 looks harder. */
const ROUNDS = Number(process.env['PLIMSOLL_FUZZ_ROUNDS'] ?? 12)

/** Far below what the fixtures need when whole, so that a claim to need more shows itself. */
const LIMITS = { ...DEFAULT_LIMITS, maxMemberBytes: 8 * 1024 * 1024, maxDecompressedBytes: 64 * 1024 * 1024 }

/** Reads what can be read; only errors that a user can do something about may come out, and they show no content. */
async function survives(format: Format, bytes: Buffer): Promise<void> {
  try {
    for (const event of await readAll(format, bytes, LIMITS)) {
      if (event.type === 'reject') expect(event.reason.en).not.toMatch(/example\.org|张三/)
    }
    if (format.rewrite) await rewriteAll(format, bytes, editing)
  } catch (error) {
    if (!isPlimsollError(error)) throw error
    expect(['E_INPUT', 'E_LIMIT', 'E_OUTPUT']).toContain(error.code)
    expect(error.message).not.toMatch(/example\.org|张三/)
  }
}

/** Edits the first character of the first field of every second sample, and drops every fifth. */
function editing(event: RewriteEvent): SampleDecision {
  if (event.type !== 'sample') return { action: 'keep' }
  const { index, fields } = event.sample
  if (index % 5 === 4) return { action: 'drop', reason: { en: '', 'zh-CN': '' }, type: 't' }
  const field = fields[0]?.name
  if (index % 2 === 1 || field === undefined) return { action: 'keep' }
  return { action: 'edit', edits: [{ field, start: 0, end: 1, replacement: 'X', type: 't' }] }
}

describe.each(FIXTURES)('%s', (path, format) => {
  it('damaged in any way, is read as far as it goes or refused with a reason', async () => {
    const random = seededRandom(path.length)
    const bytes = fixture(path)
    const rounds = format === pdf ? Math.ceil(ROUNDS / 4) : ROUNDS
    for (let round = 0; round < rounds; round++) await survives(format, mutate(bytes, random.next))
  })

  if (format !== docx && format !== xlsx) return
  it('damaged inside its members, too', async () => {
    const random = seededRandom(path.length)
    const archive = await openZip(memorySource(fixture(path)), DEFAULT_LIMITS)
    const members: { name: string; content: Buffer }[] = []
    for (const member of archive.members) {
      members.push({ name: member.name, content: await readMember(archive, member, 1e9) })
    }
    for (let round = 0; round < ROUNDS; round++) {
      const victim = random.integer(members.length)
      const damaged = members.map((member, index) =>
        index === victim ? { ...member, content: mutate(member.content, random.next) } : member,
      )
      await survives(format, buildZip(damaged))
    }
  })
})
