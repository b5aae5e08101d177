import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmod,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeCorpus, treeOf, writeCorpus } from '../../test/support/planted-corpus.ts'
import { type CleanAction, isUnchanged, type Policy, type Receipt, seededRandom } from '../core/index.ts'
import { defenses } from '../defenses/index.ts'
import { detectors } from '../detectors/index.ts'
import { builtinPolicy } from '../policy/index.ts'
import { type CleanOptions, cleanPaths } from './clean.ts'
import { findOriginals, undoClean } from './undo.ts'

let project: string
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'plimsoll-clean-'))
})
afterEach(() => rm(project, { recursive: true, force: true }))

const policyWith = (action: CleanAction, duplicates: Policy['clean']['duplicates'] = 'keep-all'): Policy => ({
  ...builtinPolicy('baseline'),
  clean: { action, duplicates },
})

function clean(paths: string[], out: string, more: Partial<CleanOptions> = {}): Promise<Receipt> {
  return cleanPaths({
    paths: paths.map(path => join(project, path)),
    out: join(project, out),
    cwd: project,
    policy: policyWith('redact'),
    detectors,
    defenses,
    environment: { version: '0.0.0', now: () => Date.now() },
    ...more,
  })
}

const undo = (receipt: string, out: string, keyFile?: string) =>
  undoClean(join(project, receipt), { cwd: project, out: join(project, out), ...(keyFile && { keyFile }) })

const RECORDS = ['receipt.json', 'quarantine.jsonl', 'undo.jsonl']

/** The data files of an output folder, by name. */
async function dataOf(out: string): Promise<Map<string, string>> {
  const tree = await treeOf(join(project, out))
  return new Map(
    [...tree]
      .filter(([name]) => !RECORDS.includes(name))
      .map(([name, bytes]) => [name, bytes.toString('base64')]),
  )
}

const ACTIONS = ['redact', 'mask', 'surrogate', 'drop'] as const
const seeds = fc.integer({ min: 0, max: 1 << 30 })

describe('cleaning', () => {
  it.each(ACTIONS)('%s is a fixed point, and can be undone byte for byte', async action => {
    await fc.assert(
      fc.asyncProperty(
        seeds,
        fc.constantFrom('keep-first', 'keep-none', 'keep-all'),
        async (seed, duplicates) => {
          const corpus = makeCorpus(seededRandom(seed))
          await rm(project, { recursive: true, force: true })
          await writeCorpus(join(project, 'data'), corpus)
          const policy = policyWith(action, duplicates as Policy['clean']['duplicates'])
          const before = await treeOf(join(project, 'data'))
          const first = await clean(['data'], 'once', { policy })
          expect(first.problems).toEqual([])
          const second = await clean(['once'], 'twice', { policy })
          expect(isUnchanged(second), JSON.stringify(second.counts)).toBe(true)
          expect(await dataOf('twice')).toEqual(await dataOf('once'))
          expect(await treeOf(join(project, 'data'))).toEqual(before)
          const restored = await undo('once/receipt.json', 'restored')
          expect(restored).toHaveLength(corpus.length)
          expect(await treeOf(join(project, 'restored'))).toEqual(before)
        },
      ),
      { numRuns: 4 },
    )
  })

  it('keeps untouched rows byte for byte, and their order', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.constantFrom(...ACTIONS), async (seed, action) => {
        const corpus = makeCorpus(seededRandom(seed))
        await rm(project, { recursive: true, force: true })
        await writeCorpus(join(project, 'data'), corpus)
        await clean(['data'], 'out', { policy: policyWith(action) })
        for (const { name, rows } of corpus.filter(each => /\.(?:jsonl|csv)(?:\.gz)?$/.test(each.name))) {
          const bytes = await readFile(join(project, 'out', name))
          const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
          const lines = text.split('\n')
          let at = 0
          for (const row of rows.filter(each => each.planted.length === 0)) {
            at = lines.indexOf(row.text, at) + 1
            expect(at, `${name}: ${row.text}`).toBeGreaterThan(0)
          }
          if (action !== 'drop') expect(lines.length).toBe(rows.length + (name.includes('.csv') ? 2 : 1))
        }
      }),
      { numRuns: 5 },
    )
  })

  it.each(ACTIONS)('%s leaves no planted value anywhere in what it writes', async action => {
    await fc.assert(
      fc.asyncProperty(seeds, async seed => {
        const corpus = makeCorpus(seededRandom(seed))
        await rm(project, { recursive: true, force: true })
        await writeCorpus(join(project, 'data'), corpus)
        const receipt = await clean(['data'], 'out', { policy: policyWith(action, 'keep-first') })
        expect(receipt.problems).toEqual([])
        const written = [
          ...(await treeOf(join(project, 'out'))),
          ...(await treeOf(join(project, '.plimsoll'))),
        ]
        const texts = written.map(
          ([name, bytes]) => [name, name.endsWith('.gz') ? gunzipSync(bytes) : bytes] as const,
        )
        for (const value of corpus.flatMap(each => each.rows.flatMap(row => row.planted))) {
          for (const form of formsOf(value)) {
            for (const [name, bytes] of texts) expect(bytes.includes(form), `${form} in ${name}`).toBe(false)
          }
        }
      }),
      { numRuns: 4 },
    )
  })
})

describe('surrogates', () => {
  it('are the same across files and runs under one key, and other under another', async () => {
    const [before, value, after] = ['write to ', 'ana.lopez@clinicmail.com', ' soon']
    await writeInputs({
      'one/a.jsonl': `${JSON.stringify({ text: before + value + after })}\n`,
      'one/b.csv': `id,text\n1,"${before}${value.replace('ana', 'Ana')}${after}"\n`,
      'two/c.txt': `${before}${value}${after}\n`,
    })
    const policy = policyWith('surrogate')
    await clean(['one'], 'out/one', { policy })
    await clean(['two'], 'out/two', { policy })
    await clean(['two'], 'out/other', { policy, keyFile: 'other.key' })
    const found = async (name: string) =>
      /[a-z]{8}@surrogate\.example\.org/.exec(await readFile(join(project, 'out', name), 'utf8'))?.[0]
    const first = await found('one/a.jsonl')
    expect(first).toBeDefined()
    expect(await found('one/b.csv')).toBe(first)
    expect(await found('two/c.txt')).toBe(first)
    expect(await found('other/c.txt')).not.toBe(first)
    const originals = await gather(
      findOriginals(join(project, 'out/one/receipt.json'), first ?? '', { cwd: project }),
    )
    expect(originals.map(({ file, part, type, original }) => [file, part, type, original])).toEqual([
      ['a.jsonl', 'row 0', 'email', value],
      ['b.csv', 'row 0', 'email', value.replace('ana', 'Ana')],
    ])
  })
})

describe('rows that cannot stay', () => {
  const BROKEN = '{"note": broken ana.lopez@clinicmail.com'
  beforeEach(() => writeInputs({ 'data/a.jsonl': `{"note":"fine"}\n${BROKEN}\n{"note":"also fine"}\n` }))

  it('unreadable ones go to the quarantine, sealed', async () => {
    const receipt = await clean(['data'], 'out')
    expect(receipt.files[0]).toMatchObject({ samples: 2, kept: 2, rejected: 1 })
    expect(receipt.counts).toEqual({ 'drop/unreadable-row': 1 })
    expect(await readFile(join(project, 'out/a.jsonl'), 'utf8')).toBe(
      '{"note":"fine"}\n{"note":"also fine"}\n',
    )
    const [line] = await quarantineOf('out')
    expect(line).toMatchObject({
      action: 'reject',
      type: 'unreadable-row',
      where: { path: 'data/a.jsonl', line: 2 },
    })
    expect(JSON.stringify(line)).not.toContain('lopez')
  })

  it('or stay as they are when asked for, with a warning', async () => {
    const receipt = await clean(['data'], 'out', { keepRejected: true })
    expect(receipt.warnings.map(each => each.en)).toEqual([
      expect.stringContaining('1 unreadable rows were kept'),
    ])
    expect(await readFile(join(project, 'out/a.jsonl'), 'utf8')).toContain(BROKEN)
  })

  it('rows with personal data in a key are dropped', async () => {
    await writeInputs({ 'data/a.jsonl': '{"ana.lopez@clinicmail.com":1}\n{"note":"x"}\n' })
    const receipt = await clean(['data'], 'out')
    expect(receipt.counts).toEqual({ 'drop/email': 1 })
    expect(await readFile(join(project, 'out/a.jsonl'), 'utf8')).toBe('{"note":"x"}\n')
    const [line] = await quarantineOf('out')
    expect(line?.reason).toMatchObject({ en: expect.stringContaining('name of a field') })
    expect(line?.preview).toBe('•••.•••••@••••••••••.•••')
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
    await writeInputs({ 'data/a.jsonl': rows.map(each => `${JSON.stringify(each)}\n`).join('') })
    const once = await clean(['data'], 'once', { policy: policyWith('redact', 'keep-first') })
    expect(once.counts).toEqual({ 'redact/email': 3, 'drop/duplicate': 1 })
    expect(await quarantineOf('once')).toMatchObject([{ part: 'row 2', twin: { file: 'a.jsonl', index: 0 } }])
    const twice = await clean(['once'], 'twice', { policy: policyWith('redact', 'keep-first') })
    expect(isUnchanged(twice)).toBe(true)
    const none = await clean(['data'], 'none', { policy: policyWith('redact', 'keep-none') })
    expect(none.counts).toEqual({ 'redact/email': 2, 'drop/duplicate': 2 })
  })

  it('are found across files, and not in a file that could not be written', async () => {
    const row = `${JSON.stringify({ text: 'the same text in two files' })}\n`
    const whole = gzipSync(
      row.repeat(1) + Array.from({ length: 1500 }, (_, i) => `{"text":"${i * 7919}"}\n`).join(''),
    )
    await writeInputs({ 'data/a.jsonl.gz': whole.subarray(0, whole.length - 400), 'data/b.jsonl': row })
    const receipt = await clean(['data'], 'out', { policy: policyWith('redact', 'keep-first') })
    expect(receipt.problems.map(each => each.path)).toEqual(['data/a.jsonl.gz'])
    expect(receipt.files.map(({ name, kept }) => [name, kept])).toEqual([['b.jsonl', 1]])
    expect(await readdir(join(project, 'out'))).not.toContain('a.jsonl.gz')
    await writeInputs({ 'data/a.jsonl.gz': whole })
    const both = await clean(['data'], 'both', { policy: policyWith('redact', 'keep-first') })
    expect(both.files.map(({ name, dropped }) => [name, dropped])).toEqual([
      ['a.jsonl.gz', 0],
      ['b.jsonl', 1],
    ])
    expect(await quarantineOf('both')).toMatchObject([
      { file: 'b.jsonl', twin: { file: 'a.jsonl.gz', index: 0 } },
    ])
  })
})

describe('stopping', () => {
  it('leaves whole files only, and resuming gives the same bytes', async () => {
    const corpus = makeCorpus(seededRandom(7))
    await writeCorpus(join(project, 'data'), corpus)
    const policy = policyWith('surrogate', 'keep-first')
    const whole = await clean(['data'], 'whole', { policy })
    const expected = await dataOf('whole')
    for (let stopAt = 1; stopAt < 60; stopAt += 13) {
      let seen = 0
      const controller = new AbortController()
      const counting = detectors.map((detector, i) =>
        i > 0
          ? detector
          : {
              ...detector,
              screen: (summary: Parameters<NonNullable<typeof detector.screen>>[0]) => {
                if (seen++ === stopAt) controller.abort()
                return detector.screen?.(summary) ?? true
              },
            },
      )
      const out = `out-${stopAt}`
      const stopped = clean(['data'], out, { policy, signal: controller.signal, detectors: counting })
      await expect(stopped).rejects.toMatchObject({ code: 'E_ABORTED' })
      for (const [name, bytes] of await dataOf(out)) {
        if (!name.startsWith('.plimsoll-clean/')) expect(bytes, name).toBe(expected.get(name))
      }
      expect(await readdir(join(project, out))).not.toContain('receipt.json')
      await expect(clean(['data'], out, { policy })).rejects.toMatchObject({ code: 'E_USAGE' })
      const resumed = await clean(['data'], out, { policy, resume: true })
      expect(await dataOf(out)).toEqual(expected)
      expect({ ...resumed, undo: 0, run: 0 }).toEqual({ ...whole, undo: 0, run: 0 })
      await undo(`${out}/receipt.json`, `restored-${stopAt}`)
      expect(await treeOf(join(project, `restored-${stopAt}`))).toEqual(await treeOf(join(project, 'data')))
    }
  })

  it('goes on only with the same options and inputs', async () => {
    await writeCorpus(join(project, 'data'), makeCorpus(seededRandom(8)))
    const controller = new AbortController()
    const stopped = clean(['data'], 'out', {
      signal: controller.signal,
      onProgress: ({ path }) => path.endsWith('.csv') && controller.abort(),
    })
    await expect(stopped).rejects.toMatchObject({ code: 'E_ABORTED' })
    await expect(clean(['data'], 'out', { resume: true, policy: policyWith('mask') })).rejects.toThrow(
      /other options/,
    )
    const [first] = [...(await dataOf('out')).keys()].filter(name => !name.startsWith('.'))
    await writeFile(join(project, 'data', first ?? ''), 'changed')
    await expect(clean(['data'], 'out', { resume: true })).rejects.toThrow(/changed since/)
    const anew = await clean(['data'], 'out', { force: true })
    expect(anew.problems).toEqual([])
  })

  it.runIf(canMount())('on a full disk leaves whole files only', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, i) => `{"text":"row ${i} of ana.lopez${i}@clinicmail.com"}\n`,
    ).join('')
    await writeInputs({ 'data/a.jsonl': '{"text":"small"}\n', 'data/b.jsonl': rows })
    const disk = join(project, 'disk')
    await mkdir(disk)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'none', disk])
    try {
      await expect(clean(['data'], 'disk/out')).rejects.toMatchObject({
        code: 'E_OUTPUT',
        message: expect.stringContaining('full'),
      })
      expect([...(await dataOf('disk/out')).keys()].filter(name => !name.startsWith('.'))).toEqual([
        'a.jsonl',
      ])
      execFileSync('mount', ['-o', 'remount,size=20m', disk])
      await clean(['data'], 'disk/out', { resume: true })
      await undo('disk/out/receipt.json', 'restored')
      expect(await readFile(join(project, 'restored/b.jsonl'), 'utf8')).toBe(rows)
    } finally {
      execFileSync('umount', [disk])
    }
  })
})

describe('undoing', () => {
  beforeEach(async () => {
    await writeCorpus(join(project, 'data'), makeCorpus(seededRandom(9)))
    await clean(['data'], 'out')
  })

  it('refuses another key, and says which it needs', async () => {
    await clean(['data'], 'elsewhere', { keyFile: 'other.key' })
    await expect(undo('out/receipt.json', 'restored', 'other.key')).rejects.toThrow(
      /this is key [0-9a-f]{32}, but the data was sealed with key [0-9a-f]{32}/,
    )
    await expect(undo('out/receipt.json', 'restored', 'missing.key')).rejects.toMatchObject({
      code: 'E_INPUT',
    })
  })

  it('notices every change to what it needs, and restores nothing wrong', async () => {
    const original = await treeOf(join(project, 'data'))
    const files = await treeOf(join(project, 'out'))
    const random = seededRandom(10)
    let failures = 0
    for (const name of ['undo.jsonl', 'a.jsonl', 'table.csv']) {
      const bytes = files.get(name) as Buffer
      for (let attempt = 0; attempt < 12; attempt++) {
        const changed = Buffer.from(bytes)
        const at = random.integer(bytes.length)
        changed[at] = (changed[at] as number) ^ (1 << random.integer(7))
        await writeFile(join(project, 'out', name), changed)
        await rm(join(project, 'restored'), { recursive: true, force: true })
        const failure = await undo('out/receipt.json', 'restored').then(
          () => undefined,
          (cause: unknown) => cause,
        )
        if (failure !== undefined) expect(failure).toMatchObject({ code: 'E_INPUT' })
        for (const [path, restored] of await treeOf(join(project, 'restored'))) {
          expect(restored.equals(original.get(path) as Buffer), path).toBe(true)
        }
        failures += failure === undefined ? 0 : 1
      }
      await writeFile(join(project, 'out', name), bytes)
    }
    // What was sealed whole needs no cleaned file, so not every change matters.
    expect(failures).toBeGreaterThan(0)
  })

  it('writes nowhere but below OUT, whatever a receipt says', async () => {
    const path = join(project, 'out/receipt.json')
    const receipt = JSON.parse(await readFile(path, 'utf8')) as Receipt
    const names = ['../escaped.jsonl', '/tmp/escaped.jsonl', 'a/../../escaped.jsonl']
    for (const name of names) {
      const files = receipt.files.map((file, i) => (i === 0 ? { ...file, name } : file))
      await writeFile(path, JSON.stringify({ ...receipt, files }))
      await expect(undo('out/receipt.json', 'restored')).rejects.toThrow(/outside its folder/)
    }
    await writeFile(path, '{"schemaVersion":"1"}')
    await expect(undo('out/receipt.json', 'restored')).rejects.toThrow(/no receipt/)
  })

  it('does not write into a folder that is not empty, nor over the cleaned data', async () => {
    await expect(undo('out/receipt.json', 'data')).rejects.toThrow(/not empty/)
    const forced = { cwd: project, out: join(project, 'out'), force: true }
    await expect(undoClean(join(project, 'out/receipt.json'), forced)).rejects.toThrow(
      /where the cleaned data lies/,
    )
  })
})

describe('where it writes', () => {
  const ROW = '{"note":"write to ana.lopez@clinicmail.com"}\n'

  it('mirrors the tree of what was named', async () => {
    await writeInputs({ 'x/one/a.jsonl': ROW, 'x/two/a.jsonl': ROW, 'y/b.jsonl': ROW })
    await clean(['x', 'y'], 'out-1')
    expect([...(await dataOf('out-1')).keys()]).toEqual(['x/one/a.jsonl', 'x/two/a.jsonl', 'y/b.jsonl'])
    await clean(['x/one/a.jsonl', 'x/two/a.jsonl'], 'out-2')
    expect([...(await dataOf('out-2')).keys()]).toEqual(['one/a.jsonl', 'two/a.jsonl'])
    await clean(['x/**/*.jsonl'], 'out-3')
    expect([...(await dataOf('out-3')).keys()]).toEqual(['one/a.jsonl', 'two/a.jsonl'])
  })

  it('writes one file to the file that OUT names, its records beside it', async () => {
    await writeInputs({ 'a.jsonl': ROW })
    await clean(['a.jsonl'], 'clean/b.jsonl')
    expect((await readdir(join(project, 'clean'))).sort()).toEqual([
      'b.jsonl',
      'b.jsonl.quarantine.jsonl',
      'b.jsonl.receipt.json',
      'b.jsonl.undo.jsonl',
    ])
    await expect(clean(['a.jsonl'], 'clean/b.jsonl')).rejects.toThrow(/not empty/)
    await undo('clean/b.jsonl.receipt.json', 'back.jsonl')
    expect(await readFile(join(project, 'back.jsonl'), 'utf8')).toBe(ROW)
    await clean(['a.jsonl'], 'folder/')
    expect(await readdir(join(project, 'folder'))).toContain('a.jsonl')
  })

  it('never writes over or into an input, by whatever name it goes', async () => {
    await writeInputs({ 'data/a.jsonl': ROW, 'linked/other.txt': 'x' })
    await link(join(project, 'data/a.jsonl'), join(project, 'hard.jsonl'))
    await symlink(join(project, 'data'), join(project, 'soft'))
    for (const [path, out] of [
      ['data/a.jsonl', 'data/a.jsonl'],
      ['data/a.jsonl', 'soft/a.jsonl'],
      ['data', 'data'],
      ['data', 'data/deeper/out'],
      ['data', 'soft/out'],
      ['data/a.jsonl', 'data'],
    ] as const) {
      await expect(clean([path], out, { force: true }), `${path} to ${out}`).rejects.toMatchObject({
        code: 'E_USAGE',
      })
    }
    await clean(['data/a.jsonl'], 'hard.jsonl', { force: true })
    expect(await readFile(join(project, 'data/a.jsonl'), 'utf8')).toBe(ROW)
  })

  it('keeps out of a folder in use', async () => {
    await writeInputs({ 'data/a.jsonl': ROW, 'out/kept.txt': 'kept' })
    await expect(clean(['data'], 'out')).rejects.toThrow(/not empty/)
    await clean(['data'], 'out', { force: true })
    expect(await readFile(join(project, 'out/kept.txt'), 'utf8')).toBe('kept')
  })

  it('keeps records private and the mode of the data', async () => {
    await writeInputs({ 'data/a.jsonl': ROW })
    await chmod(join(project, 'data/a.jsonl'), 0o640)
    await clean(['data'], 'out')
    const modeOf = async (name: string) => (await stat(join(project, name))).mode & 0o777
    expect(await modeOf('out/a.jsonl')).toBe(0o640)
    for (const name of RECORDS) expect(await modeOf(`out/${name}`)).toBe(0o600)
    expect(await modeOf('.plimsoll/keys/cleaning.key')).toBe(0o600)
  })

  it('says what it did', async () => {
    await writeInputs({ 'data/a.jsonl': `${ROW}{"note":"fine"}\n` })
    const progress: number[] = []
    const receipt = await clean(['data'], 'out', { onProgress: ({ bytesDone }) => progress.push(bytesDone) })
    const hash = async (name: string) =>
      createHash('sha256')
        .update(await readFile(join(project, name)))
        .digest('hex')
    expect(receipt).toMatchObject({
      policy: 'baseline',
      counts: { 'redact/email': 1 },
      files: [{ name: 'a.jsonl', samples: 2, kept: 1, edited: 1, dropped: 0, rejected: 0 }],
    })
    expect(receipt.files[0]?.input).toEqual({
      path: 'data/a.jsonl',
      sha256: await hash('data/a.jsonl'),
      bytes: 61,
    })
    expect(receipt.files[0]?.output).toMatchObject({ path: 'a.jsonl', sha256: await hash('out/a.jsonl') })
    expect(JSON.parse(await readFile(join(project, 'out/receipt.json'), 'utf8'))).toEqual(receipt)
    expect(progress.at(-1)).toBe(61)
    expect(await readdir(join(project, 'out'))).toHaveLength(4)
  })
})

function canMount(): boolean {
  try {
    const probe = execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=100k', 'none', probe], { stdio: 'ignore' })
    execFileSync('umount', [probe])
    execFileSync('rmdir', [probe])
    return true
  } catch {
    return false
  }
}

async function writeInputs(files: Record<string, string | Uint8Array>): Promise<void> {
  await writeCorpus(
    project,
    Object.entries(files).map(([name, content]) => ({ name, bytes: Buffer.from(content), rows: [] })),
  )
}

async function quarantineOf(out: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(join(project, out, 'quarantine.jsonl'), 'utf8')
  return text
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line) as Record<string, unknown>)
}

async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const gathered: T[] = []
  for await (const item of items) gathered.push(item)
  return gathered
}

/** A value as it is, escaped as in JSON, and in base64 at each of its three alignments. */
function formsOf(value: string): string[] {
  const escaped = [...value].map(each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
  const encoded = [0, 1, 2].map(shift => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]).toString('base64')
    return text.slice(shift === 0 ? 0 : 4, -4)
  })
  return [value, escaped, Buffer.from(value).toString('hex'), ...encoded.filter(each => each.length >= 8)]
}
