// Other secret scanners, run over a folder of cases. Each is looked for where its variable says:
//   PLIMSOLL_GITLEAKS        go install github.com/zricethezav/gitleaks/v8@latest
//   PLIMSOLL_DETECT_SECRETS  python3 -m venv peers && peers/bin/pip install detect-secrets
//   PLIMSOLL_TRUFFLEHOG      a binary of trufflehog; run without verification
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const ROOM = 512 * 1024 * 1024

const PEERS = [
  {
    name: 'gitleaks',
    variable: 'PLIMSOLL_GITLEAKS',
    run(binary, folder, report) {
      spawnSync(
        binary,
        [
          'dir',
          folder,
          '--report-format',
          'json',
          '--report-path',
          report,
          '--no-banner',
          '--exit-code',
          '0',
        ],
        { maxBuffer: ROOM },
      )
      return JSON.parse(readFileSync(report, 'utf8')).map(each => [each.File, each.RuleID, each.Secret])
    },
  },
  {
    name: 'detect-secrets',
    variable: 'PLIMSOLL_DETECT_SECRETS',
    run(binary, folder) {
      const { stdout } = spawnSync(binary, ['scan', '--all-files', '--no-verify', '.'], {
        cwd: folder,
        maxBuffer: ROOM,
      })
      const { results } = JSON.parse(stdout.toString())
      return Object.entries(results).flatMap(([file, found]) => found.map(each => [file, each.type, '']))
    },
  },
  {
    name: 'trufflehog',
    variable: 'PLIMSOLL_TRUFFLEHOG',
    run(binary, folder) {
      const { stdout } = spawnSync(
        binary,
        ['filesystem', folder, '--json', '--no-verification', '--no-update'],
        { maxBuffer: ROOM },
      )
      return stdout
        .toString()
        .split('\n')
        .filter(line => line.startsWith('{"SourceMetadata'))
        .map(line => JSON.parse(line))
        .map(each => [each.SourceMetadata.Data.Filesystem.file, each.DetectorName, each.Raw])
    },
  },
]

/**
 * Runs every peer that is installed over the texts, one file each.
 * @returns {{ name: string, seconds: number, found: Map<number, { rule: string, secret: string }[]> }[]}
 */
export function runPeers(texts) {
  const results = []
  for (const peer of PEERS) {
    const binary = process.env[peer.variable]
    if (!binary || !existsSync(binary)) {
      console.log(`  ${peer.name}: not measured, ${peer.variable} names no binary`)
      continue
    }
    const folder = mkdtempSync(join(tmpdir(), 'secret-cases-'))
    try {
      texts.forEach((text, index) => {
        writeFileSync(join(folder, `case-${index}.txt`), text)
      })
      const started = process.hrtime.bigint()
      const rows = peer.run(binary, folder, join(folder, 'report.json'))
      const seconds = Number(process.hrtime.bigint() - started) / 1e9
      const found = new Map()
      for (const [file, rule, secret] of rows) {
        const index = Number(basename(file).match(/^case-(\d+)\.txt$/)?.[1] ?? -1)
        if (index >= 0) found.set(index, [...(found.get(index) ?? []), { rule, secret }])
      }
      results.push({ name: peer.name, seconds, found })
    } catch (error) {
      console.log(`  ${peer.name}: not measured, it failed (${error.code ?? error.name})`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return results
}
