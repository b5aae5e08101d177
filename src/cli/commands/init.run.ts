import { relative, resolve } from 'node:path'
import { initProject } from '../../assess/init.ts'
import { both } from '../../core/index.ts'
import type { CliContext } from '../context.ts'
import { guarded } from '../render/failure.ts'
import type { InitFlags } from './init.ts'

/** Writes the project file and says what to type next. */
export const init = guarded(async function (
  this: CliContext,
  flags: InitFlags,
  folder?: string,
): Promise<number> {
  const { path, found } = await initProject({
    folder: resolve(this.cwd, folder ?? '.'),
    force: flags.force ?? false,
  })
  const shown = relative(this.cwd, path) || path
  const text = both(
    `${shown} names ${found} files; look it over, then: plimsoll assess ${shown}`,
    `${shown} 已列出 ${found} 个文件；请检查后运行：plimsoll assess ${shown}`,
  )
  this.process.stderr.write(`${text[this.language]}\n`)
  return 0
})
