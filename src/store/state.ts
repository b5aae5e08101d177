import { lstat, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { both, PlimsollError } from '../core/index.ts'

/** Name of the folder that holds everything private to one project. */
export const STATE_FOLDER = '.plimsoll'

/** The private state of one project. Folders are mode 0700, files 0600; nothing of it enters a repository. */
export interface StateFolder {
  readonly path: string
  readonly cache: string
  /** Answers of endpoints to a run that did not end: they may have been paid for. */
  readonly answers: string
  /** Numbers of audits that do not fit into memory; results in the cache refer to them. */
  readonly columns: string
  readonly keys: string
  readonly quarantine: string
  readonly work: string
  /** The key that cleaning uses unless another is named. */
  readonly cleaningKey: string
}

const PARTS = ['answers', 'cache', 'columns', 'keys', 'quarantine', 'work'] as const
export type StatePart = (typeof PARTS)[number]

/** Where the state of a project lies, whether or not it exists. */
export function stateFolderOf(project: string): StateFolder {
  const path = join(project, STATE_FOLDER)
  return {
    path,
    cache: join(path, 'cache'),
    answers: join(path, 'answers'),
    columns: join(path, 'columns'),
    keys: join(path, 'keys'),
    quarantine: join(path, 'quarantine'),
    work: join(path, 'work'),
    cleaningKey: join(path, 'keys', 'cleaning.key'),
  }
}

/** Makes the state folder with its parts, or completes it. Refuses a symbolic link: it may point anywhere. */
export async function openStateFolder(project: string): Promise<StateFolder> {
  const state = stateFolderOf(project)
  await refuseForeign(state.path)
  try {
    await mkdir(state.path, { recursive: true, mode: 0o700 })
    for (const part of PARTS) await mkdir(state[part], { recursive: true, mode: 0o700 })
    await writeFile(join(state.path, '.gitignore'), '*\n', { mode: 0o600, flag: 'wx' }).catch(ignoreExisting)
  } catch (cause) {
    const code = (cause as { code?: string }).code
    throw new PlimsollError(
      'E_OUTPUT',
      both(
        `${state.path} cannot be made (${code ?? 'unknown error'})`,
        `无法创建 ${state.path}（${code ?? '未知错误'}）`,
      ),
      { advice: both('run in a folder that you may write to', '请在有写权限的文件夹中运行'), cause },
    )
  }
  return state
}

/**
 * Removes the local state of a project, keys included unless they are to stay: without them nothing that was cleaned
 * can be undone.
 * @returns the paths that were removed
 */
export async function purgeStateFolder(project: string, keep: readonly StatePart[] = []): Promise<string[]> {
  const state = stateFolderOf(project)
  await refuseForeign(state.path)
  const doomed =
    keep.length === 0 ? [state.path] : PARTS.filter(part => !keep.includes(part)).map(part => state[part])
  const removed: string[] = []
  for (const path of doomed) {
    if ((await lstat(path).catch(() => undefined)) === undefined) continue
    await rm(path, { recursive: true, force: true })
    removed.push(path)
  }
  return removed
}

async function refuseForeign(path: string): Promise<void> {
  const facts = await lstat(path).catch(() => undefined)
  if (facts === undefined || facts.isDirectory()) return
  throw new PlimsollError(
    'E_USAGE',
    both(`${path} is not a folder of its own`, `${path} 不是一个独立的文件夹`),
    {
      advice: both(
        'move it away: Plimsoll keeps keys there and follows no links',
        '请将其移走：Plimsoll 在那里保存密钥，并且不跟随链接',
      ),
    },
  )
}

function ignoreExisting(cause: unknown): void {
  if ((cause as { code?: string }).code !== 'EEXIST') throw cause
}
