import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { both, isPlimsollError, PlimsollError, type ReceiptFile, stoppedError } from '../core/index.ts'
import { type DatasetFile, type OpenOptions, openDataset } from '../io/index.ts'
import { beginFile, type PendingFile, type WrittenFile } from '../store/atomic-file.ts'
import { sealOriginal } from '../store/sealed-original.ts'
import type { Vault } from '../store/vault.ts'
import type { PlannedFile } from './_clean-places.ts'
import type { CleanRecords, FinishedFile } from './_clean-records.ts'
import { decideRows, type RowRules, RowTally } from './_clean-rows.ts'
import { textOfDocument } from './_clean-text.ts'

/** What all files of a run share. */
export interface CleanRun {
  readonly rules: RowRules
  readonly vault: Vault
  readonly records: CleanRecords
  readonly open: OpenOptions
  /** Folder for files in the making. */
  readonly work: string
  /** Folder of the receipt, which output paths are relative to. */
  readonly folder: string
  readonly signal: AbortSignal | undefined
  readonly report: (file: DatasetFile, samples: number) => void
}

/** Times that a cleaned file is read again and cleaned further until nothing changes. */
const MAX_PASSES = 4

/**
 * Cleans one file: writes it aside, reads it again until cleaning finds nothing more, seals what it lost, and moves it
 * to its name. Throws E_INPUT or E_LIMIT when the file cannot be cleaned; then nothing of it remains.
 */
export async function cleanFile(planned: PlannedFile, run: CleanRun): Promise<FinishedFile> {
  const pending: PendingFile[] = []
  try {
    const before = await stat(planned.path)
    const file = await openDataset(planned.path, run.open)
    const tally = new RowTally()
    const begin = async (folder: string, name: string) => {
      const begun = await beginFile(join(run.work, folder, name), before.mode & 0o777)
      pending.push(begun)
      return begun
    }
    const cleaned = await cleanUntilQuiet({ file, planned, run, tally, begin })
    const output = cleaned ?? (await copyOf(planned, run, begin))
    const sha256 =
      cleaned === undefined ? output.written.sha256 : await seal(planned, cleaned.pending.path, run)
    const after = await stat(planned.path)
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changedMeanwhile(planned.path)
    const target = planned.target + (cleaned && file.readOnly ? TEXT_EXTENSION : '')
    const finished: FinishedFile = {
      file: {
        name: planned.name,
        input: { path: planned.path, sha256, bytes: before.size },
        output: { path: relative(run.folder, target).split(sep).join('/'), ...output.written },
        ...tally.totals(),
        ...(cleaned && file.readOnly && { remark: writtenAsText(file.readOnly) }),
      },
      counts: tally.counts,
    }
    await output.pending.publish(target)
    await run.records.commit(finished)
    return finished
  } catch (cause) {
    await run.records.rollBack()
    throw cause
  } finally {
    for (const each of pending) await each.discard()
  }
}

const TEXT_EXTENSION = '.txt'

/** A file written aside. */
interface Aside {
  readonly pending: PendingFile
  readonly written: WrittenFile
}

type Begin = (folder: string, name: string) => Promise<PendingFile>

interface FileWork {
  readonly file: DatasetFile
  readonly planned: PlannedFile
  readonly run: CleanRun
  readonly tally: RowTally
  readonly begin: Begin
}

/** Cleans the file, then what came out of it, until nothing changes; undefined when nothing changed at all. */
async function cleanUntilQuiet(work: FileWork): Promise<Aside | undefined> {
  const { planned, run } = work
  let latest: Aside | undefined
  for (let pass = 1; pass <= MAX_PASSES; pass++) {
    try {
      const file = latest === undefined ? work.file : await openDataset(latest.pending.path, run.open)
      const next = await rewrite({ ...work, file }, pass)
      if (next === undefined) return latest
      latest = next
      if (latest.written.bytes === 0) return latest
    } catch (cause) {
      if (pass === 1 || !isPlimsollError(cause) || (cause.code !== 'E_INPUT' && cause.code !== 'E_LIMIT'))
        throw cause
      throw unsettled(planned.path, cause)
    }
  }
  throw unsettled(planned.path)
}

/** One pass over a file; undefined when no row changed. */
async function rewrite(
  { file, planned, run, tally, begin }: FileWork,
  pass: number,
): Promise<Aside | undefined> {
  const rows = decideRows({ ...run, planned, tally, pass })
  const name = basename(planned.target) + (file.readOnly ? TEXT_EXTENSION : '')
  const pending = await begin(`pass-${pass}`, name)
  const decide: typeof rows.decide = async event => {
    if (run.signal?.aborted) throw stoppedError()
    const decision = await rows.decide(event)
    if (pass === 1) run.report(file, tally.samples)
    return decision
  }
  for await (const chunk of file.readOnly ? textOfDocument(file, decide) : file.rewrite(decide)) {
    if (run.signal?.aborted) throw stoppedError()
    await pending.write(chunk)
  }
  const written = await pending.close()
  return rows.changed() ? { pending, written } : undefined
}

async function copyOf(planned: PlannedFile, run: CleanRun, begin: Begin): Promise<Aside> {
  const pending = await begin('copy', basename(planned.target))
  for await (const chunk of createReadStream(planned.path, { highWaterMark: 1 << 20 })) {
    if (run.signal?.aborted) throw stoppedError()
    await pending.write(chunk as Uint8Array)
  }
  return { pending, written: await pending.close() }
}

/** Seals the original's missing bytes; gives its SHA-256. */
const seal = (planned: PlannedFile, cleaned: string, { vault, signal, records }: CleanRun): Promise<string> =>
  sealOriginal({ original: planned.path, cleaned, name: planned.name, vault, signal }, async step => {
    await records.undo(step)
  })

const writtenAsText = (reason: NonNullable<DatasetFile['readOnly']>): NonNullable<ReceiptFile['remark']> =>
  both(`written as plain text: ${reason.en}`, `已写为纯文本：${reason['zh-CN']}`)

const unsettled = (path: string, cause?: unknown): PlimsollError =>
  new PlimsollError(
    'E_INPUT',
    both(
      `${path}: what was cleaned does not read back clean, so nothing was written`,
      `${path}：清洗结果重新读取后仍不干净，因此没有写入任何内容`,
    ),
    {
      advice: both(
        'name its format with --format, or drop the types that come back (policy: action drop)',
        '请用 --format 指定格式，或将反复出现的类型设为丢弃（策略：action drop）',
      ),
      cause,
    },
  )

const changedMeanwhile = (path: string): PlimsollError =>
  new PlimsollError('E_INPUT', both(`${path} changed while it was cleaned`, `${path} 在清洗过程中被改动`), {
    advice: both('clean it again once nobody writes to it', '请在无人写入时重新清洗'),
  })
