import { access, constants } from 'node:fs/promises'
import { both, type Detector, isPlimsollError, type Localized, parseOptions } from '../../core/index.ts'
import { detectors } from '../../detectors/index.ts'
import { topics } from '../../knowledge/index.ts'
import { openEncoder } from '../../models/encoder/open-encoder.ts'
import { stateFolderOf } from '../../store/state.ts'
import type { CliContext } from '../context.ts'
import { guarded } from '../render/failure.ts'
import { paintFor } from '../render/style.ts'
import { renderTable } from '../render/table.ts'
import type { ListFlags } from './list.ts'

interface Check {
  readonly name: string
  readonly ok: boolean
  readonly detail: Localized
}

/** Checks the installation by using it: 0 when all is well, 3 otherwise. */
export const doctor = guarded(async function (this: CliContext, flags: ListFlags): Promise<number> {
  const checks = [
    checkNode(this.node),
    checkEncodings(),
    checkDetectors(),
    checkTopics(),
    await checkEncoder(this.cwd),
    await checkFolder(this.cwd),
  ]
  const { stdout } = this.process
  const paint = paintFor(this, stdout)
  if (flags.json)
    stdout.write(`${JSON.stringify({ plimsoll: this.version, node: this.node, checks }, null, 2)}\n`)
  else {
    const rows = checks.map(({ name, ok, detail }) => [
      ok ? paint('green', '✓') : paint('red', '✗'),
      name,
      detail[this.language],
    ])
    stdout.write(`${renderTable(rows)}\n`)
  }
  return checks.every(each => each.ok) ? 0 : 3
})

function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number)
  const ok = major > 20 || (major === 20 && minor >= 19)
  return {
    name: 'node',
    ok,
    detail: both(`${version}, needed: 20.19 or later`, `${version}，要求 20.19 或更高`),
  }
}

/** Encodings that a Node without full ICU lacks. */
function checkEncodings(): Check {
  const missing = ['gb18030', 'big5', 'shift_jis', 'utf-16le'].filter(label => {
    try {
      return new TextDecoder(label).encoding !== label
    } catch {
      return true
    }
  })
  const all = both(
    'GB18030, Big5, Shift_JIS and UTF-16 can be read',
    '可读取 GB18030、Big5、Shift_JIS 与 UTF-16',
  )
  const lacking = both(
    `this Node cannot read: ${missing.join(', ')}`,
    `此 Node 无法读取：${missing.join('、')}`,
  )
  return { name: 'encodings', ok: missing.length === 0, detail: missing.length === 0 ? all : lacking }
}

/** Every detector must flag and pass its own examples here, not only where it was built. */
function checkDetectors(): Check {
  const broken = detectors.filter(each => !passesOwnExamples(each)).map(each => each.id)
  const fine = both(
    `${detectors.length} detectors pass their own examples`,
    `${detectors.length} 个检测器通过自带用例`,
  )
  const failed = both(
    `failing their own examples: ${broken.join(', ')}`,
    `未通过自带用例：${broken.join('、')}`,
  )
  return { name: 'detectors', ok: broken.length === 0, detail: broken.length === 0 ? fine : failed }
}

function passesOwnExamples(detector: Detector): boolean {
  const options = parseOptions(detector, {})
  const flags = (example: string | readonly [string, string]) => {
    const input = typeof example === 'string' ? { text: example } : { text: example[0], field: example[1] }
    return [...detector.detect(input, options)].length > 0
  }
  const { examples } = detector
  return examples.flags.every(flags) && !examples.passes.some(flags)
}

function checkTopics(): Check {
  const count = topics().length
  return { name: 'knowledge', ok: count > 0, detail: both(`${count} topics`, `${count} 个主题`) }
}

/** Opens the shared encoder and says what runs it. Without its weights, what needs it is not evaluated. */
async function checkEncoder(folder: string): Promise<Check> {
  try {
    const { encoder, withoutOnnxRuntime: why } = await openEncoder({ folder })
    await encoder.embed(['plimsoll'])
    const size = both(`${encoder.dimension} dimensions`, `${encoder.dimension} 维`)
    const slower = why && both(`; ${why.en}: about half as fast`, `；${why['zh-CN']}：速度约为一半`)
    return {
      name: 'encoder',
      ok: true,
      detail: both(
        `${size.en}, run by ${encoder.runtime}${slower?.en ?? ''}`,
        `${size['zh-CN']}，由 ${encoder.runtime} 运行${slower?.['zh-CN'] ?? ''}`,
      ),
    }
  } catch (error) {
    if (!isPlimsollError(error)) throw error
    const without = both(
      `${error.text.en}: what needs it is not evaluated`,
      `${error.text['zh-CN']}：需要它的项目不会被评估`,
    )
    return { name: 'encoder', ok: error.code === 'E_UNAVAILABLE', detail: without }
  }
}

async function checkFolder(cwd: string): Promise<Check> {
  const writable = await access(cwd, constants.W_OK)
    .then(() => true)
    .catch(() => false)
  const { path } = stateFolderOf(cwd)
  const yes = both(`state goes into ${path}`, `状态保存在 ${path}`)
  const no = both(
    'this folder is read-only: results are not cached and nothing can be cleaned here',
    '此文件夹只读：结果不会缓存，也无法在此清理',
  )
  return { name: 'folder', ok: writable, detail: writable ? yes : no }
}
