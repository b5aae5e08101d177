import type { Localized } from '../../core/index.ts'
import { clip, clipPath, codePointName, type Text, UNSEEN } from '../_text.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** One unseen character and its repetitions. */
const UNSEEN_RUN = new RegExp(`(${UNSEEN.source})\\1*`, 'gu')

/** Text of ours for HTML content or a quoted attribute; unseen characters become visible names. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, each => ENTITIES[each] ?? '').replace(UNSEEN, each => `⟨${codePointName(each)}⟩`)

const visible = (text: string): string =>
  text
    .replace(/[&<>"']/g, each => ENTITIES[each] ?? '')
    .replace(UNSEEN_RUN, run => {
      const [first = ''] = run
      const count = run.length / first.length
      return `<span class="cp">${codePointName(first)}${count > 1 ? ` ×${count}` : ''}</span>`
    })

/** Text that came from outside: escaped, isolated from the direction of its surroundings, unseen characters shown. */
export const foreign = (text: string, max = 300): string => `<bdi>${visible(clip(text, max))}</bdi>`

/** A path: like `foreign`, cut in the middle when long, and free to break after separators. */
export const pathText = (path: string, max = 300): string =>
  `<bdi class="path">${visible(clipPath(path, max)).replace(/(?<!<)\//g, '/<wbr>')}</bdi>`

/** HTML of ours in both languages, of which the page shows one. */
export const bilingual = (en: string, zh: string): string =>
  en === zh ? en : `<span class="en" lang="en">${en}</span><span class="zh" lang="zh-CN">${zh}</span>`

/** A text in both languages, escaped. */
export const localized = (text: Localized, max = 600): string =>
  bilingual(escapeHtml(clip(text.en, max)), escapeHtml(clip(text['zh-CN'], max)))

/** A text that may exist in one language only; then it is marked as English. */
export const anyText = (text: Text, max = 600): string =>
  typeof text === 'string' ? `<span lang="en">${escapeHtml(clip(text, max))}</span>` : localized(text, max)

/** The texts of an attribute cannot switch: both languages, one after the other. */
export const bothInAttribute = (text: Localized): string => escapeHtml(`${text.en} / ${text['zh-CN']}`)

/** Plural of an English noun with its count. */
export const countNoun = (count: string, noun: string): string =>
  `${count} ${noun}${count === '1' ? '' : 's'}`

/** A command that breaks between its words only. */
export const commandText = (command: string, max = 400): string =>
  `<bdi>${clip(command, max)
    .split(/ +/)
    .map(each => `<span class="word">${visible(each)}</span>`)
    .join(' ')}</bdi>`
