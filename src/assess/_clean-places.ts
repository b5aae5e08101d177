import type { Stats } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'
import { both, PlimsollError } from '../core/index.ts'

/** A file to clean, and where everything about it goes. */
export interface PlannedFile {
  /** As the user named it: for people. */
  readonly path: string
  /** Where it lies, absolute. */
  readonly source: string
  /** Below the folder that all inputs share, with `/`. */
  readonly name: string
  readonly target: string
  /** True when the user named the target itself, not a folder. */
  readonly isNamed: boolean
  readonly bytes: number
}

/** Where a run writes. Everything lies on one disk, so that files can be moved into place. */
export interface CleanPlaces {
  readonly files: readonly PlannedFile[]
  /** Folder of the receipt. */
  readonly folder: string
  readonly receipt: string
  readonly quarantine: string
  readonly undo: string
  /** Folder of unfinished work; gone when the run is complete. */
  readonly work: string
}

/**
 * Plans where cleaned files go: a single file to OUT itself when OUT names a file, anything else below OUT in the tree
 * of the inputs. Throws E_USAGE where that would write over or into an input.
 */
export async function planPlaces(
  paths: readonly string[],
  inputs: readonly { readonly path: string; readonly bytes: number }[],
  out: string,
  cwd: string,
): Promise<CleanPlaces> {
  const full = resolve(cwd, out)
  const root = await commonRoot(paths, cwd)
  const alone =
    paths.length === 1 && inputs.length === 1 && (await factsOf(resolve(cwd, paths[0] as string)))?.isFile()
  const asFile = alone === true && (await namesFile(out, full))
  const name = (path: string) => relative(root, resolve(cwd, path)).split(sep).join('/')
  const folder = asFile ? dirname(full) : full
  const record = (kind: string) => (asFile ? `${full}.${kind}` : join(full, kind))
  const places: CleanPlaces = {
    files: inputs.map(({ path, bytes }) => ({
      path,
      source: resolve(cwd, path),
      bytes,
      name: name(path),
      target: asFile ? full : join(full, name(path)),
      isNamed: asFile,
    })),
    folder,
    receipt: record('receipt.json'),
    quarantine: record('quarantine.jsonl'),
    undo: record('undo.jsonl'),
    work: join(folder, asFile ? `.plimsoll-clean-${basename(full)}` : '.plimsoll-clean'),
  }
  await refuseOverlap(places, paths, cwd)
  return places
}

/** What already lies where a run would write. */
export async function occupiedBy(places: CleanPlaces): Promise<'nothing' | 'unfinished work' | 'files'> {
  if ((await factsOf(places.work)) !== undefined) return 'unfinished work'
  const own = [places.receipt, places.quarantine, places.undo, ...places.files.map(each => each.target)]
  const inFolder = places.receipt === join(places.folder, 'receipt.json')
  if (inFolder) return (await readdir(places.folder).catch(() => [])).length > 0 ? 'files' : 'nothing'
  for (const path of own) if ((await factsOf(path)) !== undefined) return 'files'
  return 'nothing'
}

const factsOf = (path: string): Promise<Stats | undefined> => stat(path).catch(() => undefined)

/** True when OUT says a file, not a folder: it exists as one, or has an extension and does not exist. */
export async function namesFile(out: string, full: string): Promise<boolean> {
  if (/[\\/]$/.test(out)) return false
  const facts = await factsOf(full)
  if (facts?.isDirectory()) return false
  if (facts !== undefined && !facts.isFile()) {
    throw new PlimsollError(
      'E_USAGE',
      both(`${out} is neither a file nor a folder`, `${out} 既不是文件也不是文件夹`),
      {
        advice: both('name a folder, or a file that may be made', '请指定文件夹，或可以新建的文件'),
      },
    )
  }
  return facts !== undefined || extname(full) !== ''
}

/** The deepest folder that holds every named path; a glob counts from where its first wildcard stands. */
async function commonRoot(paths: readonly string[], cwd: string): Promise<string> {
  const roots: string[][] = []
  for (const path of paths) {
    const full = resolve(cwd, path)
    const facts = await factsOf(full)
    const folder = facts?.isDirectory() ? full : facts !== undefined ? dirname(full) : staticPrefix(full)
    roots.push(folder.split(sep))
  }
  const [first = [], ...others] = roots
  let depth = first.length
  for (const other of others) {
    let shared = 0
    while (shared < depth && other[shared] === first[shared]) shared++
    depth = shared
  }
  return first.slice(0, depth).join(sep) || sep
}

function staticPrefix(pattern: string): string {
  const segments = pattern.split(sep)
  const wild = segments.findIndex(segment => /[*?[\]{}!()]/.test(segment))
  return segments.slice(0, wild < 0 ? -1 : wild).join(sep) || sep
}

async function refuseOverlap(places: CleanPlaces, paths: readonly string[], cwd: string): Promise<void> {
  const folder = await realPlace(places.folder)
  const asFile = places.receipt !== join(places.folder, 'receipt.json')
  for (const path of paths) {
    const full = resolve(cwd, path)
    if (!(await factsOf(full))?.isDirectory()) continue
    const real = await realpath(full)
    if (folder === real || folder.startsWith(real.endsWith(sep) ? real : real + sep)) {
      throw new PlimsollError(
        'E_USAGE',
        both(`OUT lies inside the input ${path}`, `输出位置在输入 ${path} 之内`),
        {
          advice: both('choose a folder beside the input', '请选择输入之外的文件夹'),
        },
      )
    }
  }
  const real = new Set<string>()
  for (const { path } of places.files)
    real.add(await realpath(resolve(cwd, path)).catch(() => resolve(cwd, path)))
  const records = [places.receipt, places.quarantine, places.undo]
  for (const { target, path, name } of places.files) {
    if (real.has(await realPlace(target))) {
      throw new PlimsollError(
        'E_USAGE',
        both(`${path}: OUT is the input itself`, `${path}：输出位置就是输入本身`),
        {
          advice: both('choose another place for the cleaned data', '请为清洗后的数据选择其他位置'),
        },
      )
    }
    if (!asFile && records.includes(target)) {
      throw new PlimsollError(
        'E_USAGE',
        both(`${path}: the run itself writes ${name}`, `${path}：清洗过程本身会写入 ${name}`),
        { advice: both('clean this file by itself: -o FILE', '请单独清洗该文件：-o 文件名') },
      )
    }
  }
  for (const record of records) {
    if (real.has(await realPlace(record))) {
      throw new PlimsollError(
        'E_USAGE',
        both('a record would be written over an input', '记录文件会覆盖某个输入'),
        {
          advice: both('choose another place for the cleaned data', '请为清洗后的数据选择其他位置'),
        },
      )
    }
  }
}

/** The path with every link of its existing part resolved. */
async function realPlace(path: string): Promise<string> {
  const rest: string[] = []
  for (let at = path; ; at = dirname(at)) {
    const real = await realpath(at).catch(() => undefined)
    if (real !== undefined) return join(real, ...rest)
    rest.unshift(basename(at))
    if (dirname(at) === at) return path
  }
}
