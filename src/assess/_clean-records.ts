import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { both, PlimsollError, type ReceiptFile } from '../core/index.ts'

/** A finished file in the journal of a run. */
export interface FinishedFile {
  readonly file: ReceiptFile
  readonly counts: Readonly<Record<string, number>>
}

/** Quarantine and undo lines of a run in the making, and the files that are finished. Survives a kill. */
export interface CleanRecords {
  /** Files that an earlier, interrupted run finished, by name. */
  readonly finished: ReadonlyMap<string, FinishedFile>
  /** Names of the files that are committed, in order: the next one gets the number `names.length`. */
  readonly names: readonly string[]
  /** Id of the run: the interrupted one's when it goes on. */
  readonly runId: string
  quarantine(line: object): Promise<void> | undefined
  undo(line: object): Promise<void> | undefined
  /** Keeps a few bytes about a sample that was let through. */
  remember(sample: Uint8Array): Promise<void> | undefined
  /** Streams what was remembered of committed files, in stretches of any length. */
  remembered(): AsyncIterable<Uint8Array>
  /** Makes everything since the last call stand. */
  commit(finished: FinishedFile): Promise<void>
  /** Takes back everything since the last `commit`. */
  rollBack(): Promise<void>
  /** Moves both files into place. */
  publish(quarantine: string, undo: string): Promise<void>
  close(): Promise<void>
}

export interface RecordsOptions {
  readonly work: string
  readonly resume: boolean
  /** For a new run. */
  readonly runId: string
  /** What the outcome depends on besides the inputs: an interrupted run goes on only where it is the same. */
  readonly fingerprint: string
}

const JOURNAL = 'journal.jsonl'
const QUARANTINE = 'quarantine.jsonl'
const UNDO = 'undo.jsonl'
const SAMPLES = 'samples.bin'

/** Starts the records of a run, or goes on with those of an interrupted one. */
export async function openRecords(options: RecordsOptions): Promise<CleanRecords> {
  const { work } = options
  const before = options.resume ? await readJournal(work, options.fingerprint) : undefined
  if (before === undefined) await rm(work, { recursive: true, force: true })
  try {
    await mkdir(dirname(work), { recursive: true })
    await mkdir(work, { recursive: true, mode: 0o700 })
    if (before === undefined) {
      const head = JSON.stringify({ runId: options.runId, fingerprint: options.fingerprint })
      await writeFile(join(work, JOURNAL), `${head}\n`, { mode: 0o600 })
    }
    const quarantine = await openAppender(join(work, QUARANTINE), before?.quarantineBytes ?? 0)
    const undo = await openAppender(join(work, UNDO), before?.undoBytes ?? 0)
    const samples = await openAppender(join(work, SAMPLES), before?.sampleBytes ?? 0)
    const journal = await openAppender(join(work, JOURNAL), before?.journalBytes)
    const all = [quarantine, undo, samples]
    const names = [...(before?.finished.keys() ?? [])]
    return {
      finished: before?.finished ?? new Map(),
      names,
      runId: before?.runId ?? options.runId,
      quarantine: line => quarantine.append(lineOf(line)),
      undo: line => undo.append(lineOf(line)),
      remember: sample => samples.append(sample),
      remembered: () => samples.read(),
      async commit(finished) {
        const quarantineBytes = await quarantine.commit()
        const undoBytes = await undo.commit()
        const sampleBytes = await samples.commit()
        const line: JournalLine = { ...finished, quarantineBytes, undoBytes, sampleBytes }
        await journal.append(lineOf(line))
        await journal.commit()
        names.push(finished.file.name)
      },
      async rollBack() {
        for (const each of all) await each.rollBack()
      },
      async publish(quarantinePath, undoPath) {
        await quarantine.finish(quarantinePath)
        await undo.finish(undoPath)
      },
      async close() {
        for (const each of [...all, journal]) await each.close()
      },
    }
  } catch (cause) {
    throw outputError(work, cause)
  }
}

const lineOf = (value: object): Uint8Array => Buffer.from(`${JSON.stringify(value)}\n`, 'utf8')

interface Appender {
  append(chunk: Uint8Array): Promise<void> | undefined
  /** Writes what is held; returns the length of the file. */
  commit(): Promise<number>
  /** Cuts the file to its length at the last commit. */
  rollBack(): Promise<void>
  /** Streams the file up to the last commit. */
  read(): AsyncIterable<Uint8Array>
  finish(path: string): Promise<void>
  close(): Promise<void>
}

/** Write once so many bytes are held. */
const FLUSH_BYTES = 1 << 18

async function openAppender(path: string, keepBytes: number | undefined): Promise<Appender> {
  let file: FileHandle | undefined
  try {
    file = await open(path, 'a', 0o600)
    if (keepBytes !== undefined) await file.truncate(keepBytes)
  } catch (cause) {
    await file?.close()
    throw outputError(path, cause)
  }
  const handle = file
  let bytes = keepBytes ?? (await handle.stat()).size
  let committed = bytes
  let held: Uint8Array[] = []
  let heldBytes = 0
  const flush = async () => {
    const chunk = Buffer.concat(held)
    held = []
    heldBytes = 0
    try {
      for (let at = 0; at < chunk.length; ) {
        const { bytesWritten } = await handle.write(chunk, at)
        at += bytesWritten
        bytes += bytesWritten
      }
    } catch (cause) {
      throw outputError(path, cause)
    }
  }
  return {
    append(chunk) {
      held.push(chunk)
      heldBytes += chunk.length
      return heldBytes > FLUSH_BYTES ? flush() : undefined
    },
    async commit() {
      await flush()
      committed = bytes
      return committed
    },
    async rollBack() {
      held = []
      heldBytes = 0
      try {
        await handle.truncate(committed)
      } catch (cause) {
        throw outputError(path, cause)
      }
      bytes = committed
    },
    async *read() {
      if (committed === 0) return
      yield* createReadStream(path, { end: committed - 1 }) as AsyncIterable<Uint8Array>
    },
    async finish(target) {
      try {
        await flush()
        await handle.sync()
        await handle.close()
        await rename(path, target)
      } catch (cause) {
        throw outputError(target, cause)
      }
    },
    close: () => handle.close().catch(() => undefined),
  }
}

interface Journal {
  readonly runId: string
  readonly finished: Map<string, FinishedFile>
  readonly journalBytes: number
  readonly quarantineBytes: number
  readonly undoBytes: number
  readonly sampleBytes: number
}

type JournalLine = FinishedFile & Pick<Journal, 'quarantineBytes' | 'undoBytes' | 'sampleBytes'>

/** Reads the journal up to its last whole line; undefined when there is none. */
async function readJournal(work: string, fingerprint: string): Promise<Journal | undefined> {
  const bytes = await readFile(join(work, JOURNAL)).catch(() => undefined)
  if (bytes === undefined) return undefined
  const journalBytes = bytes.lastIndexOf(0x0a) + 1
  const lines = bytes.subarray(0, journalBytes).toString('utf8').split('\n').slice(0, -1)
  if (lines.length === 0) return undefined
  let parsed: unknown[]
  try {
    parsed = lines.map(line => JSON.parse(line) as unknown)
  } catch {
    return undefined
  }
  const [head, ...rest] = parsed
  const { runId, fingerprint: theirs } = head as { runId: string; fingerprint: string }
  if (theirs !== fingerprint) {
    throw new PlimsollError(
      'E_USAGE',
      both(
        'the interrupted run had another key, policy, version or other options',
        '被中断的运行使用了不同的密钥、策略、版本或选项',
      ),
      {
        advice: both(
          'repeat its options, or start anew with --force',
          '请使用与其相同的选项，或用 --force 重新开始',
        ),
      },
    )
  }
  const entries = rest as JournalLine[]
  const last = entries.at(-1)
  return {
    runId,
    finished: new Map(entries.map(({ file, counts }) => [file.name, { file, counts }])),
    journalBytes,
    quarantineBytes: last?.quarantineBytes ?? 0,
    undoBytes: last?.undoBytes ?? 0,
    sampleBytes: last?.sampleBytes ?? 0,
  }
}

/** Why nothing can be written there, with what to do. */
export function outputError(path: string, cause: unknown): PlimsollError {
  if (cause instanceof PlimsollError) return cause
  const code = (cause as { code?: string }).code
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new PlimsollError(
      'E_OUTPUT',
      both(`${path}: the disk is full (${code})`, `${path}：磁盘已满（${code}）`),
      {
        advice: both(
          'free some space and go on with --resume: files that were finished stand',
          '请释放空间后用 --resume 继续：已完成的文件保持有效',
        ),
        cause,
      },
    )
  }
  return new PlimsollError(
    'E_OUTPUT',
    both(
      `${path} cannot be written (${code ?? 'unknown error'})`,
      `无法写入 ${path}（${code ?? '未知错误'}）`,
    ),
    {
      advice: both('choose an output folder that you may write to', '请选择有写权限的输出文件夹'),
      cause,
    },
  )
}
