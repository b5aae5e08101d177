import { crc32, deflateRawSync } from 'node:zlib'

/** One member, with whatever lies a test wants to tell about it. */
export interface BuiltMember {
  readonly name: string
  readonly content: Uint8Array | string
  readonly stored?: boolean
  readonly flags?: number
  /** Claims that differ from the truth. */
  readonly claim?: {
    readonly size?: number
    readonly crc32?: number
    readonly localName?: string
    readonly offset?: number
  }
}

/** Builds an archive byte by byte, apart from the product's own writer. */
export function buildZip(members: readonly BuiltMember[], comment: Uint8Array = new Uint8Array(0)): Buffer {
  const parts: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const { name, content, stored = false, flags = 0x800, claim = {} } of members) {
    const plain = Buffer.from(content)
    const data = stored ? plain : deflateRawSync(plain)
    const facts = Buffer.alloc(20)
    facts.writeUInt16LE(flags, 0)
    facts.writeUInt16LE(stored ? 0 : 8, 2)
    facts.writeUInt32LE(claim.crc32 ?? crc32(plain), 8)
    facts.writeUInt32LE(data.length, 12)
    facts.writeUInt32LE(claim.size ?? plain.length, 16)
    const localName = Buffer.from(claim.localName ?? name)
    const header = Buffer.concat([
      Buffer.from([0x50, 0x4b, 3, 4, 20, 0]),
      facts,
      Buffer.from([localName.length & 255, localName.length >> 8, 0, 0]),
      localName,
    ])
    const at = Buffer.alloc(4)
    at.writeUInt32LE(claim.offset ?? offset)
    const entryName = Buffer.from(name)
    entries.push(
      Buffer.concat([
        Buffer.from([0x50, 0x4b, 1, 2, 20, 0, 20, 0]),
        facts,
        Buffer.from([entryName.length & 255, entryName.length >> 8]),
        Buffer.alloc(12),
        at,
        entryName,
      ]),
    )
    parts.push(header, data)
    offset += header.length + data.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...parts, directory, end, comment])
}
