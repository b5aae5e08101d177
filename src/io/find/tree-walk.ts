import type { Stats } from 'node:fs'
import { access, constants, lstat, open, readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { both, type Localized } from '../../core/index.ts'
import { systemReason } from '../_system-errors.ts'
import { codecs } from '../codecs/index.ts'
import type { InputEntry } from '../contract.ts'
import { FORMAT_EXTENSIONS } from '../detect-format.ts'
import { formats } from '../formats.ts'
import { detectEncoding } from '../text/detect-encoding.ts'
import { extensionOf, fileSkipped, folderSkipped } from './file-names.ts'
import { descriptionsOf } from './hugging-face.ts'

/** Bytes of a file of unknown name that are looked at. */
const PEEK_BYTES = 4096

/** Walks a tree in a fixed order, never out of it. */
export class TreeWalk {
  readonly #root: string
  readonly #seen: Set<string>
  readonly #signal: AbortSignal | undefined

  /**
   * @param root the real path that links must not leave.
   * @param seen real paths of files that have been given already.
   */
  constructor(root: string, seen: Set<string>, signal: AbortSignal | undefined) {
    this.#root = root
    this.#seen = seen
    this.#signal = signal
  }

  /** Everything in a folder and below. */
  async *folder(path: string): AsyncGenerator<InputEntry> {
    const pending: string[] = [path]
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      if (this.#signal?.aborted) return
      let names: string[]
      let real: string
      try {
        names = await readdir(folder)
        real = await realpath(folder)
      } catch (error) {
        yield { type: 'problem', path: folder, reason: systemReason(error) }
        continue
      }
      names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      const descriptions = await descriptionsOf(folder, names)
      const folders: string[] = []
      for (const name of names) {
        const inside = join(folder, name)
        const described = descriptions.get(name)
        if (described === undefined) yield* this.#entry(inside, join(real, name), false, folders)
        else yield { type: 'skipped', path: inside, reason: described }
      }
      pending.push(...folders.reverse())
    }
  }

  /** One file or folder. What was asked for by name may have any extension. */
  async *entry(path: string, isAskedFor: boolean): AsyncGenerator<InputEntry> {
    const folders: string[] = []
    const real = await realpath(path).catch(() => path)
    yield* this.#entry(path, real, isAskedFor, folders)
    for (const folder of folders) yield* this.folder(folder)
  }

  async *#entry(
    path: string,
    real: string,
    isAskedFor: boolean,
    folders: string[],
  ): AsyncGenerator<InputEntry> {
    if (this.#signal?.aborted) return
    try {
      const facts = await lstat(path)
      if (facts.isSymbolicLink()) {
        yield* this.#link(path, isAskedFor)
      } else if (facts.isDirectory()) {
        const reason = folderSkipped(basename(path))
        if (reason === undefined) folders.push(path)
        else yield { type: 'skipped', path, reason }
      } else {
        yield await this.#file(path, real, facts, isAskedFor)
      }
    } catch (error) {
      yield { type: 'problem', path, reason: systemReason(error) }
    }
  }

  async *#link(path: string, isAskedFor: boolean): AsyncGenerator<InputEntry> {
    const real = await realpath(path)
    if (real !== this.#root && !real.startsWith(this.#root.endsWith(sep) ? this.#root : this.#root + sep)) {
      yield { type: 'skipped', path, reason: LEAVES_TREE }
      return
    }
    const facts = await stat(path)
    if (facts.isDirectory()) yield { type: 'skipped', path, reason: LINKED_FOLDER }
    else yield await this.#file(path, real, facts, isAskedFor)
  }

  async #file(path: string, real: string, facts: Stats, isAskedFor: boolean): Promise<InputEntry> {
    if (!facts.isFile()) return { type: 'problem', path, reason: NO_FILE }
    const reason = isAskedFor ? undefined : await this.#skipped(path)
    if (reason !== undefined) return { type: 'skipped', path, reason }
    if (this.#seen.has(real)) return { type: 'skipped', path, reason: SEEN }
    await access(path, constants.R_OK)
    this.#seen.add(real)
    return { type: 'file', path, bytes: facts.size }
  }

  /** Why a file is left out: by its name, or by its beginning where the name says nothing. */
  async #skipped(path: string): Promise<Localized | undefined> {
    const name = basename(path)
    const byName = fileSkipped(name)
    if (byName !== undefined) return byName
    const lower = name.toLowerCase()
    const ending = codecs.flatMap(codec => codec.extensions).find(each => lower.endsWith(each))
    if (ending !== undefined || FORMAT_EXTENSIONS.has(extensionOf(lower))) return undefined
    return isReadable(await peek(path))
      ? undefined
      : both('a binary file of no known format', '未知格式的二进制文件')
  }
}

const LEAVES_TREE = both('a symbolic link that leaves the folder', '指向文件夹之外的符号链接')
const LINKED_FOLDER = both(
  'a symbolic link to a folder of the same tree, which is read in its own place',
  '指向同一目录树内文件夹的符号链接，该文件夹在原位置读取',
)
const SEEN = both('the same file as one that is read already', '与已读取的文件是同一个')
const NO_FILE = both('a socket, pipe or device, not a file', '是套接字、管道或设备，不是文件')

async function peek(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(PEEK_BYTES), 0, PEEK_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function isReadable(bytes: Uint8Array): boolean {
  if (codecs.some(codec => codec.matches(bytes))) return true
  const prefix = { bytes, complete: bytes.length < PEEK_BYTES, extension: '' }
  if (formats.some(format => format.content === 'binary' && format.sniff(prefix) === 'certain')) return true
  return detectEncoding(bytes, prefix.complete).encoding !== undefined
}
