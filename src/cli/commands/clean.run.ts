import { relative, resolve } from 'node:path'
import { cleanPaths } from '../../assess/clean.ts'
import { EXIT, quotePath } from '../../assess/index.ts'
import { findOriginals, undoClean } from '../../assess/undo.ts'
import { both, isUnchanged, PlimsollError, type Receipt } from '../../core/index.ts'
import { defenses } from '../../defenses/index.ts'
import { detectors } from '../../detectors/index.ts'
import { builtinPolicy } from '../../policy/index.ts'
import { formatSeconds } from '../../report/quantities.ts'
import { audits } from '../../stages/index.ts'
import type { CliContext } from '../context.ts'
import { openOptionsOf, policyOf } from '../look.ts'
import { guarded } from '../render/failure.ts'
import { startProgress } from '../render/progress.ts'
import { paintFor } from '../render/style.ts'
import { renderTable } from '../render/table.ts'
import type { CleanFlags } from './clean.ts'

/** Cleans the paths named, or with `--undo` restores what was cleaned. */
export const clean = guarded(async function (
  this: CliContext,
  flags: CleanFlags,
  ...paths: string[]
): Promise<number> {
  if (flags.undo !== undefined) return undo(this, flags, flags.undo, paths)
  if (flags.find !== undefined) {
    throw new PlimsollError('E_USAGE', both('--find goes with --undo', '--find 须与 --undo 同用'))
  }
  if (paths.length === 0) {
    throw new PlimsollError('E_USAGE', both('name what to clean', '请指定要清理的路径'), {
      advice: both('plimsoll clean PATH… -o OUT', 'plimsoll clean 路径… -o 输出文件夹'),
    })
  }
  const policy = (await policyOf(this, flags.policy, paths)) ?? builtinPolicy('baseline')
  const { duplicates, nearDuplicates, poisoned } = { ...policy.clean, ...definedOnly(flags) }
  const progress = startProgress(this)
  const receipt = await cleanPaths({
    paths,
    out: outOf(flags),
    cwd: this.cwd,
    policy: { ...policy, clean: { ...policy.clean, duplicates, nearDuplicates, poisoned } },
    detectors,
    defenses,
    audits,
    environment: this,
    signal: this.signal,
    open: openOptionsOf(flags),
    onProgress: step =>
      progress.update({
        label: step.path,
        bytesDone: step.bytesDone,
        bytesTotal: step.bytesTotal,
        items: step.samples,
      }),
    ...(flags.key !== undefined && { keyFile: flags.key }),
    ...(flags.types && { types: flags.types }),
    ...(flags.memory !== undefined && { memoryBytes: flags.memory }),
    ...(flags.force && { force: true }),
    ...(flags.resume && { resume: true }),
    ...(flags.keepRejected && { keepRejected: true }),
  }).finally(() => progress.done())
  if (flags.json) this.process.stdout.write(`${JSON.stringify(receipt, null, 2)}\n`)
  else this.process.stderr.write(renderReceipt(receipt, outOf(flags), this))
  return receipt.problems.length > 0 ? EXIT.unusable : EXIT.passed
})

/** The flags that say what becomes of copies and poisoned samples, where they were given. */
const definedOnly = ({ duplicates, nearDuplicates, poisoned }: CleanFlags) => ({
  ...(duplicates && { duplicates }),
  ...(nearDuplicates && { nearDuplicates }),
  ...(poisoned && { poisoned }),
})

function outOf(flags: CleanFlags): string {
  if (flags.out !== undefined) return flags.out
  throw new PlimsollError('E_USAGE', both('name where to write: -o OUT', '请用 -o 指定输出位置'))
}

async function undo(
  context: CliContext,
  flags: CleanFlags,
  receipt: string,
  paths: readonly string[],
): Promise<number> {
  if (paths.length > 0) {
    throw new PlimsollError('E_USAGE', both('--undo takes no paths', '--undo 不接受路径参数'))
  }
  return flags.find === undefined
    ? restore(context, flags, receipt)
    : find(context, flags, receipt, flags.find)
}

/** Prints what stood where a replacement stands: shown unmasked, because the key was at hand and this was asked for. */
async function find(
  context: CliContext,
  flags: CleanFlags,
  receipt: string,
  replacement: string,
): Promise<number> {
  const options = {
    cwd: context.cwd,
    signal: context.signal,
    ...(flags.key !== undefined && { keyFile: flags.key }),
  }
  let found = 0
  for await (const original of findOriginals(resolve(context.cwd, receipt), replacement, options)) {
    found++
    context.process.stdout.write(`${JSON.stringify(original)}\n`)
  }
  if (found === 0) {
    throw new PlimsollError(
      'E_INPUT',
      both('this replacement stands nowhere in that run', '该替换值未出现在那次清理中'),
    )
  }
  return EXIT.passed
}

async function restore(context: CliContext, flags: CleanFlags, receipt: string): Promise<number> {
  const out = outOf(flags)
  const progress = startProgress(context)
  const files = await undoClean(resolve(context.cwd, receipt), {
    cwd: context.cwd,
    out,
    signal: context.signal,
    onProgress: step =>
      progress.update({ label: step.path, bytesDone: step.bytesDone, bytesTotal: step.bytesTotal, items: 0 }),
    ...(flags.key !== undefined && { keyFile: flags.key }),
    ...(flags.force && { force: true }),
  }).finally(() => progress.done())
  if (flags.json) context.process.stdout.write(`${JSON.stringify({ restored: files }, null, 2)}\n`)
  else {
    const text = both(
      `${files.length} files restored byte for byte into ${out}`,
      `已将 ${files.length} 个文件逐字节恢复到 ${out}`,
    )
    context.process.stderr.write(`${text[context.language]}\n`)
  }
  return EXIT.passed
}

/** What a person wants to know of a receipt. */
function renderReceipt(receipt: Receipt, out: string, context: CliContext): string {
  const { language } = context
  const paint = paintFor(context, context.process.stderr)
  const say = (en: string, zh: string) => both(en, zh)[language]
  const total = (part: 'samples' | 'edited' | 'dropped' | 'rejected') =>
    receipt.files.reduce((sum, file) => sum + file[part], 0).toLocaleString('en')
  const head = `${receipt.files.length} ${say('files', '个文件')} · ${total('samples')} ${say('samples', '条样本')} · ${formatSeconds(receipt.run.seconds)} · ${say('policy', '策略')} ${receipt.policy}`
  const blocks = [`${paint('bold', `Plimsoll ${receipt.plimsoll} · clean`)}\n${paint('gray', head)}`]
  if (isUnchanged(receipt))
    blocks.push(paint('green', say('nothing to do: every file is as it was', '无需清理：所有文件保持原样')))
  else {
    blocks.push(
      renderTable(
        [
          [say('edited', '已修改'), total('edited')],
          [say('dropped', '已移除'), total('dropped')],
          [say('unreadable', '无法读取'), total('rejected')],
        ],
        [1],
      ),
    )
    const counts = Object.entries(receipt.counts).sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    blocks.push(
      renderTable(
        counts.slice(0, 16).map(([name, count]) => [name, count.toLocaleString('en')]),
        [1],
      ),
    )
  }
  const notes = [
    ...receipt.problems.map(({ path, reason }) => `${paint('red', '!')} ${path}: ${reason[language]}`),
    ...receipt.warnings.map(each => `${paint('yellow', '!')} ${each[language]}`),
    ...receipt.files.flatMap(({ name, remark }) =>
      remark ? [`${paint('yellow', '!')} ${name}: ${remark[language]}`] : [],
    ),
  ]
  if (notes.length > 0) blocks.push(notes.slice(0, 20).join('\n'))
  const again = `plimsoll scan ${quotePath(relative(context.cwd, resolve(context.cwd, out)) || out)}`
  blocks.push(
    renderTable([
      [say('undo', '撤销'), receipt.undo.command],
      [say('next', '下一步'), paint('bold', again)],
    ]),
  )
  return `\n${blocks.join('\n\n')}\n\n`
}
