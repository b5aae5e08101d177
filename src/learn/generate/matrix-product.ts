import type { HostTensor } from '../tensors/host-tensor.ts'

/** Multiplies its matrix [out, in] with a vector into another. */
export type Matrix = (x: Float32Array, into: Float32Array) => void

/** The product of one matrix with vectors, four rows at a time so that the vector is read once for them. */
export function matrixProduct({ shape, data }: HostTensor): Matrix {
  const [out = 0, width = 0] = shape
  return (x, into) => {
    let row = 0
    for (; row + 4 <= out; row += 4) {
      const a = row * width
      const b = a + width
      const c = b + width
      const d = c + width
      let sumA = 0
      let sumB = 0
      let sumC = 0
      let sumD = 0
      for (let i = 0; i < width; i++) {
        const value = x[i] as number
        sumA += value * (data[a + i] as number)
        sumB += value * (data[b + i] as number)
        sumC += value * (data[c + i] as number)
        sumD += value * (data[d + i] as number)
      }
      into[row] = sumA
      into[row + 1] = sumB
      into[row + 2] = sumC
      into[row + 3] = sumD
    }
    for (; row < out; row++) {
      let sum = 0
      for (let i = 0; i < width; i++) sum += (x[i] as number) * (data[row * width + i] as number)
      into[row] = sum
    }
  }
}
