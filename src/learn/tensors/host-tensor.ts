/** A dense float32 tensor in ordinary memory, row-major; a scalar has an empty shape. */
export interface HostTensor {
  readonly shape: readonly number[]
  readonly data: Float32Array<ArrayBuffer>
}

/** Tensors by their names in the Hugging Face layout. */
export type Weights = ReadonlyMap<string, HostTensor>

/** How many elements a shape holds. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, each) => product * each, 1)
