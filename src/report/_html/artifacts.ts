import type { Artifact, ArtifactKind, Assessment } from '../../core/index.ts'
import { KIND_TITLES } from '../_labels.ts'
import { formatCount } from '../_number.ts'
import { formatBytes } from '../quantities.ts'
import { Budget } from './budget.ts'
import { bilingual, countNoun, escapeHtml, foreign, localized, pathText } from './text.ts'

/** Rows of the table; the rest is summed up by kind. */
const MAX_ARTIFACTS = 250
const ARTIFACT_BYTES = 400_000
const SKIPPED_BYTES = 60_000

/** What was read, with hashes; unreadable ones first, thousands summed up by kind. */
export function artifactsSection(assessment: Assessment): string {
  const { artifacts, skipped } = assessment
  const ordered = artifacts.length > MAX_ARTIFACTS ? [...artifacts].sort(troubleFirst) : artifacts
  const { html, shown } = new Budget(ARTIFACT_BYTES).fill(ordered.slice(0, MAX_ARTIFACTS), artifactRow)
  const left = ordered.slice(shown)
  const titles: [string, string, string][] = [
    ['', 'File', '文件'],
    ['', 'Kind', '类别'],
    ['', 'Format', '格式'],
    ['n', 'Samples', '样本'],
    ['n', 'Rejected', '拒收'],
    ['n', 'Size', '大小'],
    ['', 'SHA-256', 'SHA-256'],
  ]
  const heads = titles.map(
    ([kind, en, zh]) => `<th scope="col"${kind ? ` class="${kind}"` : ''}>${bilingual(en, zh)}</th>`,
  )
  const table =
    artifacts.length === 0
      ? `<p class="nothing">${bilingual('Nothing was read.', '没有读取任何内容。')}</p>`
      : `<table class="artifacts"><thead><tr>${heads.join('')}</tr></thead><tbody>${html}</tbody></table>`
  return [
    '<section id="artifacts" aria-labelledby="artifacts-title">',
    `<h2 id="artifacts-title">${bilingual('What was read', '读取的内容')} <span class="total">${formatCount(artifacts.length)}</span></h2>`,
    `<p class="lead">${totalsText(artifacts)}</p>`,
    artifacts.length > MAX_ARTIFACTS ? kindsTable(artifacts) : '',
    table,
    left.length > 0 ? `<p class="more">${restText(left)}</p>` : '',
    skippedList(skipped),
    '</section>',
  ].join('\n')
}

const troubleFirst = (a: Artifact, b: Artifact): number =>
  Number(b.unreadable !== undefined) - Number(a.unreadable !== undefined) ||
  b.rejected - a.rejected ||
  (a.path < b.path ? -1 : 1)

const sum = (artifacts: readonly Artifact[], value: (artifact: Artifact) => number): number =>
  artifacts.reduce((total, each) => total + value(each), 0)

function totalsText(artifacts: readonly Artifact[]): string {
  const samples = formatCount(sum(artifacts, each => each.samples))
  const rejected = formatCount(sum(artifacts, each => each.rejected))
  const unreadable = formatCount(artifacts.filter(each => each.unreadable !== undefined).length)
  const size = formatBytes(sum(artifacts, each => each.bytes))
  const parts: [string, string][] = [
    [countNoun(samples, 'sample'), `${samples} 个样本`],
    [size, size],
    [`${countNoun(rejected, 'row')} rejected`, `拒收 ${rejected} 行`],
    [`${unreadable} unreadable`, `${unreadable} 个无法读取`],
  ]
  return bilingual(parts.map(([en]) => en).join(' · '), parts.map(([, zh]) => zh).join(' · '))
}

function artifactRow(artifact: Artifact): string {
  const { path, kind, format, encoding, samples, rejected, bytes, sha256, unreadable } = artifact
  const how = [format, encoding].filter(each => each !== undefined).map(each => foreign(each, 24))
  const hash =
    sha256 === undefined
      ? ''
      : `<code class="hash">${escapeHtml(sha256.slice(0, 32))}<wbr>${escapeHtml(sha256.slice(32, 64))}</code>`
  const trouble =
    unreadable === undefined
      ? ''
      : `<span class="unreadable">${bilingual('not read', '未读取')}${bilingual(': ', '：')}${localized(unreadable, 300)}</span>`
  return `<tr${unreadable === undefined ? '' : ' class="trouble"'}><th scope="row">${pathText(path)}</th><td class="kind">${localized(KIND_TITLES[kind])}</td><td class="format">${how.join(' · ')}</td><td class="n samples">${formatCount(samples)}</td><td class="n rejected${rejected === 0 ? ' none' : ''}">${formatCount(rejected)}</td><td class="n size">${formatBytes(bytes)}</td><td class="sha">${hash}${trouble}</td></tr>`
}

/** Totals by kind, for projects of many files. */
function kindsTable(artifacts: readonly Artifact[]): string {
  const kinds = new Map<ArtifactKind, Artifact[]>()
  for (const each of artifacts) {
    const list = kinds.get(each.kind)
    if (list) list.push(each)
    else kinds.set(each.kind, [each])
  }
  const rows = [...kinds].map(
    ([kind, list]) =>
      `<tr><th scope="row">${localized(KIND_TITLES[kind])}</th><td class="n">${formatCount(list.length)}</td><td class="n">${formatCount(sum(list, each => each.samples))}</td><td class="n">${formatCount(sum(list, each => each.rejected))}</td><td class="n">${formatBytes(sum(list, each => each.bytes))}</td></tr>`,
  )
  const titles: [string, string][] = [
    ['Files', '文件'],
    ['Samples', '样本'],
    ['Rejected', '拒收'],
    ['Size', '大小'],
  ]
  return `<table class="kinds"><thead><tr><th scope="col">${bilingual('Kind', '类别')}</th>${titles.map(([en, zh]) => `<th scope="col" class="n">${bilingual(en, zh)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function restText(left: readonly Artifact[]): string {
  const count = formatCount(left.length)
  const samples = formatCount(sum(left, each => each.samples))
  const size = formatBytes(sum(left, each => each.bytes))
  return bilingual(
    `and ${countNoun(count, 'more file')} with ${countNoun(samples, 'sample')}, ${size}; each is listed with its hash in <code>assessment.json</code>`,
    `另有 ${count} 个文件，共 ${samples} 个样本、${size}；每个文件及其哈希值见 <code>assessment.json</code>`,
  )
}

function skippedList(skipped: Assessment['skipped']): string {
  if (skipped.length === 0) return ''
  const count = formatCount(skipped.length)
  const { html, shown } = new Budget(SKIPPED_BYTES).fill(
    skipped,
    each => `<li>${pathText(each.path)} <span class="why">${localized(each.reason, 200)}</span></li>`,
  )
  const more = skipped.length - shown
  const rest =
    more > 0
      ? `<li class="more">${bilingual(`and ${formatCount(more)} more`, `另有 ${formatCount(more)} 个`)}</li>`
      : ''
  return `<details class="plain"><summary>${bilingual(`Left out on purpose: ${countNoun(count, 'path')}`, `有意略过：${count} 个路径`)}</summary><ul class="skipped">${html}${rest}</ul></details>`
}
