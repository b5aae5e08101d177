import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Artifact,
  both,
  type ColumnReader,
  PlimsollError,
  type Scratch,
  type StoredColumn,
} from '../core/index.ts'
import {
  readSealedWords,
  type SealedKey,
  type SealedReader,
  type WordRange,
  writeSealedWords,
} from './sealed-words.ts'

/** An artifact, or a segment of one, with what audits remembered of it, by audit id. */
export interface IndexedEntry {
  readonly artifact: Artifact
  readonly firstSample: number
  readonly summaries: Readonly<Record<string, unknown>>
}

/** What one run left in an index. */
export interface IndexedRun {
  /** Tells runs apart: the same one over the same artifacts has the same id. */
  readonly run: string
  /** What audits ran, by id: version and options. Runs of one index agree in it. */
  readonly audits: Readonly<Record<string, string>>
  readonly entries: readonly IndexedEntry[]
  /** What audits asked to be remembered of their conclusions, by id. */
  readonly remembered: Readonly<Record<string, Uint32Array>>
}

/** Samples of earlier runs on disk. */
export interface SampleIndex {
  /** The runs so far, oldest first. Columns are read from disk when somebody asks. */
  readonly runs: readonly IndexedRun[]
  /** Adds a run: afterwards it is in the index whole, or not at all. */
  append(run: IndexedRun, scratch: Pick<Scratch, 'open'>): void
  close(): void
}

export interface SampleIndexOptions {
  readonly folder: string
  readonly key: SealedKey
  /** Number of this process, and whether the process of a number still runs. */
  readonly owner: number
  readonly isRunning: (owner: number) => boolean
}

const SEGMENT = /^\d{6}\.segment$/u
const LOCK = 'lock'
/** Words read from a column at once. */
const PIECE_WORDS = 1 << 16

/**
 * Opens an index, or makes one. It is a folder of segments, `000001.segment` and on, one for each run, in the format of
 * `sealed-words.ts`: whatever is in it, such as hashes of tokens, reads only with the project's key. A segment is written
 * aside, flushed and renamed, so that a kill at any moment leaves the index without it or with it. Another process that
 * opens the same index meanwhile is refused: E_USAGE.
 */
export async function openSampleIndex({
  folder,
  key,
  owner,
  isRunning,
}: SampleIndexOptions): Promise<SampleIndex> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw unwritable(folder, cause)
  }
  takeLock(folder, owner, isRunning)
  const readers: SealedReader[] = []
  const close = () => {
    for (const reader of readers.splice(0)) reader.close()
    rmSync(join(folder, LOCK), { force: true })
  }
  try {
    const runs: IndexedRun[] = []
    const names = readdirSync(folder).sort()
    for (const name of names) {
      if (name.endsWith('.segment.new')) rmSync(join(folder, name), { force: true })
      if (!SEGMENT.test(name)) continue
      const reader = readSealedWords(join(folder, name), key)
      readers.push(reader)
      runs.push(restoreRun(reader))
    }
    let count = names.filter(name => SEGMENT.test(name)).length
    return {
      runs,
      append(run, scratch) {
        const path = join(folder, `${String(count + 1).padStart(6, '0')}.segment`)
        try {
          const writer = writeSealedWords(path, key)
          try {
            const keep = (value: unknown): unknown => storeValue(value, scratch, words => writer.add(words))
            writer.finish({
              run: run.run,
              audits: run.audits,
              entries: keep(run.entries),
              remembered: keep(run.remembered),
            })
            count++
          } finally {
            writer.close()
          }
        } catch (cause) {
          throw cause instanceof PlimsollError ? cause : unwritable(folder, cause)
        }
      },
      close,
    }
  } catch (cause) {
    close()
    throw cause
  }
}

/** Marks words in the directory: in memory when read again, or as a column on disk. */
interface StoredWords {
  readonly $words?: WordRange
  readonly $column?: WordRange
}

function storeValue(
  value: unknown,
  scratch: Pick<Scratch, 'open'>,
  add: (pieces: Iterable<Uint32Array>) => WordRange,
): unknown {
  if (value instanceof Uint32Array) return { $words: add([value]) } satisfies StoredWords
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(each => storeValue(each, scratch, add))
  if (isColumn(value)) return { $column: add(piecesOf(scratch.open(value))) } satisfies StoredWords
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, storeValue(each, scratch, add)]),
  )
}

const isColumn = (value: object): value is Exclude<StoredColumn, Uint32Array> =>
  'length' in value && ('read' in value || ('file' in value && typeof value.file === 'string'))

function* piecesOf(column: ColumnReader): Generator<Uint32Array> {
  for (let at = 0; at < column.length; at += PIECE_WORDS) {
    yield column.read(at, Math.min(column.length, at + PIECE_WORDS))
  }
}

function restoreRun(reader: SealedReader): IndexedRun {
  return restoreValue(reader.directory, reader) as IndexedRun
}

function restoreValue(value: unknown, reader: SealedReader): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(each => restoreValue(each, reader))
  const { $words, $column } = value as StoredWords
  if ($words !== undefined) return reader.column($words).read(0, $words.length)
  if ($column !== undefined) return reader.column($column)
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, restoreValue(each, reader)]))
}

/** Takes the lock of a process that still runs from nobody. */
function takeLock(folder: string, owner: number, isRunning: (owner: number) => boolean): void {
  const path = join(folder, LOCK)
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const descriptor = openSync(path, 'wx', 0o600)
      writeSync(descriptor, `${owner}\n`)
      closeSync(descriptor)
      return
    } catch (cause) {
      if ((cause as { code?: string }).code !== 'EEXIST') throw unwritable(folder, cause)
    }
    const holder = lockHolder(path)
    if (holder !== undefined && holder !== owner && isRunning(holder)) break
    rmSync(path, { force: true })
  }
  throw new PlimsollError(
    'E_USAGE',
    both(`the index ${folder} is in use by another run`, `索引 ${folder} 正被另一次运行使用`),
    { advice: both('wait until it ends', '请等待其结束') },
  )
}

function lockHolder(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8').trim()) || undefined
  } catch {
    return undefined
  }
}

function unwritable(folder: string, cause: unknown): PlimsollError {
  const code = (cause as { code?: string }).code ?? 'unknown error'
  return new PlimsollError(
    'E_OUTPUT',
    both(`the index ${folder} cannot be written (${code})`, `无法写入索引 ${folder}（${code}）`),
    {
      advice: both(
        'free disk space, or name a folder that you may write to',
        '请释放磁盘空间，或指定有写权限的文件夹',
      ),
      cause,
    },
  )
}
