import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { codecs } from './index.ts'

async function* pieces(bytes: Uint8Array, n: number) {
  for (let i = 0; i < bytes.length; i += n) yield bytes.subarray(i, i + n)
}
for (const c of codecs)
  it(c.name, async () => {
    const f = { gzip: 'gz', zstd: 'zst', bzip2: 'bz2', xz: 'xz' }[c.name]
    const b = readFileSync(`/tmp/bench/a.jsonl.${f}`)
    const s = performance.now()
    let n = 0
    for await (const x of c.decompress(pieces(b, 262144))) n += x.length
    console.log(c.name, 'dec', n, 200 / ((performance.now() - s) / 1000), 'MB/s')
    if (!c.compress) return
    const raw = readFileSync('/tmp/bench/b.jsonl')
    const out = []
    const s2 = performance.now()
    for await (const x of c.compress(pieces(raw, 100000))) out.push(x)
    console.log(c.name, 'enc', Buffer.concat(out).length, 40 / ((performance.now() - s2) / 1000), 'MB/s')
    writeFileSync(`/tmp/bench/o.${f}`, Buffer.concat(out))
    execFileSync('bash', ['-c', `${c.name} -dc /tmp/bench/o.${f} | cmp - /tmp/bench/b.jsonl`])
  })
