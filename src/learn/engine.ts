import { defaultDevice, init, type Array as JaxArray } from '@jax-js/jax'
import { PlimsollError } from '../core/errors.ts'
import { both } from '../core/locale.ts'

/**
 * A tensor of the numeric engine. Its memory is counted: passing one to a function gives it away; `.ref` keeps it.
 * Source: https://github.com/ekzhang/jax-js#reference-counting
 */
export type Tensor = JaxArray

/** Tensors of the engine by name. */
export type TensorTree = { [name: string]: Tensor }

let started: Promise<void> | undefined

/** Starts the numeric engine on WebAssembly; needed once before training or any function that takes a `Tensor`. */
export function startEngine(): Promise<void> {
  started ??= init('wasm').then(devices => {
    if (!devices.includes('wasm'))
      throw new PlimsollError(
        'E_UNAVAILABLE',
        both('WebAssembly does not start here', '此处无法启动 WebAssembly'),
        {
          advice: both(
            'use Node 20.19 or newer, or a current browser',
            '请使用 Node 20.19 或更新版本，或较新的浏览器',
          ),
        },
      )
    defaultDevice('wasm')
  })
  return started
}
