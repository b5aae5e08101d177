import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Finding } from '../core/index.ts'

/** Results by key, with the findings that belong to them. */
export interface RunCache {
  /** The result stored under this key, or undefined. */
  load(key: string): Promise<unknown>
  /** Streams the findings stored under this key. */
  findings(key: string): AsyncIterable<Finding>
  /** Starts work under this key; with `resume` it goes on from the last checkpoint. */
  begin(key: string, resume: boolean): Promise<Journal>
  /** What another thread of this process needs to work in the same cache; absent where none can. */
  share?(): Promise<SharedRunCache>
}

/** A run cache as it is handed to another thread. No two threads may begin work under the same key. */
export interface SharedRunCache {
  readonly folder: string
  readonly owner: number
  /** Owners of unfinished work that no longer run. */
  readonly ended: readonly number[]
}

/** Opens the cache that another thread shares. */
export const openSharedRunCache = ({ folder, owner, ended }: SharedRunCache): RunCache =>
  openRunCache(folder, { owner, isRunning: other => !ended.includes(other) })

/** Findings of work in progress. */
export interface Journal {
  /** State of the last checkpoint, when there is one to go on from. */
  readonly resumed: unknown
  append(finding: Finding): Promise<void> | undefined
  /** Makes everything so far survive a kill. */
  checkpoint(state: unknown): Promise<void>
  /** Moves the work into the cache. */
  finish(result: unknown): Promise<void>
  /** Closes without finishing; the last checkpoint stays. */
  close(): Promise<void>
}

export interface RunCacheOptions {
  /** Number of the process that works here; two processes never write to one folder. */
  readonly owner: number
  /** Whether the process of this number still runs. */
  readonly isRunning: (owner: number) => boolean
}

/** A finished entry. Few findings stand in it, many in a file of their own. */
interface Entry {
  readonly result: unknown
  /** JSON lines; absent when they are in `KEY.jsonl`. */
  readonly findings?: string
}

interface Checkpoint {
  readonly journalBytes: number
  readonly state: unknown
}

/** The journal goes to disk in pieces of this many characters; less than one piece stays in the entry. */
const PIECE_CHARACTERS = 1 << 18
/** Findings of small entries that are kept in memory between passes, in characters. */
const MEMORY_CHARACTERS = 1 << 24

const JOURNAL = 'findings.jsonl'
const CHECKPOINT = 'checkpoint.bin'

/**
 * A cache in a folder; files are mode 0600, written aside and moved into place.
 * @param folder private state folder, which exists
 */
export function openRunCache(folder: string, options: RunCacheOptions): RunCache {
  const entries = join(folder, 'cache')
  const work = join(folder, 'work')
  const entryFile = (key: string) => join(entries, `${key}.bin`)
  const findingsFile = (key: string) => join(entries, `${key}.jsonl`)
  const remembered = new Map<string, string>()
  let budget = MEMORY_CHARACTERS

  const read = async (key: string): Promise<Entry | undefined> => {
    const entry = (await readState(entryFile(key))) as Entry | undefined
    if (entry?.findings !== undefined && entry.findings.length <= budget && !remembered.has(key)) {
      budget -= entry.findings.length
      remembered.set(key, entry.findings)
    }
    return entry
  }
  return {
    load: async key => (await read(key))?.result,
    async *findings(key) {
      const inline = remembered.get(key) ?? (await read(key))?.findings
      if (inline === undefined) yield* readFindings(findingsFile(key))
      else for (const line of inline.split('\n')) if (line) yield JSON.parse(line) as Finding
    },
    async begin(key, resume) {
      const place = join(work, `${key}.${options.owner}`)
      await takeOver(work, key, place, resume, options)
      const resumed = resume ? await restoreJournal(place) : undefined
      return openJournal({ place, entry: entryFile(key), findings: findingsFile(key), resumed })
    },
    async share() {
      const owners = (await readdir(work).catch(() => [])).map(name => Number(name.split('.')[1]))
      const ended = new Set(owners.filter(each => each !== options.owner && !options.isRunning(each)))
      return { folder, owner: options.owner, ended: [...ended] }
    },
  }
}

/** Takes over, or removes, what a process that no longer runs left under this key. */
async function takeOver(
  work: string,
  key: string,
  place: string,
  wanted: boolean,
  { owner, isRunning }: RunCacheOptions,
): Promise<void> {
  for (const name of await readdir(work).catch(() => [])) {
    const [itsKey, number] = name.split('.')
    if (itsKey !== key || (Number(number) !== owner && isRunning(Number(number)))) continue
    const old = join(work, name)
    if (old === place && wanted) continue
    const moved =
      wanted &&
      (await rename(old, place).then(
        () => true,
        () => false,
      ))
    if (!moved) await rm(old, { recursive: true, force: true })
  }
}

/** Cuts the journal back to the last checkpoint. */
async function restoreJournal(place: string): Promise<Checkpoint | undefined> {
  const checkpoint = (await readState(join(place, CHECKPOINT))) as Checkpoint | undefined
  if (checkpoint === undefined) return undefined
  const cut = await truncate(join(place, JOURNAL), checkpoint.journalBytes).then(
    () => true,
    () => false,
  )
  return cut ? checkpoint : undefined
}

interface JournalPlaces {
  readonly place: string
  readonly entry: string
  readonly findings: string
  readonly resumed: Checkpoint | undefined
}

function openJournal({ place, entry, findings, resumed }: JournalPlaces): Journal {
  let buffer = ''
  let bytes = resumed?.journalBytes ?? 0
  let opened: ReturnType<typeof openFile> | undefined
  const openFile = async () => {
    await mkdir(place, { recursive: true, mode: 0o700 })
    return open(join(place, JOURNAL), resumed === undefined ? 'w' : 'a', 0o600)
  }
  const flush = async () => {
    opened ??= openFile()
    const file = await opened
    const piece = Buffer.from(buffer, 'utf8')
    buffer = ''
    for (let at = 0; at < piece.length; ) at += (await file.write(piece, at)).bytesWritten
    bytes += piece.length
    return file
  }
  const close = async () => {
    const file = await opened?.catch(() => undefined)
    opened = undefined
    await file?.close()
  }
  return {
    resumed: resumed?.state,
    append(finding) {
      buffer += `${JSON.stringify(finding)}\n`
      return buffer.length > PIECE_CHARACTERS ? flush().then(() => undefined) : undefined
    },
    async checkpoint(state) {
      const file = await flush()
      await file.datasync()
      await writeState(join(place, CHECKPOINT), { journalBytes: bytes, state } satisfies Checkpoint)
    },
    async finish(result) {
      if (bytes === 0 && opened === undefined) {
        await writeState(entry, { result, findings: buffer } satisfies Entry)
        return
      }
      const file = await flush()
      await file.datasync()
      await close()
      await rename(join(place, JOURNAL), findings)
      await writeState(entry, { result } satisfies Entry)
      await rm(place, { recursive: true, force: true })
    },
    close,
  }
}

/** A state file is its SHA-256 followed by the serialized value: a torn or altered file counts as absent. */
async function writeState(path: string, value: unknown): Promise<void> {
  const body = serialize(value)
  const digest = createHash('sha256').update(body).digest()
  await writeFile(`${path}.new`, Buffer.concat([digest, body]), { mode: 0o600 })
  await rename(`${path}.new`, path)
}

async function readState(path: string): Promise<unknown> {
  const bytes = await readFile(path).catch(() => undefined)
  if (bytes === undefined || bytes.length < 32) return undefined
  const body = bytes.subarray(32)
  if (!createHash('sha256').update(body).digest().equals(bytes.subarray(0, 32))) return undefined
  return deserialize(body)
}

/** Splits at line feeds only: findings may hold U+2028, which `node:readline` takes for a line end. */
async function* readFindings(path: string): AsyncGenerator<Finding> {
  let rest = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 })) {
    const lines = (rest + (chunk as string)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as Finding
  }
}
