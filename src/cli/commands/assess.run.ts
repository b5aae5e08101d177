import { resolve } from 'node:path'
import { planAssessment } from '../../assess/index.ts'
import type { CliContext } from '../context.ts'
import type { LookFlags } from '../flags.ts'
import { look, openOptionsOf, policyOf } from '../look.ts'
import { guarded } from '../render/failure.ts'

/** Assesses a project and writes its reports, into `report/` unless a folder is named. */
export const assessTarget = guarded(async function (
  this: CliContext,
  flags: LookFlags,
  target?: string,
): Promise<number> {
  const policy = flags.policy === undefined ? undefined : await policyOf(this, flags.policy, [])
  const plan = await planAssessment(target ?? '.', {
    cwd: this.cwd,
    open: openOptionsOf(flags),
    ...(flags.benchmark && { benchmarks: flags.benchmark }),
    ...(policy && { policy }),
  })
  return look(this, plan, flags, resolve(this.cwd, flags.out ?? 'report'))
})
