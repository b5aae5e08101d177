import { TEXT_SCREEN_WASM } from './_text-screen.generated.ts'
import { BASE64_VALUES } from './base64-glimpse.ts'
import { NOTHING_SCREENED, SCREEN_KINDS, SCREEN_LISTS, type Screened } from './screen-tables.ts'
import { referenceScreen } from './text-screen.reference.ts'

/** The addresses that `text-screen.as` uses. */
const CLASS_OF = 0x1000
const KIND_OF = 0x11000
const COUNTS = 0x11200
const VALUES = 0x11280
const INPUT = 0x20080
const LISTS = 0x240000
const LIST_SIZE = 0x24000
/** Longest text that fits, in UTF-16 units. */
const LONGEST = 0x80000
/** What the kernel calls each kind beyond ASCII; anything else is 0x80. */
const BEYOND: ReadonlyMap<number, number> = new Map([
  [SCREEN_KINDS.hanDigit, 0x81],
  [SCREEN_KINDS.invisible, 0x82],
  [SCREEN_KINDS.compatible, 0x83],
  [SCREEN_KINDS.foreign, 0x84],
])
/** Stands for a lone surrogate, too, which only the plain screen tells. */
const REPLACEMENT = 0xfffd

/** The part of the WebAssembly interface that is used: https://www.w3.org/TR/wasm-js-api-2/ */
interface Runtime {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly shade: (length: number) => number
  readonly screen: (length: number, isAscii: number) => number
}

/**
 * Makes the function that looks once at a text for places that may be encoded or disguised: with the kernel where there
 * is WebAssembly, and plainly for texts of more than 512 Ki units or with lone surrogates; the result is the same.
 * @param kinds one of `SCREEN_KINDS` for each UTF-16 unit, or 0
 */
export function textScreen(kinds: Uint8Array): (text: string) => Screened {
  const plain = referenceScreen(kinds)
  const kernel = instantiate()
  return kernel === undefined ? plain : kernelScreen(kernel, kinds, plain)
}

function instantiate(): Kernel | undefined {
  const { WebAssembly: runtime } = globalThis as unknown as { readonly WebAssembly?: Runtime }
  if (runtime === undefined) return undefined
  try {
    const bytes = Uint8Array.from(atob(TEXT_SCREEN_WASM), each => each.charCodeAt(0))
    return new runtime.Instance(new runtime.Module(bytes)).exports as Kernel
  } catch {
    // No SIMD, or code generation is forbidden: the plain screen gives the same.
    return undefined
  }
}

function kernelScreen(
  kernel: Kernel,
  kinds: Uint8Array,
  plain: (text: string) => Screened,
): (text: string) => Screened {
  const { buffer } = kernel.memory
  const memory = new Uint8Array(buffer)
  for (let code = 0x80; code < 0x10000; code++)
    memory[CLASS_OF + code] = BEYOND.get(kinds[code] as number) ?? 0x80
  memory[CLASS_OF + REPLACEMENT] = 0x85
  memory.set(kinds.subarray(0, 128), KIND_OF)
  memory.set(BASE64_VALUES, VALUES)
  const input = new Uint8Array(buffer, INPUT, LONGEST * 3)
  const words = new Int32Array(buffer)
  const encoder = new TextEncoder()
  return text => {
    const { length } = text
    if (length > LONGEST) return plain(text)
    const { written } = encoder.encodeInto(text, input)
    const isAscii = written === length
    if (!isAscii && kernel.shade(written) < 0) return plain(text)
    const seen = kernel.screen(length, isAscii ? 1 : 0)
    if (seen === 0) return NOTHING_SCREENED
    const found = { ...NOTHING_SCREENED, signs: seen & 0xff }
    for (let list = 0; list < SCREEN_LISTS.length; list++) {
      if ((seen & (256 << list)) === 0) continue
      const start = (LISTS + list * LIST_SIZE) >> 2
      const count = words[(COUNTS >> 2) + list] as number
      found[SCREEN_LISTS[list] as (typeof SCREEN_LISTS)[number]] = Array.from(
        words.subarray(start, start + count),
      )
    }
    return found
  }
}
