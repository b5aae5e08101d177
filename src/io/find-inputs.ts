import { lstat, realpath, stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { both } from '../core/index.ts'
import { systemReason } from './_system-errors.ts'
import type { InputEntry } from './contract.ts'
import { TreeWalk } from './find/tree-walk.ts'

/** How to look for inputs. */
export interface FindOptions {
  /** Stops looking. */
  readonly signal?: AbortSignal
}

/**
 * Finds the files behind paths: files, folders (everything in them, in a fixed order), globs, and `-` for standard
 * input. What is left out is said with its reason, and what cannot be read is a problem; both never stop the rest.
 * A symbolic link that leaves the tree it lies in is not followed.
 */
export async function* findInputs(
  paths: readonly string[],
  options: FindOptions = {},
): AsyncGenerator<InputEntry> {
  const seen = new Set<string>()
  for (const path of paths) {
    if (options.signal?.aborted) return
    if (path === '-') {
      yield { type: 'file', path, bytes: 0 }
      continue
    }
    const exists = await lstat(path).then(
      () => true,
      error => (error as NodeJS.ErrnoException).code !== 'ENOENT',
    )
    if (!exists && isDynamicPattern(path)) yield* findByGlob(path, seen, options)
    else yield* findNamed(path, seen, options)
  }
}

/** What the user named is read, whatever it is called; a link that is named is followed. */
async function* findNamed(path: string, seen: Set<string>, options: FindOptions): AsyncGenerator<InputEntry> {
  try {
    const facts = await stat(path)
    const real = await realpath(path)
    if (facts.isDirectory()) {
      yield* new TreeWalk(real, seen, options.signal).folder(path)
    } else if (facts.isFile() || facts.isFIFO() || facts.isCharacterDevice()) {
      if (seen.has(real)) return
      seen.add(real)
      yield { type: 'file', path, bytes: facts.size }
    } else {
      yield { type: 'problem', path, reason: both('neither a file nor a folder', '既不是文件也不是文件夹') }
    }
  } catch (error) {
    yield { type: 'problem', path, reason: systemReason(error) }
  }
}

async function* findByGlob(
  pattern: string,
  seen: Set<string>,
  options: FindOptions,
): AsyncGenerator<InputEntry> {
  let matches: string[]
  try {
    matches = await glob(pattern, {
      onlyFiles: false,
      followSymbolicLinks: false,
      expandDirectories: false,
      absolute: isAbsolute(pattern),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
  } catch (error) {
    yield { type: 'problem', path: pattern, reason: systemReason(error) }
    return
  }
  if (matches.length === 0) {
    yield { type: 'problem', path: pattern, reason: both('no file matches', '没有匹配的文件') }
    return
  }
  const base = pattern.slice(0, pattern.search(/[*?[\]{}()!]/u)).replace(/[^/\\]*$/u, '') || '.'
  const walk = new TreeWalk(await realpath(base).catch(() => base), seen, options.signal)
  const sorted = matches.map(match => match.replace(/\/$/u, '')).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  /** A pattern that ends in an extension asks for it; `data/*` does not ask for pictures. */
  const isAskedFor = /\.[\w{},]{1,40}$/u.test(pattern)
  for (const path of sorted) yield* walk.entry(path, isAskedFor)
}
