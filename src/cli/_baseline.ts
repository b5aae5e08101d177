import { createReadStream } from 'node:fs'
import { both, PlimsollError } from '../core/index.ts'

/** A finding's id as it stands in an assessment or in a file of findings. */
const ID = /"id":\s*"([0-9a-f]{32})"/g
/** Longer than any match, so that a match cut by a chunk border is seen whole in the next window. */
const OVERLAP = 64

/**
 * Reads the ids of accepted findings from an earlier `assessment.json` or findings file, of any size.
 * E_INPUT when the file cannot be read or holds no finding id at all.
 */
export async function readBaseline(path: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  let rest = ''
  let looksRight = false
  try {
    for await (const chunk of createReadStream(path, 'utf8')) {
      const window = rest + (chunk as string)
      for (const match of window.matchAll(ID)) ids.add(match[1] ?? '')
      looksRight ||= window.includes('"schemaVersion"')
      rest = window.slice(-OVERLAP)
    }
  } catch (cause) {
    const code = (cause as { code?: string }).code ?? ''
    throw new PlimsollError(
      'E_INPUT',
      both(`the baseline cannot be read (${code})`, `无法读取基线（${code}）`),
      { cause },
    )
  }
  if (ids.size === 0 && !looksRight) {
    throw new PlimsollError('E_INPUT', both('the baseline holds no findings', '基线文件中没有任何发现'), {
      advice: both(
        'give an assessment.json or a file written by --findings',
        '请提供 assessment.json 或由 --findings 写出的文件',
      ),
    })
  }
  return ids
}
