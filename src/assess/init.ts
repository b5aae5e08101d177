import { stat } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { type ArtifactKind, both, isPlimsollError, PlimsollError } from '../core/index.ts'
import { findInputs, openDataset, writeAtomically } from '../io/index.ts'
import { PROJECT_FILE } from './project.ts'

/** Where each kind of artifact goes in a project file. */
const PLACE: Readonly<Partial<Record<ArtifactKind, readonly [stage: string, part: string]>>> = {
  corpus: ['data', 'corpora'],
  classification: ['data', 'corpora'],
  instructions: ['tuning', 'instructions'],
  preferences: ['alignment', 'preferences'],
  documents: ['application', 'sources'],
  log: ['application', 'log'],
}

/** More files of one kind than this are written as one pattern for each folder and extension. */
const MAX_LISTED = 12

export interface InitOptions {
  readonly folder: string
  /** Replace a project file that is there. */
  readonly force: boolean
}

/** Writes a commented project file from what a folder holds, and says what it found. */
export async function initProject({ folder, force }: InitOptions): Promise<{ path: string; found: number }> {
  const root = resolve(folder)
  const path = join(root, PROJECT_FILE)
  const facts = await stat(root).catch(() => undefined)
  if (!facts?.isDirectory()) {
    throw new PlimsollError('E_INPUT', both(`${folder} is not a folder`, `${folder} 不是文件夹`))
  }
  if (!force && (await stat(path).catch(() => undefined))) {
    throw new PlimsollError('E_USAGE', both(`${PROJECT_FILE} is already there`, `${PROJECT_FILE} 已存在`), {
      advice: both('--force replaces it', '使用 --force 替换'),
    })
  }
  const places = new Map<string, Map<string, string[]>>()
  let found = 0
  for await (const entry of findInputs([root])) {
    if (entry.type !== 'file') continue
    const place = await placeOf(entry.path)
    if (place === undefined) continue
    found++
    const parts = places.get(place[0]) ?? new Map<string, string[]>()
    places.set(place[0], parts)
    parts.set(place[1], [...(parts.get(place[1]) ?? []), relative(root, entry.path)])
  }
  await writeAtomically(
    path,
    Readable.from([new TextEncoder().encode(renderProject(basename(root), places))]),
  )
  return { path, found }
}

async function placeOf(path: string): Promise<readonly [string, string] | undefined> {
  try {
    return PLACE[(await openDataset(path)).kind]
  } catch (error) {
    if (isPlimsollError(error)) return undefined
    throw error
  }
}

/** What each stage may hold, for the stages where nothing was found. */
const COMMENTED: readonly (readonly [stage: string, example: string])[] = [
  ['data', 'corpora: [data/corpus/*.jsonl.gz]'],
  ['tuning', 'instructions: [data/sft.jsonl]'],
  ['alignment', 'preferences: [data/dpo.jsonl]'],
  ['unlearning', 'forget: data/forget.jsonl'],
  ['deployment', 'systemPrompt: prompt.md'],
  ['application', 'sources: [docs/]'],
]

function renderProject(
  name: string,
  places: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>,
): string {
  const lines = [
    '# Plimsoll project file: what this system is made of. Every part is optional; what is not named is reported as',
    '# not evaluated, never as passed.  项目文件：每一部分均可省略；未列出的内容报告为“未评估”，绝不会报告为“通过”。',
    `name: ${JSON.stringify(name)}`,
    'domain: general             # medicine | finance | law | general',
    'languages: [en, zh-CN]',
    'policy: baseline            # baseline | strict | path of a policy file  内置策略名或策略文件路径',
  ]
  for (const [stage, example] of COMMENTED) {
    const parts = places.get(stage)
    if (parts === undefined) {
      lines.push(`# ${stage}: { ${example} }`)
      continue
    }
    lines.push(`${stage}:`)
    for (const [part, paths] of [...parts].sort()) {
      lines.push(`  ${part}:`, ...asPatterns(paths).map(each => `    - ${JSON.stringify(each)}`))
    }
  }
  return `${lines.join('\n')}\n`
}

/** A few files one by one; many as one pattern for each folder and extension. */
function asPatterns(paths: readonly string[]): string[] {
  if (paths.length <= MAX_LISTED) return [...paths].sort()
  const patterns = paths.map(path => {
    const at = path.lastIndexOf('/')
    const extension = /(\.[\w]+){1,2}$/.exec(path.slice(at + 1))?.[0] ?? ''
    return `${path.slice(0, at + 1)}*${extension}`
  })
  return [...new Set(patterns)].sort()
}
