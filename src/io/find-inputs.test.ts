import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findInputs, type InputEntry } from './index.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string) => join(folder, name)
const make = (name: string, content: string | Uint8Array = '{"a":"x"}\n') => {
  mkdirSync(dirname(at(name)), { recursive: true })
  writeFileSync(at(name), content)
}
async function find(...paths: string[]): Promise<InputEntry[]> {
  const found: InputEntry[] = []
  for await (const entry of findInputs(paths)) found.push(entry)
  return found
}
/** Entries as `type name`, relative to the folder. */
const short = (entries: readonly InputEntry[]) =>
  entries.map(({ type, path }) => `${type} ${path.replace(`${folder}/`, '').replace(folder, '.')}`)

describe('a folder', () => {
  it('is walked whole, in a fixed order', async () => {
    for (const name of ['b.jsonl', 'a/z.csv', 'a/y/x.txt', 'c.json.gz', 'B.md', 'no-extension']) make(name)
    expect(short(await find(folder))).toEqual([
      'file B.md',
      'file b.jsonl',
      'file c.json.gz',
      'file no-extension',
      'file a/z.csv',
      'file a/y/x.txt',
    ])
  })

  it('leaves out what is no data, and says why in both languages', async () => {
    make('data.jsonl')
    make('.git/config')
    make('.plimsoll/cache.json')
    make('node_modules/x/data.json')
    make('.hidden.jsonl')
    make('image.png', Buffer.from('89504e47', 'hex'))
    make('model.safetensors')
    make('all.tar.gz')
    make('run.py')
    make('plimsoll.yaml')
    make('mystery', Buffer.from('0001020304050607080900ff', 'hex'))
    make('shard.arrow')
    const entries = await find(folder)
    expect(entries.filter(entry => entry.type === 'file').map(entry => entry.path)).toEqual([
      at('data.jsonl'),
    ])
    const skipped = entries.filter(entry => entry.type === 'skipped')
    expect(skipped.length).toBe(11)
    for (const entry of skipped) {
      expect(entry.reason.en.length).toBeGreaterThan(5)
      expect(entry.reason['zh-CN']).toMatch(/\p{Script=Han}/u)
    }
  })

  it('with thousands of files and some that cannot be read gives the rest', async () => {
    for (let i = 0; i < 3000; i++) make(`rows/${String(i).padStart(4, '0')}.jsonl`)
    symlinkSync('nowhere', at('rows/0500-dangling.jsonl'))
    mkdirSync(at('rows/0600-folder.jsonl'))
    execFileSync('mkfifo', [at('rows/0700-pipe.jsonl')])
    const server = await listen(at('rows/0800.jsonl.sock'))
    make('rows/0900-locked.jsonl')
    chmodSync(at('rows/0900-locked.jsonl'), 0)
    const entries = await find(folder)
    server.close()
    const files = entries.filter(entry => entry.type === 'file')
    const problems = entries.filter(entry => entry.type === 'problem').map(entry => entry.path)
    const isRoot = process.getuid?.() === 0
    expect(files.length).toBe(3000 + (isRoot ? 1 : 0))
    expect(problems).toEqual([
      at('rows/0500-dangling.jsonl'),
      at('rows/0700-pipe.jsonl'),
      at('rows/0800.jsonl.sock'),
      ...(isRoot ? [] : [at('rows/0900-locked.jsonl')]),
    ])
  })

  it('that cannot be read is a problem, and the others are read', async () => {
    make('a/x.jsonl')
    make('b/y.jsonl')
    chmodSync(at('a'), 0)
    const entries = short(await find(folder))
    chmodSync(at('a'), 0o755)
    if (process.getuid?.() !== 0) expect(entries[0]).toBe('problem a')
    expect(entries.at(-1)).toBe('file b/y.jsonl')
  })
})

describe('symbolic links', () => {
  it('are not followed out of the tree', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'plimsoll-outside-'))
    writeFileSync(join(outside, 'secret.jsonl'), '{}')
    make('data.jsonl')
    symlinkSync(outside, at('out'))
    symlinkSync(join(outside, 'secret.jsonl'), at('out.jsonl'))
    symlinkSync('/etc', at('etc'))
    const entries = await find(folder)
    rmSync(outside, { recursive: true })
    expect(short(entries)).toEqual(['file data.jsonl', 'skipped etc', 'skipped out', 'skipped out.jsonl'])
    expect(entries[1]).toMatchObject({ reason: { en: 'a symbolic link that leaves the folder' } })
  })

  it('that form loops end, and files behind links are read once', async () => {
    make('a/data.jsonl')
    symlinkSync('..', at('a/up'))
    symlinkSync('self', at('self'))
    symlinkSync('a/data.jsonl', at('again.jsonl'))
    symlinkSync('a', at('b'))
    const entries = await find(folder)
    expect(short(entries)).toEqual([
      'file again.jsonl',
      'skipped b',
      'problem self',
      'skipped a/data.jsonl',
      'skipped a/up',
    ])
  })

  it('are followed when they are named', async () => {
    make('real/data.jsonl')
    symlinkSync('real', at('link'))
    expect(short(await find(at('link')))).toEqual(['file link/data.jsonl'])
    symlinkSync('real/data.jsonl', at('one'))
    expect(short(await find(at('one')))).toEqual(['file one'])
  })
})

describe('paths', () => {
  it('name files of any sort, globs, standard input and nothing', async () => {
    make('a.jsonl')
    make('b.jsonl')
    make('run.py')
    make('c/d.jsonl')
    expect(
      short(await find(at('run.py'), '-', at('missing'), at('*.jsonl'), at('**/*.jsonl'), at('*.parquet'))),
    ).toEqual([
      'file run.py',
      'file -',
      'problem missing',
      'file a.jsonl',
      'file b.jsonl',
      'skipped a.jsonl',
      'skipped b.jsonl',
      'file c/d.jsonl',
      'problem *.parquet',
    ])
  })

  it('with glob characters in them name the file that is there', async () => {
    make('odd[1].jsonl')
    expect(short(await find(at('odd[1].jsonl')))).toEqual(['file odd[1].jsonl'])
  })

  it('globs do not ask for what only happens to match', async () => {
    make('a.jsonl')
    make('b.png', Buffer.from('89504e47', 'hex'))
    expect(short(await find(at('*')))).toEqual(['file a.jsonl', 'skipped b.png'])
    expect(short(await find(at('*.png')))).toEqual(['file b.png'])
  })

  it('that were given already are not given again', async () => {
    make('a.jsonl')
    expect(short(await find(at('a.jsonl'), at('a.jsonl')))).toEqual(['file a.jsonl'])
  })
})

describe('Hugging Face data sets', () => {
  it('are read without the files that describe them', async () => {
    make('README.md', '---\nlicense: mit\ntask_categories:\n- text-generation\n---\n# Card\n')
    make('dataset_infos.json', '{}')
    make('data/train-00000-of-00002.parquet', 'PAR1')
    make('data/train-00001-of-00002.parquet', 'PAR1')
    make('saved/dataset_dict.json', '{"splits":["train"]}')
    make('saved/train/state.json', '{}')
    make('saved/train/dataset_info.json', '{}')
    make('saved/train/data-00000-of-00001.arrow', 'ARROW1')
    expect(short(await find(folder))).toEqual([
      'skipped README.md',
      'skipped dataset_infos.json',
      'file data/train-00000-of-00002.parquet',
      'file data/train-00001-of-00002.parquet',
      'skipped saved/dataset_dict.json',
      'skipped saved/train/data-00000-of-00001.arrow',
      'skipped saved/train/dataset_info.json',
      'skipped saved/train/state.json',
    ])
  })

  it('are not seen where there are none', async () => {
    make('README.md', '# Notes\n')
    make('state.json', '{"a":"x"}')
    expect(short(await find(folder))).toEqual(['file README.md', 'file state.json'])
  })
})

it('stops when it is told to', async () => {
  for (let i = 0; i < 50; i++) make(`${i}.jsonl`)
  const abort = new AbortController()
  let count = 0
  for await (const _ of findInputs([folder], { signal: abort.signal })) if (++count === 5) abort.abort()
  expect(count).toBe(5)
})

function listen(path: string): Promise<Server> {
  const server = createServer()
  return new Promise(resolve => server.listen(path, () => resolve(server)))
}
