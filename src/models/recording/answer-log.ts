import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import {
  both,
  type Capability,
  type EmbedOutcome,
  type GenerateOutcome,
  type Localized,
  PlimsollError,
  type ScoreOutcome,
} from '../../core/index.ts'
import { asList, asObject, asText, type JsonObject, parseJson } from '../json-value.ts'
import type { Method } from './request-key.ts'

/** Any outcome that a log keeps. */
export type KeptOutcome = GenerateOutcome | ScoreOutcome | EmbedOutcome

/** The model that a log's answers are of. */
export interface LoggedModel {
  readonly id: string
  readonly name: string
  readonly capabilities: readonly Capability[]
}

/** How to open a log. */
export interface AnswerLogOptions {
  /** Written as the first line of a new log. */
  readonly model?: LoggedModel
  /** Whether requests are written beside their answers, for people to read. */
  readonly keepRequests?: boolean
  /** Opens what is there for reading alone. */
  readonly readOnly?: boolean
}

const FORMAT = 'plimsoll-answers-1'
/** Longest line, in bytes (CWE-770). */
const MAX_LINE = 256 * 1024 * 1024
const SUM = /,"sum":"([\da-f]{16})"\}$/

interface Place {
  readonly offset: number
  readonly length: number
  readonly isFailure: boolean
}

interface Waiting {
  readonly line: Buffer
  readonly key?: string
  readonly isFailure: boolean
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Answers on disk, found by the key of their request. Lines are only ever appended, and flushed to the disk before
 * `append` resolves: an answer that was used survives kill -9 and a loss of power. A line carries a checksum; one that a
 * kill left half-written is passed over. Several processes may append to one log.
 */
export class AnswerLog {
  readonly path: string
  /** Calls that were begun in earlier runs and have no outcome: they may have been paid. */
  readonly unfinished: number
  /** The model that the first line names. */
  readonly model: LoggedModel | undefined
  /** Lines that were passed over because they are damaged. */
  readonly damaged: number
  readonly #file: FileHandle
  readonly #places: Map<string, Place>
  readonly #keepRequests: boolean
  #size: number
  #waiting: Waiting[] = []
  #isWriting = false

  private constructor(path: string, file: FileHandle, scan: Scan, options: AnswerLogOptions) {
    this.path = path
    this.#file = file
    this.#places = scan.places
    this.#size = scan.size
    this.#keepRequests = options.keepRequests ?? false
    this.unfinished = [...scan.begun].filter(key => !scan.places.has(key)).length
    this.model = scan.model
    this.damaged = scan.damaged
  }

  /** Opens a log, or makes it with mode 0600; throws E_INPUT or E_OUTPUT. */
  static async open(path: string, options: AnswerLogOptions = {}): Promise<AnswerLog> {
    const { readOnly = false } = options
    try {
      if (!readOnly) await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const file = await open(path, readOnly ? 'r' : 'a+', 0o600)
      if (!(await file.stat()).isFile()) {
        await file.close()
        throw Object.assign(new Error('not a file'), { code: 'not a regular file' })
      }
      const scan = await scanLog(file)
      const log = new AnswerLog(path, file, scan, options)
      if (!readOnly && !scan.endsWhole) await log.#enqueue(Buffer.from('\n'))
      if (!readOnly && scan.model === undefined && options.model !== undefined)
        await log.#enqueue(toLine({ kind: 'header', format: FORMAT, model: options.model }))
      return log
    } catch (cause) {
      if (cause instanceof PlimsollError) throw cause
      const code = (cause as { code?: string }).code ?? 'unknown'
      throw new PlimsollError(
        readOnly ? 'E_INPUT' : 'E_OUTPUT',
        both(`${path}: the recording cannot be opened (${code})`, `${path}：无法打开录制文件（${code}）`),
        { advice: both('check the path and its permissions', '请检查路径及其权限'), cause },
      )
    }
  }

  /** How many calls have an outcome. */
  get size(): number {
    return this.#places.size
  }

  /** Whether a call has an outcome other than a failure. */
  has(key: string): boolean {
    return this.#places.get(key)?.isFailure === false
  }

  /** The outcome of a call; a failure only when asked for. */
  async find(key: string, withFailures = false): Promise<KeptOutcome | undefined> {
    const place = this.#places.get(key)
    if (place === undefined || (place.isFailure && !withFailures)) return undefined
    const buffer = Buffer.alloc(place.length)
    await this.#file.read(buffer, 0, place.length, place.offset)
    const outcome = asObject(asObject(parseJson(buffer.toString('utf8')))?.['outcome'])
    if (outcome === undefined) throw changed(this.path)
    return outcome as unknown as KeptOutcome
  }

  /** Notes that a call is about to be sent. */
  async begin(key: string): Promise<void> {
    await this.#enqueue(toLine({ kind: 'begun', key }))
  }

  /** Keeps an outcome; resolves when it is on the disk. */
  async append(key: string, method: Method, request: unknown, outcome: KeptOutcome): Promise<void> {
    const entry = { kind: method, key, ...(this.#keepRequests ? { request } : {}), outcome }
    await this.#enqueue(toLine(entry), key, outcome.status === 'error')
  }

  /** Waits for what is being written and closes the file. */
  async close(): Promise<void> {
    while (this.#isWriting) await new Promise(resolve => setImmediate(resolve))
    await this.#file.close()
  }

  #enqueue(line: Buffer, key?: string, isFailure = false): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line, ...(key === undefined ? {} : { key }), isFailure, resolve, reject })
      if (!this.#isWriting) void this.#write()
    })
  }

  /** Lines that come while others are being flushed share the next flush. */
  async #write(): Promise<void> {
    this.#isWriting = true
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      try {
        // Where the lines came to stand is only known for sure when no other process appends.
        const before = (await this.#file.stat()).size
        const text = Buffer.concat(batch.map(each => each.line))
        await this.#file.appendFile(text)
        await this.#file.datasync()
        const after = (await this.#file.stat()).size
        this.#size = after
        let offset = before
        for (const { line, key, isFailure } of batch) {
          const isAlone = after - before === text.length
          if (key !== undefined && isAlone && !(isFailure && this.has(key)))
            this.#places.set(key, { offset, length: line.length - 1, isFailure })
          offset += line.length
        }
        for (const each of batch) each.resolve()
      } catch (cause) {
        const error = notWritten(this.path, cause)
        for (const each of batch) each.reject(error)
      }
    }
    this.#isWriting = false
  }
}

function toLine(entry: JsonObject): Buffer {
  const body = JSON.stringify(entry)
  return Buffer.from(`${body.slice(0, -1)},"sum":"${checksum(body)}"}\n`)
}

const checksum = (body: string) => createHash('sha256').update(body).digest('hex').slice(0, 16)

interface Scan {
  readonly places: Map<string, Place>
  readonly begun: Set<string>
  size: number
  damaged: number
  endsWhole: boolean
  model: LoggedModel | undefined
}

async function scanLog(file: FileHandle): Promise<Scan> {
  const scan: Scan = {
    places: new Map(),
    begun: new Set(),
    size: 0,
    damaged: 0,
    endsWhole: true,
    model: undefined,
  }
  let held: Buffer[] = []
  let heldSize = 0
  let start = 0
  for await (const chunk of file.createReadStream({ autoClose: false, start: 0, highWaterMark: 1 << 18 })) {
    const bytes = chunk as Buffer
    let from = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      held.push(bytes.subarray(from, end))
      readLine(Buffer.concat(held).toString('utf8'), start, heldSize + end - from, scan)
      held = []
      heldSize = 0
      start = scan.size + end + 1
      from = end + 1
    }
    if (from < bytes.length) {
      held.push(bytes.subarray(from))
      heldSize += bytes.length - from
      if (heldSize > MAX_LINE)
        throw new PlimsollError(
          'E_LIMIT',
          both('a line of the recording is too long', '录制文件中有一行过长'),
        )
    }
    scan.size += bytes.length
  }
  scan.endsWhole = heldSize === 0
  if (heldSize > 0) scan.damaged++
  return scan
}

function readLine(line: string, offset: number, length: number, scan: Scan): void {
  if (line === '') return
  const sum = SUM.exec(line.slice(-32))?.[1]
  const entry = sum === undefined ? undefined : asObject(parseJson(line))
  const body = `${line.slice(0, -',"sum":"0123456789abcdef"}'.length)}}`
  if (entry === undefined || checksum(body) !== sum) {
    scan.damaged++
    return
  }
  const key = asText(entry['key'])
  if (entry['kind'] === 'header') scan.model ??= readModel(entry['model'])
  else if (key === undefined) scan.damaged++
  else if (entry['kind'] === 'begun') scan.begun.add(key)
  else {
    const isFailure = asObject(entry['outcome'])?.['status'] === 'error'
    const known = scan.places.get(key)
    if (known === undefined || known.isFailure) scan.places.set(key, { offset, length, isFailure })
  }
}

function readModel(value: unknown): LoggedModel | undefined {
  const model = asObject(value)
  const id = asText(model?.['id'])
  if (id === undefined) return undefined
  const capabilities = asList(model?.['capabilities']) as readonly Capability[]
  return { id, name: asText(model?.['name']) ?? id, capabilities }
}

const problem = (code: 'E_INPUT' | 'E_OUTPUT', text: Localized, advice: Localized, cause?: unknown) =>
  new PlimsollError(code, text, { advice, ...(cause === undefined ? {} : { cause }) })

const changed = (path: string) =>
  problem(
    'E_INPUT',
    both(`${path}: the recording was changed while in use`, `${path}：录制文件在使用期间被修改`),
    both('start again', '请重新开始'),
  )

const notWritten = (path: string, cause: unknown) =>
  problem(
    'E_OUTPUT',
    both(
      `${path}: an answer cannot be kept (${(cause as { code?: string }).code ?? 'unknown'})`,
      `${path}：无法保存回答（${(cause as { code?: string }).code ?? '未知'}）`,
    ),
    both('free some space and resume; earlier answers are kept', '请释放磁盘空间后继续，先前的回答均已保留'),
    cause,
  )
