import { readFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { both, PlimsollError } from '../../core/index.ts'
import { wrongUse } from '../failures.ts'

/** Where a key comes from: an environment variable or a file. Never the project file itself. */
export type KeySource = { readonly variable: string } | { readonly file: string }

/** A key that shows itself to nothing but the header it is for. */
export interface SecretKey {
  /** The key itself, for the header alone. */
  readonly reveal: () => string
  /** The text without the key. */
  readonly scrub: (text: string) => string
}

/** What a key may hold in an HTTP header. */
const KEY = /^[\x21-\x7e]{1,8192}$/
/** No key file is longer, in characters. */
const MAX_FILE = 16_384

/** Reads a key; the errors name the place and never the key. */
export async function readSecretKey(
  source: KeySource,
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): Promise<SecretKey> {
  if ('variable' in source) {
    const value = environment[source.variable]?.trim()
    if (value === undefined || value === '')
      throw new PlimsollError(
        'E_UNAVAILABLE',
        both(
          `the environment variable ${source.variable} with the model's key is not set`,
          `存放模型密钥的环境变量 ${source.variable} 未设置`,
        ),
        {
          advice: both(
            `set ${source.variable}, or name a key file`,
            `请设置 ${source.variable}，或指定密钥文件`,
          ),
        },
      )
    return checked(value, source.variable)
  }
  const path = isAbsolute(source.file) ? source.file : join(folder, source.file)
  const text = await readFile(path, 'utf8').catch((cause: { code?: string }) => {
    throw new PlimsollError(
      'E_UNAVAILABLE',
      both(
        `the key file ${source.file} cannot be read (${cause.code ?? 'unknown'})`,
        `无法读取密钥文件 ${source.file}（${cause.code ?? '未知'}）`,
      ),
      { advice: both('make it readable, or name another', '请确保其可读，或指定其他文件') },
    )
  })
  return checked(text.slice(0, MAX_FILE).trim(), source.file)
}

function checked(value: string, place: string): SecretKey {
  if (!KEY.test(value))
    throw wrongUse(
      both(`${place} does not hold a key that fits a header`, `${place} 中的内容不是可用于请求头的密钥`),
      both('a key is one word of plain characters', '密钥应为一串不含空白的 ASCII 字符'),
    )
  return secretKey(value)
}

/** Wraps a key. Keys of fewer than 8 characters are not looked for in texts: they would match by chance. */
export function secretKey(value: string): SecretKey {
  return {
    reveal: () => value,
    scrub: text => (value.length >= 8 && text.includes(value) ? text.replaceAll(value, '[key]') : text),
  }
}
