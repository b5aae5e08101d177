import { expect, it } from 'vitest'
import { compressWithWasm } from './_zstd-compressor.ts'

it('x', async () => {
  async function* one(s: string) {
    for (let i = 0; i < 3; i++) yield Buffer.from(s)
  }
  const a = compressWithWasm(one('aaa'))[Symbol.asyncIterator]()
  const b = compressWithWasm(one('bbb'))[Symbol.asyncIterator]()
  console.log(await a.next(), await b.next(), await a.next(), await b.next())
})
