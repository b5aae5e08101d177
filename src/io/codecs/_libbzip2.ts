import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** The part of the WebAssembly API that is used; Node's types leave it out. */
declare const WebAssembly: {
  instantiate(module: Uint8Array, imports: object): Promise<{ instance: { exports: unknown } }>
}

/** What libbzip2 1.0.8, compiled to WebAssembly by the package `bzip2-wasm`, exports. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  __wasm_call_ctors(): void
  malloc(bytes: number): number
  free(pointer: number): void
  BZ2_bzBuffToBuffCompress(
    to: number,
    toLength: number,
    from: number,
    fromLength: number,
    blockSize100k: number,
    verbosity: number,
    workFactor: number,
  ): number
  BZ2_bzBuffToBuffDecompress(
    to: number,
    toLength: number,
    from: number,
    fromLength: number,
    small: number,
    verbosity: number,
  ): number
}

/** The library's return codes that callers tell apart. */
export const OUTPUT_FULL = -8

/** Whole buffers in and out of libbzip2. */
export interface Libbzip2 {
  /** The compressed stream; at most one block when `bytes` is at most 899,981 long. */
  compress(bytes: Uint8Array): Uint8Array
  /** The content of one stream, or the library's (negative) return code. */
  decompress(stream: Uint8Array, capacity: number): Uint8Array | number
}

let loading: Promise<Libbzip2> | undefined

/** Loads the library once. Calls are synchronous, so one copy serves any number of streams. */
export function loadLibbzip2(): Promise<Libbzip2> {
  loading ??= load()
  return loading
}

async function load(): Promise<Libbzip2> {
  const path = createRequire(import.meta.url).resolve('bzip2-wasm/bzip2-1.0.8/bzip2.wasm')
  const holder: { exports?: Exports } = {}
  const memory = () => (holder.exports as Exports).memory
  const refuse = () => -1
  const { instance } = await WebAssembly.instantiate(await readFile(path), {
    env: {
      exit: (code: number) => {
        throw new Error(`libbzip2 gave up with code ${code}`)
      },
      emscripten_memcpy_big: (to: number, from: number, count: number) =>
        void new Uint8Array(memory().buffer).copyWithin(to, from, from + count),
      emscripten_resize_heap: (wanted: number) => {
        const missing = (wanted >>> 0) - memory().buffer.byteLength
        try {
          memory().grow(Math.ceil(missing / 65_536))
          return 1
        } catch {
          return 0
        }
      },
    },
    wasi_snapshot_preview1: { fd_close: refuse, fd_write: refuse, fd_seek: refuse },
  })
  const library = instance.exports as Exports
  holder.exports = library
  library.__wasm_call_ctors()
  return {
    compress(bytes) {
      const result = run(library, bytes, Math.ceil(bytes.length * 1.01) + 600, (to, toLength, from) =>
        library.BZ2_bzBuffToBuffCompress(to, toLength, from, bytes.length, 9, 0, 30),
      )
      if (typeof result === 'number') throw new Error(`libbzip2 cannot compress (code ${result})`)
      return result
    },
    decompress: (stream, capacity) =>
      run(library, stream, capacity, (to, toLength, from) =>
        library.BZ2_bzBuffToBuffDecompress(to, toLength, from, stream.length, 0, 0),
      ),
  }
}

function run(
  library: Exports,
  input: Uint8Array,
  capacity: number,
  call: (to: number, toLength: number, from: number) => number,
): Uint8Array | number {
  const from = library.malloc(input.length)
  const to = library.malloc(capacity)
  const toLength = library.malloc(4)
  try {
    if (from === 0 || to === 0 || toLength === 0) throw new Error('libbzip2 has no memory left')
    new Uint8Array(library.memory.buffer).set(input, from)
    new DataView(library.memory.buffer).setUint32(toLength, capacity, true)
    const code = call(to, toLength, from)
    if (code !== 0) return code
    const length = new DataView(library.memory.buffer).getUint32(toLength, true)
    return new Uint8Array(library.memory.buffer).slice(to, to + length)
  } finally {
    library.free(from)
    library.free(to)
    library.free(toLength)
  }
}
