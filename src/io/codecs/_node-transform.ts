import type { Transform } from 'node:stream'
import { setImmediate } from 'node:timers/promises'

/** Input is fed in pieces of this size, so that one piece expands to a bounded amount of output. */
const PIECE_BYTES = 64 * 1024

/**
 * Runs bytes through a Node transform. Unlike piping, everything that came out before an error is given before the
 * error is thrown. The next piece is worked on (in the thread pool) while the caller looks at the last one. A transform
 * that ends by itself is fed no more; the input is then left as it is.
 */
export async function* throughTransform(
  transform: Transform,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  let failure: unknown
  transform.on('data', (chunk: Uint8Array) => ready.push(chunk))
  transform.on('error', error => {
    failure = error
  })
  const closed = new Promise<void>(resolve => transform.once('close', resolve))
  const write = (piece: Uint8Array): Promise<void> =>
    Promise.race([new Promise<void>(resolve => transform.write(piece, () => resolve())), closed])
  const take = () => {
    const taken = ready
    ready = []
    return taken
  }
  const isOver = () => failure !== undefined || transform.readableEnded
  const input = chunks[Symbol.asyncIterator]()
  try {
    let working: Promise<void> = Promise.resolve()
    for (;;) {
      const next = await input.next()
      if (next.done) break
      for (let at = 0; at < next.value.length; at += PIECE_BYTES) {
        await working
        // The end of a transform shows itself a moment after its last piece.
        await setImmediate()
        if (isOver()) break
        const done = take()
        working = write(next.value.subarray(at, at + PIECE_BYTES))
        yield* done
      }
      if (isOver()) break
    }
    await working
    await setImmediate()
    if (!isOver()) {
      const ended = new Promise<void>(resolve => transform.once('end', resolve))
      transform.end()
      await Promise.race([ended, closed])
    }
    yield* take()
    if (failure !== undefined) throw failure
  } finally {
    transform.destroy()
    if (!transform.readableEnded) await input.return?.()
  }
}
