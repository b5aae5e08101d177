import type { CommandContext } from '@stricli/core'
import type { Language } from '../core/index.ts'

/** A stream the command line writes to. */
export interface Output {
  write(text: string): boolean
  readonly isTTY?: boolean
  readonly columns?: number
  once(event: 'drain', listener: () => void): unknown
}

/** Everything a command may know of its process: handed in by `main.ts`, so that tests can hand in their own. */
export interface CliContext extends CommandContext {
  readonly process: {
    readonly stdout: Output
    readonly stderr: Output
    readonly env: Readonly<Record<string, string | undefined>>
    exitCode?: number | string | null
  }
  readonly language: Language
  readonly cwd: string
  readonly version: string
  /** The command line as typed, quoted for a shell. */
  readonly command: string
  readonly host: string
  readonly node: string
  readonly processId: number
  /** How many threads can run at once. */
  readonly processors: number
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly peakBytes: () => number
  readonly isRunning: (processId: number) => boolean
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal
  /** The exit status that the command decided on. */
  readonly status: { code: number | undefined }
}
