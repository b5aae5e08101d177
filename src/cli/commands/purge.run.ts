import { both } from '../../core/index.ts'
import { purgeStateFolder } from '../../store/state.ts'
import type { CliContext } from '../context.ts'
import { guarded } from '../render/failure.ts'
import type { PurgeFlags } from './purge.ts'

/** Removes the private folder of the project here. */
export const purge = guarded(async function (this: CliContext, flags: PurgeFlags): Promise<number> {
  const removed = await purgeStateFolder(this.cwd, flags.keepKeys ? ['keys'] : [])
  for (const path of removed)
    this.process.stderr.write(`${both('removed', '已删除')[this.language]} ${path}\n`)
  if (removed.length === 0)
    this.process.stderr.write(`${both('nothing to remove', '没有可删除的内容')[this.language]}\n`)
  return 0
})
