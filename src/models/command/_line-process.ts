import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { both } from '../../core/index.ts'
import { CallFailed, failure } from '../failures.ts'
import { asObject, type JsonObject, parseJson } from '../json-value.ts'

/** How much of the end of the error output is kept, in characters. */
const KEPT_ERRORS = 64 * 1024

/** How to run a command. */
export interface LineProcessOptions {
  /** The program and its arguments; no shell reads them. */
  readonly command: readonly [program: string, ...rest: string[]]
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** For one call, in milliseconds. */
  readonly timeoutMs: number
  /** Longest line of an answer, in bytes (CWE-770). */
  readonly maxBytes: number
  /** How many times a command that ended is started anew. */
  readonly restarts: number
}

interface Pending {
  readonly resolve: (answer: JsonObject) => void
  readonly reject: (error: CallFailed) => void
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>

/** A command that answers JSON lines on its output to JSON lines on its input, matched by `id`. */
export class LineProcess {
  readonly #options: LineProcessOptions
  readonly #pending = new Map<number, Pending>()
  #child: Child | undefined
  #next = 1
  #starts = 0
  #errors = ''
  #isClosed = false

  constructor(options: LineProcessOptions) {
    this.#options = options
  }

  /** The end of what the command wrote to its error output; may hold anything, so it is shown only on request. */
  get errorOutput(): string {
    return this.#errors
  }

  /** Sends a call and waits for its answer; throws CallFailed. */
  async call(body: JsonObject, signal: AbortSignal | undefined): Promise<JsonObject> {
    const child = this.#running()
    const id = this.#next++
    return new Promise<JsonObject>((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
        this.#pending.delete(id)
      }
      const pending: Pending = {
        resolve: answer => {
          settle()
          resolve(answer)
        },
        reject: error => {
          settle()
          reject(error)
        },
      }
      const onAbort = () => pending.reject(stopped('the call was stopped', '调用已停止'))
      const seconds = this.#options.timeoutMs / 1000
      const timer = setTimeout(() => {
        pending.reject(
          new CallFailed(
            failure(
              'timeout',
              both(`the command gave no answer within ${seconds} s`, `命令在 ${seconds} 秒内没有回答`),
            ),
          ),
        )
        this.#end(child) // What it may still write would be late for this call and could block the next.
      }, this.#options.timeoutMs)
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#pending.set(id, pending)
      child.stdin.write(`${JSON.stringify({ id, ...body })}\n`)
    })
  }

  /** Ends the command and every call under way. */
  close(): void {
    this.#isClosed = true
    if (this.#child !== undefined) this.#end(this.#child)
  }

  #running(): Child {
    if (this.#isClosed) throw stopped('the model is closed', '模型已关闭')
    if (this.#child !== undefined) return this.#child
    if (this.#starts > this.#options.restarts)
      throw new CallFailed(
        failure(
          'stopped',
          both(
            `the command ended ${this.#starts} times and is not started again`,
            `命令已结束 ${this.#starts} 次，不再启动`,
          ),
          { retryable: false },
        ),
      )
    this.#starts++
    const [program, ...rest] = this.#options.command
    const { folder, environment } = this.#options
    const child = spawn(program, rest, { cwd: folder, env: environment, stdio: ['pipe', 'pipe', 'pipe'] })
    this.#child = child
    child.stdin.on('error', () => {}) // A broken pipe shows as the end of the process.
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-KEPT_ERRORS)
    })
    child.on('error', error => this.#ended(child, (error as { code?: string }).code ?? 'unknown'))
    child.on('close', (code, signal) => this.#ended(child, signal ?? `exit code ${code}`))
    this.#readLines(child)
    return child
  }

  #readLines(child: Child): void {
    let held: string[] = []
    let size = 0
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = chunk.split('\n')
      for (const [index, part] of lines.entries()) {
        held.push(part)
        size += part.length
        if (size > this.#options.maxBytes) {
          this.#failAll(
            child,
            failure('too-large', both('a line of the command is too long', '命令输出的一行过长')),
          )
          this.#end(child)
          return
        }
        if (index === lines.length - 1) continue
        this.#answer(child, held.join(''))
        held = []
        size = 0
      }
    })
  }

  #answer(child: Child, line: string): void {
    if (line.trim() === '' || child !== this.#child) return
    const answer = asObject(parseJson(line))
    const id = answer?.['id']
    if (answer === undefined || typeof id !== 'number') {
      const reason = both(
        'the command wrote a line that is not a JSON object with the id of a call',
        '命令输出了一行内容，但不是带有调用 id 的 JSON 对象',
      )
      this.#failAll(child, failure('malformed-response', reason))
      this.#end(child)
      return
    }
    this.#pending.get(id)?.resolve(answer)
  }

  #ended(child: Child, how: string): void {
    if (child !== this.#child) return
    this.#failAll(child, failure('stopped', both(`the command ended (${how})`, `命令已结束（${how}）`)))
    this.#child = undefined
  }

  #failAll(child: Child, why: ReturnType<typeof failure>): void {
    if (child !== this.#child) return
    for (const pending of [...this.#pending.values()]) pending.reject(new CallFailed(why))
  }

  #end(child: Child): void {
    if (child === this.#child) {
      this.#failAll(child, failure('stopped', both('the command was ended', '命令已被终止')))
      this.#child = undefined
    }
    child.kill('SIGKILL')
  }
}

const stopped = (en: string, zh: string) =>
  new CallFailed(failure('stopped', both(en, zh), { retryable: false }))
