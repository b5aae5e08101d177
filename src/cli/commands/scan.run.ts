import { resolve } from 'node:path'
import { planPaths } from '../../assess/index.ts'
import type { CliContext } from '../context.ts'
import type { LookFlags } from '../flags.ts'
import { look, openOptionsOf, policyOf } from '../look.ts'
import { guarded } from '../render/failure.ts'

/** Looks at the paths named; writes reports only when a folder is named. */
export const scan = guarded(async function (
  this: CliContext,
  flags: LookFlags,
  ...paths: string[]
): Promise<number> {
  const policy = await policyOf(this, flags.policy, paths)
  const plan = await planPaths(paths, {
    cwd: this.cwd,
    open: openOptionsOf(flags),
    ...(flags.benchmark && { benchmarks: flags.benchmark }),
    ...(policy && { policy }),
  })
  return look(this, plan, flags, flags.out === undefined ? undefined : resolve(this.cwd, flags.out))
})
