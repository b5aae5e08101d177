import { ReadableStream } from 'node:stream/web'
import xzDecompress from 'xz-decompress'
import { both } from '../../core/index.ts'
import { BrokenCompression, type Codec, endsEarly, isDamaged } from './codec.ts'
import { writeXz } from './lzma/xz-writer.ts'

const { XzReadableStream } = xzDecompress

/** Streams of one reader may be open at once: the package's lock would make the second wait for ever. */
Object.assign(XzReadableStream, { _contextMutex: { acquire: async () => {}, release: () => {} } })

/** Return codes of xz-embedded, the library in the package. */
const REASONS: Readonly<Record<number, BrokenCompression>> = {
  3: new BrokenCompression('unsupported', both('the xz data needs too much memory', 'xz 数据需要过多内存')),
  4: new BrokenCompression(
    'unsupported',
    both('the xz data needs a dictionary of more than 64 MiB', 'xz 数据需要大于 64 MiB 的字典'),
  ),
  6: new BrokenCompression(
    'unsupported',
    both('the xz data uses a filter or check that is not supported', 'xz 数据使用了不支持的过滤器或校验方式'),
  ),
  8: endsEarly('xz'),
}

/** The codec of xz files, streams concatenated or not. */
export const xz: Codec = {
  name: 'xz',
  extensions: ['.xz'],
  matches: head =>
    head[0] === 0xfd &&
    head[1] === 0x37 &&
    head[2] === 0x7a &&
    head[3] === 0x58 &&
    head[4] === 0x5a &&
    head[5] === 0,
  async *decompress(chunks) {
    const iterator = chunks[Symbol.asyncIterator]()
    let failure: unknown
    let ended = false
    const input = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          try {
            const next = await iterator.next()
            if (next.done) {
              ended = true
              controller.close()
            } else controller.enqueue(next.value)
          } catch (error) {
            failure = error
            controller.error(error)
          }
        },
      },
      { highWaterMark: 0 },
    )
    try {
      for await (const chunk of new XzReadableStream(input)) if (chunk.length > 0) yield chunk
    } catch (error) {
      if (failure !== undefined) throw failure
      if (ended && error instanceof TypeError) throw REASONS[8]
      const code = /error code (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
      throw REASONS[Number(code)] ?? isDamaged('xz')
    } finally {
      await iterator.return?.()
    }
  },
  compress: writeXz,
}
