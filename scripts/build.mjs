#!/usr/bin/env node
// Builds dist/: compiles src/, copies the knowledge graph and makes the command line executable.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
rmSync(`${root}dist`, { recursive: true, force: true })
const { status } = spawnSync(
  process.execPath,
  [`${root}node_modules/typescript/bin/tsc`, '-p', 'tsconfig.build.json'],
  {
    cwd: root,
    stdio: 'inherit',
  },
)
if (status !== 0) process.exit(status ?? 1)
cpSync(`${root}src/knowledge/graph`, `${root}dist/knowledge/graph`, { recursive: true })
for (const name of ['client-view.js', 'client.js']) {
  cpSync(`${root}src/knowledge/panorama/${name}`, `${root}dist/knowledge/panorama/${name}`)
}
chmodSync(`${root}dist/cli/main.js`, 0o755)
