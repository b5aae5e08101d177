import type { Escape } from '../document/mapped-text.ts'

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For text between tags. */
export const escapeText: Escape = text => text.replace(/[&<>]/g, char => NAMED[char] as string)

/** For attribute values, whatever quotes them. */
export const escapeAttribute: Escape = text =>
  text.replace(/[&<>"'`=\s]/g, char => NAMED[char] ?? (char === ' ' ? '&#32;' : `&#${char.charCodeAt(0)};`))

/** For attribute values in quotes. */
export const escapeQuotedAttribute: Escape = text => text.replace(/[&<>"']/g, char => NAMED[char] as string)

/** For comments, which know no escapes: what would end one is changed. */
export const escapeComment: Escape = text => text.replace(/--/g, '- -').replace(/^-?>/, '›')

/** For scripts: an escape inside string literals, harmless elsewhere. */
export const escapeScript: Escape = text => text.replace(/</g, '\\u003c')

/** For strings inside JSON in a script. */
export const escapeJsonScript: Escape = text => escapeScript(JSON.stringify(text).slice(1, -1))

/** For style sheets. */
export const escapeStyle: Escape = text => text.replace(/</g, '\\3c ')
