/** The part of the WebAssembly interface that is used: https://www.w3.org/TR/wasm-js-api-2/ */
interface Runtime {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

/** What a kernel exports, or undefined where there is no WebAssembly with SIMD or it is forbidden. */
export function instantiate<Exports>(base64: string): Exports | undefined {
  const { WebAssembly: runtime } = globalThis as unknown as { readonly WebAssembly?: Runtime }
  if (runtime === undefined) return undefined
  try {
    const bytes = Uint8Array.from(atob(base64), each => each.charCodeAt(0))
    return new runtime.Instance(new runtime.Module(bytes)).exports as Exports
  } catch {
    return undefined
  }
}
