import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Finding } from '../core/index.ts'

const JOURNAL = 'findings.jsonl'
const RESULT = 'result.bin'
const CHECKPOINT = 'checkpoint.bin'

/** A finished or half-finished piece of work: a state and the findings so far. */
export interface RunCache {
  /** The result stored under this key, or undefined. */
  load(key: string): Promise<unknown>
  /** Streams the findings stored under this key. */
  findings(key: string): AsyncIterable<Finding>
  /** Starts work under this key; with `resume` it goes on from the last checkpoint. */
  begin(key: string, resume: boolean): Promise<Journal>
}

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

/** Flush the journal's buffer at this many characters. */
const FLUSH_CHARACTERS = 1 << 18

export interface RunCacheOptions {
  /** Number of the process that works here; two processes never write to one folder. */
  readonly owner: number
  /** Whether the process of this number still runs. */
  readonly isRunning: (owner: number) => boolean
}

/**
 * A cache in a folder: one directory per key, files mode 0600, written aside and moved into place.
 * @param folder private state folder; created when first needed
 */
export function openRunCache(folder: string, { owner, isRunning }: RunCacheOptions): RunCache {
  const finished = (key: string) => join(folder, 'cache', key)
  /** Takes over what a process that no longer runs left under this key. */
  const adopt = async (key: string, place: string, wanted: boolean) => {
    const left = await readdir(join(folder, 'work')).catch(() => [])
    for (const name of left) {
      const [itsKey, number] = name.split('.')
      if (itsKey !== key || (Number(number) !== owner && isRunning(Number(number)))) continue
      const old = join(folder, 'work', name)
      if (old === place) continue
      if (
        wanted &&
        (await rename(old, place)
          .then(() => true)
          .catch(() => false))
      )
        continue
      await rm(old, { recursive: true, force: true })
    }
  }
  return {
    load: key => readState(join(finished(key), RESULT)),
    findings: key => readFindings(join(finished(key), JOURNAL)),
    async begin(key, resume) {
      const place = join(folder, 'work', `${key}.${owner}`)
      await adopt(key, place, resume)
      let resumed: Checkpoint | undefined
      if (resume) resumed = (await readState(join(place, CHECKPOINT))) as Checkpoint | undefined
      if (resumed === undefined) await rm(place, { recursive: true, force: true })
      await mkdir(place, { recursive: true, mode: 0o700 })
      const journal = join(place, JOURNAL)
      if (resumed !== undefined) {
        const cut = await truncate(journal, resumed.journalBytes)
          .then(() => true)
          .catch(() => false)
        if (!cut) resumed = undefined
      }
      const file = await open(journal, resumed === undefined ? 'w' : 'a', 0o600)
      return openJournal({ file, place, target: finished(key), resumed })
    },
  }
}

interface Checkpoint {
  readonly journalBytes: number
  readonly state: unknown
}

interface JournalSource {
  readonly file: FileHandle
  readonly place: string
  readonly target: string
  readonly resumed: Checkpoint | undefined
}

function openJournal({ file, place, target, resumed }: JournalSource): Journal {
  let buffer = ''
  let bytes = resumed?.journalBytes ?? 0
  const flush = async () => {
    const chunk = Buffer.from(buffer, 'utf8')
    buffer = ''
    let at = 0
    while (at < chunk.length) at += (await file.write(chunk, at)).bytesWritten
    bytes += chunk.length
  }
  return {
    resumed: resumed?.state,
    append(finding) {
      buffer += `${JSON.stringify(finding)}\n`
      return buffer.length > FLUSH_CHARACTERS ? flush() : undefined
    },
    async checkpoint(state) {
      await flush()
      await file.datasync()
      await writeState(join(place, CHECKPOINT), { journalBytes: bytes, state } satisfies Checkpoint)
    },
    async finish(result) {
      await flush()
      await file.datasync()
      await file.close()
      await writeState(join(place, RESULT), result)
      await rm(join(place, CHECKPOINT), { force: true })
      await mkdir(join(target, '..'), { recursive: true, mode: 0o700 })
      // Another process may have finished the same work: equal keys mean equal results, and its readers keep theirs.
      if ((await readState(join(target, RESULT))) !== undefined)
        return rm(place, { recursive: true, force: true })
      await rm(target, { recursive: true, force: true })
      await rename(place, target)
    },
    close: () => file.close().catch(() => undefined),
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
