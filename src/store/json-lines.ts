import { createReadStream } from 'node:fs'
import { both, PlimsollError } from '../core/index.ts'

/** Longest line that is read, in characters (CWE-770). */
const MAX_LINE = 1 << 28

/**
 * Streams the objects of a JSONL file that Plimsoll wrote. Splits at line feeds only: texts may hold U+2028, which
 * `node:readline` takes for a line end. Throws E_INPUT with path and line when the file is missing or was altered.
 */
export async function* readJsonLines(path: string): AsyncGenerator<Record<string, unknown>> {
  let rest: string[] = []
  let held = 0
  let line = 0
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 })) {
      const parts = (chunk as string).split('\n')
      for (let i = 0; i + 1 < parts.length; i++) {
        rest.push(parts[i] as string)
        yield parseLine(rest.join(''), path, ++line)
        rest = []
        held = 0
      }
      const last = parts.at(-1) as string
      held += last.length
      if (held > MAX_LINE) throw altered(path, line + 1)
      rest.push(last)
    }
  } catch (cause) {
    if (cause instanceof PlimsollError) throw cause
    const code = (cause as { code?: string }).code
    if (code === undefined) throw cause
    throw new PlimsollError(
      'E_INPUT',
      both(`${path} cannot be read (${code})`, `无法读取 ${path}（${code}）`),
      {
        advice: both('keep the files of a cleaning run together', '请将同一次清洗生成的文件放在一起'),
        cause,
      },
    )
  }
  if (held > 0) throw altered(path, line + 1)
}

function parseLine(text: string, path: string, line: number): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw altered(path, line)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw altered(path, line)
  return value as Record<string, unknown>
}

/** The message of `JSON.parse` would repeat the line. */
const altered = (path: string, line: number): PlimsollError =>
  new PlimsollError(
    'E_INPUT',
    both(
      `${path}:${line}: this line is not what Plimsoll wrote`,
      `${path}:${line}：此行不是 Plimsoll 写入的内容`,
    ),
    { advice: both('restore the file from a backup', '请从备份恢复该文件') },
  )
