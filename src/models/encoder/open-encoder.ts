import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { both, describeError, type Encoder, type Localized, PlimsollError } from '../../core/index.ts'
import { createEncoder, type EncoderTrunk } from '../../learn/encoder/create-encoder.ts'
import { type EncoderWeights, readEncoderFile } from '../../learn/encoder/encoder-file.ts'
import { onnxTrunk } from './_onnx-trunk.ts'
import { findOnnxRuntime } from './_onnxruntime.ts'

/** The file that comes with Plimsoll. */
const SHIPPED = fileURLToPath(new URL('../../../assets/encoder/encoder.safetensors', import.meta.url))

export interface OpenEncoderOptions {
  /** The project's folder, where onnxruntime-node is looked for first. */
  readonly folder: string
  /** The safetensors file; the encoder that comes with Plimsoll when absent. */
  readonly file?: string
  /** What shall do the arithmetic; `auto` takes onnxruntime where it is installed and works, else our own kernel. */
  readonly runtime?: 'auto' | 'onnxruntime' | 'wasm'
}

/** An open encoder, and why onnxruntime does not run it, where it does not. */
export interface OpenedEncoder {
  readonly encoder: Encoder
  readonly withoutOnnxRuntime?: Localized
}

/** Opens the shared encoder; throws E_UNAVAILABLE without its file or the runtime asked for, E_INPUT for a damaged file. */
export async function openEncoder(options: OpenEncoderOptions): Promise<OpenedEncoder> {
  const bytes = await readWeights(options.file ?? SHIPPED)
  const digest = () => createHash('sha256').update(bytes).digest('hex')
  const file = readEncoderFile(bytes)
  if (options.runtime === 'wasm') return { encoder: createEncoder({ file, digest }) }
  const found = await tryOnnxRuntime(options.folder, file.weights)
  if ('trunk' in found) return { encoder: createEncoder({ file, digest, trunk: found.trunk }) }
  const { reason } = found
  if (options.runtime === 'onnxruntime') {
    throw new PlimsollError('E_UNAVAILABLE', reason, {
      advice: both(
        'install it in the project: npm install onnxruntime-node, or leave the runtime at auto',
        '请在项目中安装：npm install onnxruntime-node，或将运行时设为 auto',
      ),
    })
  }
  return { encoder: createEncoder({ file, digest }), withoutOnnxRuntime: reason }
}

async function readWeights(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new PlimsollError(
      'E_UNAVAILABLE',
      both('the weights of the shared encoder cannot be read', '无法读取共享编码器的权重'),
      {
        advice: both(
          'they come with Plimsoll in assets/encoder: install it again, or name another file',
          '权重随 Plimsoll 提供（assets/encoder）：请重新安装，或指定其他文件',
        ),
        cause,
      },
    )
  }
}

async function tryOnnxRuntime(
  folder: string,
  weights: EncoderWeights,
): Promise<{ readonly trunk: EncoderTrunk } | { readonly reason: Localized }> {
  const found = findOnnxRuntime(folder)
  if ('reason' in found) return found
  try {
    return { trunk: await onnxTrunk(found.runtime, found.version, weights) }
  } catch (error) {
    const why = describeError(error)
    return {
      reason: both(
        `onnxruntime-node does not run the encoder: ${why.en}`,
        `onnxruntime-node 无法运行编码器：${why['zh-CN']}`,
      ),
    }
  }
}
