/** Characters that XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets), lone surrogates included. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Escapes text for an element; characters that XML cannot hold are dropped. */
export const xmlText = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>\r]/g, each => ENTITIES[each] ?? '')

/** Escapes text for a quoted attribute; characters that XML cannot hold are dropped. */
export const xmlAttribute = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"'\t\n\r]/g, each => ENTITIES[each] ?? '')
