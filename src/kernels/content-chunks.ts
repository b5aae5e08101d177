/** Cuts bytes at places that their content decides, so that equal stretches of two files give equal chunks. */
export interface ContentChunker {
  /** Gives the chunks that end within these bytes. */
  push(bytes: Uint8Array): Uint8Array[]
  /** Gives what is left. */
  end(): Uint8Array[]
}

/**
 * Content-defined chunking with a gear hash: a cut falls where the top bits of the hash of the last 32 bytes are zero.
 * Chunks have between a quarter and four times the average length. Source: W. Xia et al., FastCDC, USENIX ATC 2016, §3;
 * its normalized chunking is left out.
 * @param averageBytes a power of two from 256 to 2^24
 */
export function contentChunker(averageBytes: number): ContentChunker {
  const shift = 32 - Math.log2(averageBytes)
  const shortest = averageBytes >> 2
  const longest = averageBytes << 2
  let held = new Uint8Array(longest)
  let length = 0
  let hash = 0
  return {
    push(bytes) {
      const chunks: Uint8Array[] = []
      for (let from = 0; from < bytes.length; ) {
        let at = from
        const limit = Math.min(bytes.length, from + longest - length)
        let cut = false
        while (at < limit && !cut) {
          hash = ((hash << 1) + (GEAR[bytes[at++] as number] as number)) | 0
          cut = hash >>> shift === 0 && length + at - from >= shortest
        }
        held.set(bytes.subarray(from, at), length)
        length += at - from
        from = at
        if (!cut && length < longest) continue
        chunks.push(held.slice(0, length))
        length = 0
        hash = 0
      }
      return chunks
    },
    end() {
      const rest = length === 0 ? [] : [held.slice(0, length)]
      held = new Uint8Array(longest)
      length = 0
      hash = 0
      return rest
    },
  }
}

/** The average chunk length for a file: at most some 2^18 chunks, so that their digests fit into memory. */
export function averageChunkFor(fileBytes: number): number {
  let average = 1024
  while (average < 1 << 24 && fileBytes / average > 1 << 18) average *= 2
  return average
}

/** 256 fixed words without structure: the finalizer of MurmurHash3 over multiples of the golden ratio. */
const GEAR = Int32Array.from({ length: 256 }, (_, i) => {
  let word = Math.imul(i + 1, 0x9e3779b9)
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return word ^ (word >>> 16)
})
