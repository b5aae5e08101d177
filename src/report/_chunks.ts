const CHUNK = 65_536

/** Joins small parts into chunks of about 64 KiB, so that writing them costs few calls. */
export async function* inChunks(parts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let held: string[] = []
  let length = 0
  for await (const part of parts) {
    held.push(part)
    length += part.length
    if (length >= CHUNK) {
      yield held.join('')
      held = []
      length = 0
    }
  }
  if (length > 0) yield held.join('')
}
