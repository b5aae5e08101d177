import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const main = process.env['PLIMSOLL_MAIN'] ?? join(root, 'dist/cli/main.js')

export interface CliResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  readonly cwd: string
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  /** Called with the child once it has started. */
  readonly started?: (child: ReturnType<typeof spawn>) => void
}

/** Runs the built command line as a user would. */
export function plimsoll(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: options.cwd,
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...options.env },
  })
  const chunks = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', text => {
    chunks.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    chunks.stderr += text
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  options.started?.(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, ...chunks }))
  })
}

/** A folder of its own for one test; it goes away afterwards. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Every file below a folder as text, by relative path. */
export function readTree(folder: string): Map<string, string> {
  const files = new Map<string, string>()
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const full = join(folder, path)
    if (statSync(full).isFile()) files.set(path, readFileSync(full, 'latin1'))
  }
  return files
}

/** The hash of every file below a folder, by relative path. */
export function hashTree(folder: string): Map<string, string> {
  const hash = (text: string) => createHash('sha256').update(text, 'latin1').digest('hex')
  return new Map([...readTree(folder)].map(([path, text]) => [path, hash(text)]))
}
