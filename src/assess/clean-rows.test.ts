import { readdir, readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CleaningProject, cleaningProject, policyWith } from '../../test/support/cleaning-project.ts'
import { type DetectInput, isUnchanged } from '../core/index.ts'
import { detectors } from '../detectors/index.ts'

let project: CleaningProject
beforeEach(async () => {
  project = await cleaningProject()
})
afterEach(() => project.clear())

describe('rows that cannot stay', () => {
  const BROKEN = '{"note": broken ana.lopez@clinicmail.com'
  beforeEach(() => project.write({ 'data/a.jsonl': `{"note":"fine"}\n${BROKEN}\n{"note":"also fine"}\n` }))

  it('unreadable ones go to the quarantine, sealed', async () => {
    const receipt = await project.clean(['data'], 'out')
    expect(receipt.files[0]).toMatchObject({ samples: 2, kept: 2, rejected: 1 })
    expect(receipt.counts).toEqual({ 'drop/unreadable-row': 1 })
    expect(await readFile(project.path('out/a.jsonl'), 'utf8')).toBe(
      '{"note":"fine"}\n{"note":"also fine"}\n',
    )
    const [line] = await project.quarantineOf('out')
    expect(line).toMatchObject({
      action: 'reject',
      type: 'unreadable-row',
      where: { path: 'data/a.jsonl', line: 2 },
    })
    expect(JSON.stringify(line)).not.toContain('lopez')
  })

  it('or stay as they are when asked for, with a warning', async () => {
    const receipt = await project.clean(['data'], 'out', { keepRejected: true })
    expect(receipt.warnings.map(each => each.en)).toEqual([
      expect.stringContaining('1 unreadable rows were kept'),
    ])
    expect(await readFile(project.path('out/a.jsonl'), 'utf8')).toContain(BROKEN)
  })

  it('rows with personal data in a key are dropped', async () => {
    await project.write({ 'data/a.jsonl': '{"ana.lopez@clinicmail.com":1}\n{"note":"x"}\n' })
    const receipt = await project.clean(['data'], 'out')
    expect(receipt.counts).toEqual({ 'drop/email': 1 })
    expect(await readFile(project.path('out/a.jsonl'), 'utf8')).toBe('{"note":"x"}\n')
    const [line] = await project.quarantineOf('out')
    expect(line?.reason).toMatchObject({ en: expect.stringContaining('name of a field') })
    expect(line?.preview).toBe('•••.•••••@••••••••••.•••')
  })
})

describe('failures', () => {
  it('of a detector cost the row, not the run', async () => {
    await project.write({ 'data/a.jsonl': '{"note":"fine"}\n{"note":"trap ana.lopez@clinicmail.com"}\n' })
    const trapped = detectors.map((detector, i) => ({
      ...detector,
      detect: (input: DetectInput, options: unknown) => {
        if (i === 0 && input.text.startsWith('trap')) throw new RangeError(`cannot bear ${input.text}`)
        return detector.detect(input, options as never)
      },
      ...(i === 0 && { screen: () => true, opens: () => true }),
    }))
    const receipt = await project.clean(['data'], 'out', { detectors: trapped })
    expect(receipt.counts).toEqual({ 'drop/unchecked': 1 })
    expect(receipt.warnings.map(each => each.en)).toEqual([
      expect.stringContaining('on 1 rows a check failed'),
    ])
    const [line] = await project.quarantineOf('out')
    expect(line).toMatchObject({ type: 'unchecked', reason: { en: 'a check failed on it (RangeError)' } })
    expect(JSON.stringify([line, receipt])).not.toContain('lopez')
  })

  it('of one file cost that file', async () => {
    await project.write({
      'data/a.parquet': 'PAR1 and nothing that follows',
      'data/b.jsonl': '{"note":"write to ana.lopez@clinicmail.com"}\n',
      'data/c.bin': Buffer.from([0, 1, 2, 3, 255, 254, 0, 9]),
    })
    const receipt = await project.clean(['data'], 'out')
    expect(receipt.problems.map(each => each.path)).toEqual(['data/a.parquet'])
    expect(receipt.files.map(each => each.name)).toEqual(['b.jsonl'])
    expect([...(await project.dataOf('out')).keys()]).toEqual(['b.jsonl'])
  })
})

describe('duplicates', () => {
  it('are equal samples; a tag makes no two records one', async () => {
    const rows = [
      { city: 'Paris', contact: 'ana@clinicmail.com', visits: 3 },
      { city: 'Paris', contact: 'bob@clinicmail.com', visits: 3 },
      { city: 'Paris', contact: 'ana@clinicmail.com', visits: 3 },
      { city: 'Paris', contact: 'ana@clinicmail.com', visits: 4 },
    ]
    await project.write({ 'data/a.jsonl': rows.map(each => `${JSON.stringify(each)}\n`).join('') })
    const once = await project.clean(['data'], 'once', { policy: policyWith('redact', 'keep-first') })
    expect(once.counts).toEqual({ 'redact/email': 3, 'drop/duplicate': 1 })
    expect(await project.quarantineOf('once')).toMatchObject([
      { part: 'row 2', twin: { file: 'a.jsonl', index: 0 } },
    ])
    const twice = await project.clean(['once'], 'twice', { policy: policyWith('redact', 'keep-first') })
    expect(isUnchanged(twice)).toBe(true)
    const none = await project.clean(['data'], 'none', { policy: policyWith('redact', 'keep-none') })
    expect(none.counts).toEqual({ 'redact/email': 2, 'drop/duplicate': 2 })
  })

  it('are found across files, and not in a file that could not be written', async () => {
    const row = `${JSON.stringify({ text: 'the same text in two files' })}\n`
    const whole = gzipSync(
      row.repeat(1) + Array.from({ length: 1500 }, (_, i) => `{"text":"${i * 7919}"}\n`).join(''),
    )
    await project.write({ 'data/a.jsonl.gz': whole.subarray(0, whole.length - 400), 'data/b.jsonl': row })
    const receipt = await project.clean(['data'], 'out', { policy: policyWith('redact', 'keep-first') })
    expect(receipt.problems.map(each => each.path)).toEqual(['data/a.jsonl.gz'])
    expect(receipt.files.map(({ name, kept }) => [name, kept])).toEqual([['b.jsonl', 1]])
    expect(await readdir(project.path('out'))).not.toContain('a.jsonl.gz')
    await project.write({ 'data/a.jsonl.gz': whole })
    const both = await project.clean(['data'], 'both', { policy: policyWith('redact', 'keep-first') })
    expect(both.files.map(({ name, dropped }) => [name, dropped])).toEqual([
      ['a.jsonl.gz', 0],
      ['b.jsonl', 1],
    ])
    expect(await project.quarantineOf('both')).toMatchObject([
      { file: 'b.jsonl', twin: { file: 'a.jsonl.gz', index: 0 } },
    ])
  })
})
