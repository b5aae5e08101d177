import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CleanOptions, cleanPaths } from '../../src/assess/clean.ts'
import { type RestoredFile, undoClean } from '../../src/assess/undo.ts'
import type { CleanAction, Policy, Receipt } from '../../src/core/index.ts'
import { defenses } from '../../src/defenses/index.ts'
import { detectors } from '../../src/detectors/index.ts'
import { builtinPolicy } from '../../src/policy/index.ts'
import { treeOf, writeCorpus } from './planted-corpus.ts'

/** Files that a run writes about itself. */
export const RECORDS = ['receipt.json', 'quarantine.jsonl', 'undo.jsonl']

/** The baseline policy with one action for all types. */
export const policyWith = (
  action: CleanAction,
  duplicates: Policy['clean']['duplicates'] = 'keep-all',
  nearDuplicates: Policy['clean']['nearDuplicates'] = 'keep-all',
): Policy => ({
  ...builtinPolicy('baseline'),
  clean: { action, duplicates, nearDuplicates, poisoned: 'keep' },
})

/** A temporary folder in which data is cleaned, with paths relative to it. */
export interface CleaningProject {
  readonly folder: string
  path(name: string): string
  write(files: Record<string, string | Uint8Array>): Promise<void>
  text(name: string): Promise<string>
  clean(paths: string[], out: string, more?: Partial<CleanOptions>): Promise<Receipt>
  undo(receipt: string, out: string, keyFile?: string): Promise<RestoredFile[]>
  /** The data files of an output folder in base64, by name. */
  dataOf(out: string): Promise<Map<string, string>>
  quarantineOf(out: string): Promise<Record<string, unknown>[]>
  /** Empties the folder. */
  clear(): Promise<void>
}

export async function cleaningProject(): Promise<CleaningProject> {
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-clean-'))
  const path = (name: string) => join(folder, name)
  const text = (name: string) => readFile(path(name), 'utf8')
  return {
    folder,
    path,
    text,
    write: files =>
      writeCorpus(
        folder,
        Object.entries(files).map(([name, content]) => ({ name, bytes: Buffer.from(content), rows: [] })),
      ),
    clean: (paths, out, more = {}) =>
      cleanPaths({
        paths: paths.map(path),
        out: path(out),
        cwd: folder,
        policy: policyWith('redact'),
        detectors,
        defenses,
        environment: { version: '0.0.0', now: () => Date.now() },
        ...more,
      }),
    undo: (receipt, out, keyFile) =>
      undoClean(path(receipt), { cwd: folder, out: path(out), ...(keyFile && { keyFile }) }),
    async dataOf(out) {
      const data = [...(await treeOf(path(out)))].filter(([name]) => !RECORDS.includes(name))
      return new Map(data.map(([name, bytes]) => [name, bytes.toString('base64')]))
    },
    async quarantineOf(out) {
      const lines = (await text(`${out}/quarantine.jsonl`)).split('\n').slice(0, -1)
      return lines.map(line => JSON.parse(line) as Record<string, unknown>)
    },
    clear: () => rm(folder, { recursive: true, force: true }),
  }
}
