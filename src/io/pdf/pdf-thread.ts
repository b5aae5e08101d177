import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type PdfReply, type PdfWorkerData, pdfWorker } from './worker.ts'

const MIB = 1024 * 1024
/** Memory that PDFium may take beside the document itself. */
const WORK_BYTES = 512 * MIB
/** JavaScript memory of the worker: text and its tables. */
const HEAP_MIB = 512
/** A page of ordinary size takes milliseconds. */
const TIMEOUT_MS = 60_000

/**
 * The worker as source text, so that it runs from sources and from the built package alike. Bundlers may wrap functions
 * in a helper that keeps their names.
 */
const WORKER_CODE = `
const __name = each => each
const load = async url => { const found = await import(url); return found.init ? found : found.default }
;(${pdfWorker})(require('node:worker_threads'), load)`

/** Why PDFium gave no answer. */
export type PdfFailure = 'password' | 'damaged' | 'memory' | 'time' | 'crash'

/** PDFium in a thread of its own, so that a hostile document can neither hold up nor bring down the process. */
export class PdfThread {
  readonly #worker: Worker
  #settle: ((reply: PdfReply | PdfFailure) => void) | undefined
  #failure: PdfFailure | undefined

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (reply: PdfReply) => this.#answer(reply))
    worker.on('error', (error: Error & { code?: string }) =>
      this.#fail(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' || error.name === 'RangeError' ? 'memory' : 'crash',
      ),
    )
    worker.on('exit', () => this.#fail('crash'))
  }

  /** Starts PDFium on a document; the answer to its opening comes with it. */
  static async open(
    document: Uint8Array,
  ): Promise<{ readonly thread: PdfThread; readonly reply: PdfReply | PdfFailure }> {
    const require = createRequire(import.meta.url)
    const workerData: PdfWorkerData = {
      module: pathToFileURL(require.resolve('@embedpdf/pdfium')).href,
      wasm: await readFile(require.resolve('@embedpdf/pdfium/pdfium.wasm')),
      document,
      maxBytes: document.length + WORK_BYTES,
    }
    const worker = new Worker(WORKER_CODE, {
      eval: true,
      workerData,
      stdout: true,
      stderr: true,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    })
    const thread = new PdfThread(worker)
    return { thread, reply: await thread.#wait() }
  }

  /** What stands on a page, by its number from 0. */
  page(number: number): Promise<PdfReply | PdfFailure> {
    if (this.#failure) return Promise.resolve(this.#failure)
    this.#worker.postMessage(number)
    return this.#wait()
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #wait(): Promise<PdfReply | PdfFailure> {
    if (this.#failure) return Promise.resolve(this.#failure)
    return new Promise(resolve => {
      const timer = setTimeout(() => this.#fail('time'), TIMEOUT_MS)
      this.#settle = reply => {
        clearTimeout(timer)
        this.#settle = undefined
        resolve(reply)
      }
    })
  }

  #answer(reply: PdfReply): void {
    this.#settle?.(reply)
  }

  #fail(failure: PdfFailure): void {
    this.#failure ??= failure
    this.#settle?.(this.#failure)
  }
}
