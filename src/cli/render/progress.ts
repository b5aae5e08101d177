import { both, type Localized } from '../../core/index.ts'
import { formatBytes, formatSeconds } from '../../report/quantities.ts'
import type { CliContext } from '../context.ts'
import { shorten } from './table.ts'

/** Where a long step stands. */
export interface Step {
  readonly label: string
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly items: number
  readonly findings?: number
}

export interface Progress {
  update(step: Step): void
  /** Removes the bar. */
  done(): void
}

const REDRAW_MS = 100
const LINE_MS = 10_000

/** A bar with rate and time left on a terminal; a plain line now and then otherwise. */
export function startProgress(context: CliContext): Progress {
  const { stderr } = context.process
  const terminal = stderr.isTTY === true
  const started = context.now()
  let last = started
  return {
    update(step) {
      const time = context.now()
      if (time - last < (terminal ? REDRAW_MS : LINE_MS)) return
      last = time
      const line = describeStep(step, (time - started) / 1000, context)
      stderr.write(terminal ? `\r\u001b[2K${shorten(line, (stderr.columns ?? 80) - 1)}` : `${line}\n`)
    },
    done() {
      if (terminal) stderr.write('\r\u001b[2K')
    },
  }
}

const BAR = 24

function describeStep(step: Step, seconds: number, { language }: CliContext): string {
  const share = step.bytesTotal > 0 ? Math.min(1, step.bytesDone / step.bytesTotal) : 0
  const filled = Math.round(share * BAR)
  const bar = `${'━'.repeat(filled)}${'─'.repeat(BAR - filled)}`
  const rate = seconds > 0 ? step.bytesDone / seconds : 0
  const left = rate > 0 ? Math.max(0, (step.bytesTotal - step.bytesDone) / rate) : undefined
  const rows: Localized = both(
    `${step.items.toLocaleString('en')} samples`,
    `${step.items.toLocaleString('en')} 条样本`,
  )
  const ends: Localized =
    left === undefined ? both('', '') : both(`${formatSeconds(left)} left`, `剩余 ${formatSeconds(left)}`)
  const found =
    step.findings === undefined
      ? ''
      : both(
          `${step.findings.toLocaleString('en')} findings`,
          `${step.findings.toLocaleString('en')} 个发现`,
        )[language]
  const parts = [
    `${Math.floor(share * 100)} %`,
    `${formatBytes(rate)}/s`,
    ends[language],
    rows[language],
    found,
    step.label,
  ]
  return `${bar} ${parts.filter(Boolean).join(' · ')}`
}
