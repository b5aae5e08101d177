import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { both, describeError, type Localized } from '../../core/index.ts'

/** The part of onnxruntime-node that is used. Source: https://onnxruntime.ai/docs/api/js/ */
export interface OnnxRuntime {
  readonly InferenceSession: {
    readonly create: (
      model: Uint8Array,
      options: {
        readonly executionProviders: readonly string[]
        readonly intraOpNumThreads: number
        readonly interOpNumThreads: number
        readonly executionMode: 'sequential'
        readonly logSeverityLevel: number
      },
    ) => Promise<OnnxSession>
  }
  readonly Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => object
  readonly env?: { readonly versions?: { readonly node?: string; readonly common?: string } }
}

export interface OnnxSession {
  readonly run: (
    feeds: Readonly<Record<string, object>>,
  ) => Promise<Readonly<Record<string, { readonly data: Float32Array | Int32Array }>>>
  readonly release: () => Promise<void>
}

/** Either the library, or why there is none. */
export type FoundRuntime =
  | { readonly runtime: OnnxRuntime; readonly version: string }
  | { readonly reason: Localized }

/** Looks for the optional library in the project's folder, then beside Plimsoll. */
export function findOnnxRuntime(folder: string): FoundRuntime {
  let failure: unknown
  for (const base of [pathToFileURL(join(folder, 'package.json')).href, import.meta.url]) {
    const require = createRequire(base)
    let entry: string
    try {
      entry = require.resolve('onnxruntime-node')
    } catch {
      continue
    }
    try {
      const runtime = require(entry) as OnnxRuntime
      const { versions } = runtime.env ?? {}
      return { runtime, version: versions?.node ?? versions?.common ?? '?' }
    } catch (error) {
      failure ??= error
    }
  }
  if (failure === undefined)
    return { reason: both('onnxruntime-node is not installed', '未安装 onnxruntime-node') }
  const why = describeError(failure)
  return {
    reason: both(
      `onnxruntime-node does not load here: ${why.en}`,
      `onnxruntime-node 在此无法加载：${why['zh-CN']}`,
    ),
  }
}
