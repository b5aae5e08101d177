import { link, lstat, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { platform } from 'node:os'
import { dirname } from 'node:path'
import { both, cryptographicBytes, PlimsollError } from '../core/index.ts'
import { KEY_BYTES, keyIdOf } from './vault.ts'

/** A master key and where it lies. */
export interface StoredKey {
  readonly id: string
  readonly path: string
  readonly bytes: Uint8Array
}

const HEADER = 'plimsoll-key-1'
const KEY_TEXT = /^plimsoll-key-1 ([A-Za-z0-9+/]{43}=)\s*$/
/** No key file is longer, in bytes. */
const MAX_KEY_FILE = 4096
const NAME_THE_KEY = both(
  'name the key file of the run that wrote the receipt',
  '请指定生成该回执时所用的密钥文件',
)

/** Reads the key at `path`, or makes one there when there is none: mode 0600, written whole or not at all. */
export async function readOrCreateKey(path: string): Promise<StoredKey> {
  if ((await lstat(path).catch(() => undefined)) !== undefined) return readKey(path)
  const bytes = cryptographicBytes(KEY_BYTES)
  const aside = `${path}.${Buffer.from(cryptographicBytes(6)).toString('hex')}`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeFile(aside, `${HEADER} ${Buffer.from(bytes).toString('base64')}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    })
    // A link, unlike a rename, never replaces the key that another process has just put there.
    await link(aside, path)
  } catch (cause) {
    const { code } = cause as { code?: string }
    if (code === 'EEXIST') return readKey(path)
    throw new PlimsollError(
      'E_OUTPUT',
      both(
        `${path}: the key cannot be written (${code ?? 'unknown error'})`,
        `${path}：无法写入密钥（${code ?? '未知错误'}）`,
      ),
      {
        advice: both(
          'make the folder writable, or name a key file elsewhere',
          '请使该文件夹可写，或指定其他位置的密钥文件',
        ),
        cause,
      },
    )
  } finally {
    await rm(aside, { force: true }).catch(() => undefined)
  }
  return { id: keyIdOf(bytes), path, bytes }
}

/** Reads a key file. E_INPUT when it is missing or no key; E_USAGE when others may read it. */
export async function readKey(path: string): Promise<StoredKey> {
  let text: string
  try {
    const facts = await stat(path)
    if (platform() !== 'win32' && (facts.mode & 0o077) !== 0) {
      throw new PlimsollError(
        'E_USAGE',
        both(`${path}: other users may read this key`, `${path}：其他用户可以读取此密钥`),
        { advice: both(`run \`chmod 600 ${path}\` first`, `请先运行 \`chmod 600 ${path}\``) },
      )
    }
    text = facts.size > MAX_KEY_FILE ? '' : await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof PlimsollError) throw cause
    const { code } = cause as { code?: string }
    const text =
      code === 'ENOENT'
        ? both(`${path}: the key file does not exist`, `${path}：密钥文件不存在`)
        : both(
            `${path}: the key file cannot be read (${code ?? 'unknown error'})`,
            `${path}：无法读取密钥文件（${code ?? '未知错误'}）`,
          )
    throw new PlimsollError('E_INPUT', text, { advice: NAME_THE_KEY, cause })
  }
  const found = KEY_TEXT.exec(text)
  if (found === null) {
    throw new PlimsollError(
      'E_INPUT',
      both(`${path}: this is no Plimsoll key file`, `${path}：这不是 Plimsoll 密钥文件`),
      { advice: NAME_THE_KEY },
    )
  }
  const bytes = Buffer.from(found[1] as string, 'base64')
  return { id: keyIdOf(bytes), path, bytes }
}
