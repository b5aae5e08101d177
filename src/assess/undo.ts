import { createHash } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { basename, dirname, resolve, sep } from 'node:path'
import {
  both,
  type Localized,
  PlimsollError,
  type Receipt,
  type ReceiptFile,
  stoppedError,
} from '../core/index.ts'
import { writeAtomically } from '../io/index.ts'
import { bytesOfFile, sha256OfFile } from '../store/file-bytes.ts'
import { readJsonLines } from '../store/json-lines.ts'
import { readKey } from '../store/key-file.ts'
import { openOriginal, type UndoStep } from '../store/sealed-original.ts'
import { stateFolderOf } from '../store/state.ts'
import { openVault, type Vault } from '../store/vault.ts'
import { namesFile } from './_clean-places.ts'
import { readReceipt } from './_clean-receipt.ts'
import type { SealedEdit } from './_clean-rows.ts'

export interface UndoOptions {
  /** Folder that relative paths start from and that `.plimsoll/` lies in. */
  readonly cwd: string
  /** The key of the run; `.plimsoll/keys/cleaning.key` unless named. */
  readonly keyFile?: string
  readonly signal?: AbortSignal
}

export interface RestoreOptions extends UndoOptions {
  /** A folder for the original tree; or, when a single file was cleaned, a file. */
  readonly out: string
  /** Write into a folder that is not empty. */
  readonly force?: boolean
  readonly onProgress?: (progress: { path: string; bytesDone: number; bytesTotal: number }) => void
}

/** A file that is what it was before the cleaning. */
export interface RestoredFile {
  readonly name: string
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}

/**
 * Restores every file of a receipt byte for byte, and checks it against the receipt before it appears under its name.
 * Throws E_INPUT when the key is another one, or when a sealed part or a cleaned file is not what the run wrote.
 */
export async function undoClean(receiptPath: string, options: RestoreOptions): Promise<RestoredFile[]> {
  const { folder, receipt, vault, undo } = await openRun(receiptPath, options)
  const out = resolve(options.cwd, options.out)
  const asFile = receipt.files.length === 1 && (await namesFile(options.out, out))
  if (!options.force) await refuseOccupied(options.out, out, asFile)
  const lines = new Lookahead(readJsonLines(undo))
  const bytesTotal = receipt.files.reduce((sum, file) => sum + file.input.bytes, 0)
  const restored: RestoredFile[] = []
  let bytesDone = 0
  try {
    for (const file of receipt.files) {
      const target = asFile ? out : inside(out, file.name)
      const cleaned = file.output && inside(folder, file.output.path)
      if (cleaned === target) throw overCleaned(options.out)
      const unchanged = file.output?.sha256 === file.input.sha256
      const bytes =
        unchanged && cleaned !== undefined
          ? bytesOfFile(cleaned, options.signal)
          : openOriginal(stepsOf(file.name, lines), cleaned, vault)
      await mkdir(dirname(target), { recursive: true })
      const checked = async function* () {
        const hash = createHash('sha256')
        let done = bytesDone
        for await (const chunk of bytes) {
          if (options.signal?.aborted) throw stoppedError()
          hash.update(chunk)
          done += chunk.length
          options.onProgress?.({ path: target, bytesDone: done, bytesTotal })
          yield chunk
        }
        if (hash.digest('hex') !== file.input.sha256) throw await notWhatItWas(file, cleaned)
      }
      const written = await writeAtomically(target, checked())
      restored.push({ name: file.name, path: target, ...written })
      bytesDone += file.input.bytes
    }
  } finally {
    await lines.close()
  }
  return restored
}

/** A value that stood where a surrogate, a tag or a mask stands now. */
export interface FoundOriginal {
  readonly file: string
  /** Names the row within the file. */
  readonly part: string
  readonly type: string
  readonly original: string
}

/** Streams what stood where `replacement` stands in the cleaned data: the way back for a single surrogate. */
export async function* findOriginals(
  receiptPath: string,
  replacement: string,
  options: UndoOptions,
): AsyncGenerator<FoundOriginal> {
  const { vault, undo } = await openRun(receiptPath, options)
  for await (const line of readJsonLines(undo)) {
    if (options.signal?.aborted) throw stoppedError()
    const { file, part, edits } = line
    if (typeof file !== 'string' || typeof part !== 'string' || typeof edits !== 'string') continue
    const opened = JSON.parse(Buffer.from(vault.open(edits, { file, part })).toString('utf8')) as SealedEdit[]
    for (const edit of opened) {
      if (edit.replacement === replacement) yield { file, part, type: edit.type, original: edit.original }
    }
  }
}

interface Run {
  readonly folder: string
  readonly receipt: Receipt
  readonly vault: Vault
  readonly undo: string
}

async function openRun(receiptPath: string, { cwd, keyFile }: UndoOptions): Promise<Run> {
  const full = resolve(cwd, receiptPath)
  const receipt = await readReceipt(full)
  const key = await readKey(keyFile === undefined ? stateFolderOf(cwd).cleaningKey : resolve(cwd, keyFile))
  if (key.id !== receipt.key.id) {
    throw new PlimsollError(
      'E_INPUT',
      both(
        `this is key ${key.id}, but the data was sealed with key ${receipt.key.id}`,
        `这是密钥 ${key.id}，而数据由密钥 ${receipt.key.id} 密封`,
      ),
      { advice: both('name the right key file with --key', '请用 --key 指定正确的密钥文件') },
    )
  }
  const folder = dirname(full)
  return {
    folder,
    receipt,
    vault: openVault(key.bytes, receipt.run.id),
    undo: inside(folder, basename(receipt.undo.sealed)),
  }
}

/** Lines read one ahead, so that the lines of one file end where those of the next begin. */
class Lookahead {
  readonly #lines: AsyncGenerator<Record<string, unknown>>
  #next: Promise<IteratorResult<Record<string, unknown>>> | undefined

  constructor(lines: AsyncGenerator<Record<string, unknown>>) {
    this.#lines = lines
  }

  /** The next line if it is of this file. */
  async take(file: string): Promise<Record<string, unknown> | undefined> {
    this.#next ??= this.#lines.next()
    const { value, done } = await this.#next
    if (done || value.file !== file) return undefined
    this.#next = undefined
    return value
  }

  close = () => this.#lines.return(undefined)
}

async function* stepsOf(file: string, lines: Lookahead): AsyncGenerator<UndoStep> {
  for (let line = await lines.take(file); line !== undefined; line = await lines.take(file)) {
    const { copy, insert, sealed } = line
    if (
      Array.isArray(copy) &&
      copy.length === 2 &&
      copy.every(each => Number.isSafeInteger(each) && each >= 0)
    ) {
      yield { file, copy: copy as unknown as [number, number] }
    } else if (Number.isSafeInteger(insert) && typeof sealed === 'string') {
      yield { file, insert: insert as number, sealed }
    }
  }
}

/** A path below a folder, given by a name that may have been tampered with (CWE-22). */
function inside(folder: string, name: string): string {
  const path = resolve(folder, name)
  if (path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return path
  throw new PlimsollError(
    'E_INPUT',
    both('the receipt names a file outside its folder', '回执中列出了其文件夹之外的文件'),
    { advice: both('restore the receipt from a backup', '请从备份恢复回执') },
  )
}

async function refuseOccupied(shown: string, out: string, asFile: boolean): Promise<void> {
  const entries = await readdir(asFile ? dirname(out) : out).catch((): string[] => [])
  if (asFile ? !entries.includes(basename(out)) : entries.length === 0) return
  throw new PlimsollError(
    'E_USAGE',
    asFile ? both(`${shown} exists`, `${shown} 已存在`) : both(`${shown} is not empty`, `${shown} 不为空`),
    {
      advice: both(
        'choose another place, or replace files of the same names with --force',
        '请选择其他位置，或用 --force 替换同名文件',
      ),
    },
  )
}

const overCleaned = (out: string): PlimsollError =>
  new PlimsollError(
    'E_USAGE',
    both(`${out} is where the cleaned data lies`, `${out} 正是清洗后数据所在的位置`),
    { advice: both('restore to another place', '请恢复到其他位置') },
  )

async function notWhatItWas(file: ReceiptFile, cleaned: string | undefined): Promise<PlimsollError> {
  const edited = cleaned !== undefined && (await sha256OfFile(cleaned)) !== file.output?.sha256
  const text: Localized = edited
    ? both(
        `${file.name}: the cleaned file was changed after the cleaning`,
        `${file.name}：清洗后的文件在清洗之后被改动`,
      )
    : both(`${file.name}: the undo file was altered`, `${file.name}：撤销文件已被改动`)
  return new PlimsollError('E_INPUT', text, {
    advice: both('restore the files of the run from a backup', '请从备份恢复该次运行的文件'),
  })
}
