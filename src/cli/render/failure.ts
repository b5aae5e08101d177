import { EXIT } from '../../assess/gate.ts'
import { both, describeError, isPlimsollError } from '../../core/index.ts'
import type { CliContext } from '../context.ts'
import { paintFor } from './style.ts'

/** Exit status by what the reader can do about the error. */
const STATUS = {
  E_USAGE: EXIT.unusable,
  E_INPUT: EXIT.unusable,
  E_LIMIT: EXIT.unusable,
  E_OUTPUT: EXIT.unusable,
  E_ABORTED: EXIT.aborted,
  E_UNAVAILABLE: EXIT.notEvaluated,
  E_INTERNAL: EXIT.notEvaluated,
} as const

/** Runs a command, prints what went wrong without repeating data, and sets the exit status. */
export function guarded<Arguments extends unknown[]>(
  command: (this: CliContext, ...given: Arguments) => Promise<number>,
): (this: CliContext, ...given: Arguments) => Promise<void> {
  return async function (this: CliContext, ...given: Arguments) {
    try {
      this.status.code = await command.call(this, ...given)
    } catch (error) {
      this.status.code = reportFailure(this, error)
    }
  }
}

function reportFailure(context: CliContext, error: unknown): number {
  const { stderr } = context.process
  const paint = paintFor(context, stderr)
  const label = both('error', '错误')[context.language]
  stderr.write(`${paint('red', `${label}:`)} ${describeError(error)[context.language]}\n`)
  if (isPlimsollError(error)) {
    if (error.advice) stderr.write(`  ${error.advice[context.language]}\n`)
    return STATUS[error.code]
  }
  // Only frames: the first lines of a stack repeat the message, and messages may repeat data.
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)) : []
  stderr.write(`${frames.slice(0, 6).join('\n')}\n`)
  stderr.write(
    `  ${both('This is a defect of Plimsoll; please report the lines above.', '这是 Plimsoll 的缺陷，请上报以上内容。')[context.language]}\n`,
  )
  return EXIT.notEvaluated
}
