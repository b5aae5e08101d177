import { read } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'

const STANDARD_INPUT = 0
const CHUNK_BYTES = 64 * 1024
/** How long to wait for an input that has nothing yet and does not block. */
const WAIT_MS = 10

/** The bytes of the process's standard input, until it ends. */
export async function* standardInput(): AsyncGenerator<Uint8Array> {
  const readFrom = promisify(read)
  for (;;) {
    const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES)
    try {
      const { bytesRead } = await readFrom(STANDARD_INPUT, buffer, 0, CHUNK_BYTES, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EOF') return // how Windows ends a pipe
      if (code !== 'EAGAIN') throw error
      await setTimeout(WAIT_MS)
    }
  }
}
