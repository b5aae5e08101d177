import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plimsoll } from './_cli.ts'

/** Enough for a file to be cut in two, and for threads to start. */
const ROWS = 9000

interface Report {
  readonly artifacts: readonly { path: string; samples: number; sha256: string }[]
  readonly findings: readonly { where: { path: string; index?: number; line: number } }[]
  readonly run: unknown
}

/** One large file with a card number here and there, two small ones, a copy of a row, and a broken row. */
function corpus(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-test-'))
  mkdirSync(join(folder, 'data'))
  const words = 'tide table harbour pilot ballast draught cargo anchor mooring keel freeboard hatch'.split(
    ' ',
  )
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const text = Array.from(
      { length: 260 },
      (_, k) => words[(i * 7 + k * (1 + (i % 11))) % words.length],
    ).join(' ')
    const mail = i % 500 === 3 ? ` write to clerk${i}@example.org` : ''
    return JSON.stringify({ id: i, text: text + mail })
  })
  rows[ROWS - 10] = rows[20] as string
  rows.splice(4000, 0, '{"broken": ', '')
  writeFileSync(join(folder, 'data/large.jsonl'), `${rows.join('\n')}\n`)
  writeFileSync(join(folder, 'data/small.jsonl'), `${rows.slice(0, 5).join('\n')}\n`)
  writeFileSync(
    join(folder, 'data/other.txt'),
    'nothing to see; call the harbour master at master@example.org',
  )
  return folder
}

const scan = (cwd: string, ...args: readonly string[]) =>
  plimsoll(['scan', 'data', '--types', 'email', '--json', '--fail-on', 'never', ...args], { cwd })

function reportOf(stdout: string): Omit<Report, 'run'> {
  const { run: _run, ...rest } = JSON.parse(stdout) as Report
  return rest
}

describe('threads', () => {
  let folder = ''
  let expected: Omit<Report, 'run'>
  beforeAll(async () => {
    folder = corpus()
    expected = reportOf((await scan(folder, '--jobs', '1')).stdout)
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('give what one thread gives, with the indices and lines of the whole file', async () => {
    await plimsoll(['purge'], { cwd: folder })
    const { stdout } = await scan(folder, '--jobs', '3')
    expect(reportOf(stdout)).toEqual(expected)
    const large = expected.findings.filter(
      ({ where }) => where.path === 'data/large.jsonl' && where.index !== undefined,
    )
    expect(large.length).toBeGreaterThan(10)
    for (const { where } of large) expect(where.line - (where.index ?? 0)).toBe(where.line > 4001 ? 3 : 1)
    expect(expected.artifacts.find(({ path }) => path === 'data/large.jsonl')?.samples).toBe(ROWS)
  })

  it('give the same with a small memory', async () => {
    await plimsoll(['purge'], { cwd: folder })
    const { stdout } = await scan(folder, '--jobs', '2', '--memory', '8MB')
    expect(reportOf(stdout)).toEqual(expected)
  })

  it('lose nothing to kill -9', async () => {
    await plimsoll(['purge'], { cwd: folder })
    for (const wait of [900, 1500, 2200]) {
      await plimsoll(['scan', 'data', '--types', 'email', '--json', '--jobs', '2', '--resume'], {
        cwd: folder,
        started: child => setTimeout(() => child.kill('SIGKILL'), wait),
      })
    }
    const { stdout } = await scan(folder, '--jobs', '2', '--resume')
    expect(reportOf(stdout)).toEqual(expected)
  })

  it('refuse a number that is none', async () => {
    const { code, stderr } = await scan(folder, '--jobs', 'many')
    expect(code).toBe(2)
    expect(stderr).toContain('--jobs')
  })
})
