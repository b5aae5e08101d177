import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { memorySource } from '../../test/support/memory-source.ts'
import type { SampleDecision } from '../core/index.ts'
import type { RewriteEvent } from './contract.ts'
import { htmlFields } from './html/html-fields.ts'
import { html } from './html.ts'
import { DEFAULT_LIMITS } from './limits.ts'

const fieldsOf = (source: string) =>
  Object.fromEntries(htmlFields(source).map(({ name, mapped }) => [name, mapped.text]))

async function rewrite(
  content: Uint8Array | string,
  decide: (event: RewriteEvent) => SampleDecision,
  encoding = 'utf-8',
): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  const output = html.rewrite?.(memorySource(content), { encoding, limits: DEFAULT_LIMITS }, decide) ?? []
  for await (const chunk of output) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Replaces a text wherever a field holds it. */
const replacing =
  (text: string, replacement: string) =>
  (event: RewriteEvent): SampleDecision => {
    if (event.type !== 'sample') return { action: 'keep' }
    const edits = event.sample.fields.flatMap(field => {
      const start = field.text.indexOf(text)
      return start < 0
        ? []
        : [{ field: field.name, start, end: start + text.length, replacement, type: 'test' }]
    })
    return edits.length === 0 ? { action: 'keep' } : { action: 'edit', edits }
  }

describe('what a reader sees', () => {
  it('comes in blocks, white space folded, entities decoded', () => {
    expect(
      fieldsOf(
        '<h1>Case &amp; cause</h1><p>One\n  <b>two</b>&nbsp;three</p><p>four<br>five</p><ul><li>a<li>b</ul>',
      ),
    ).toEqual({
      'h1[0]': 'Case & cause',
      'p[0]': 'One two\u00a0three',
      'p[1]': 'four\nfive',
      'li[0]': 'a',
      'li[1]': 'b',
    })
  })

  it('keeps white space in preformatted text', () => {
    expect(fieldsOf('<pre>a\n  b</pre>')).toEqual({ 'pre[0]': 'a\n  b' })
  })

  it('keeps a label beside its value in table rows', () => {
    expect(
      fieldsOf('<table><tr><td>电话<td>13800138000<tr><td><p>Name</p></td><td><p>Ann</p></td></table>'),
    ).toEqual({
      'table[0].row[0]': '电话\t13800138000',
      'table[0].row[1]': 'Name\tAnn',
    })
  })

  it('names cells by a row of header cells', () => {
    const fields = fieldsOf(
      '<table><tr><th>MRN</th><th>Name</th></tr><tr><td>123</td><td>Ann</td></tr></table>',
    )
    expect(fields).toEqual({
      'table[0].row[0]': 'MRN\tName',
      'table[0].row[1].MRN': '123',
      'table[0].row[1].Name': 'Ann',
    })
  })

  it('reads layout tables block by block', () => {
    const fields = fieldsOf(
      '<table><tr><td><h1>T</h1><table><tr><td>a</td><td>b</td></tr></table>tail</td></tr></table>',
    )
    expect(fields).toMatchObject({ 'h1[0]': 'T', 'table[1].row[0]': 'a\tb' })
    expect(Object.values(fields)).toContain('tail')
  })
})

describe('what a reader does not see', () => {
  it('gives attributes, comments, scripts and meta data fields of their own', () => {
    expect(
      fieldsOf(
        `<title>T</title><meta name="description" content="d"><!-- note --><img alt='a &quot;b&quot;' src=x.png>
         <a href="mailto:ann@example.org" title="t">m</a><input placeholder="p" value=v data-email="e">
         <div onclick="go('x')"></div><style>.a{color:red}</style><script>let a = 1</script>
         <script type="application/ld+json">{"name":"\\u5f20\\u4e09"}</script>`,
      ),
    ).toMatchObject({
      'title[0]': 'T',
      '@meta(description)[0]': 'd',
      '#comment[0]': ' note',
      '@alt[0]': 'a "b"',
      '@src[0]': 'x.png',
      '@href[0]': 'mailto:ann@example.org',
      '@title[0]': 't',
      '@placeholder[0]': 'p',
      '@value[0]': 'v',
      '@data-email[0]': 'e',
      '#script(onclick)[0]': "go('x')",
      '#style[0]': '.a{color:red}',
      '#script[0]': 'let a = 1',
      '#script(json)[0]': '{"name":"张三"}',
    })
  })

  it.each([
    ['<p>a<span style="display:none">x</span></p>', 'display:none'],
    ['<p>a<span style="Visibility : Hidden">x</span></p>', 'visibility:hidden'],
    ['<p>a<span style="opacity:0">x</span></p>', 'opacity:0'],
    ['<p>a<span style="font-size:0px">x</span></p>', 'font-size:0'],
    ['<p>a<span style="font:1px/1 serif">x</span></p>', 'font-size:0'],
    ['<p>a<span style="position:absolute;left:-9999px">x</span></p>', 'off-screen'],
    ['<p>a<span style="text-indent:-200em">x</span></p>', 'off-screen'],
    ['<p>a<span style="width:0;height:0;overflow:hidden">x</span></p>', 'zero-size'],
    ['<p>a<span style="position:absolute;clip:rect(0 0 0 0)">x</span></p>', 'zero-size'],
    ['<p>a<span style="color:#fff">x</span></p>', 'color:background'],
    ['<p style="background:#123456">a<span style="color:rgb(18, 52, 86)">x</span></p>', 'color:background'],
    ['<p>a<font color=white>x</font></p>', 'color:background'],
    ['<p>a<span style="color:rgba(0,0,0,0)">x</span></p>', 'color:transparent'],
    ['<p>a<span hidden>x</span></p>', 'hidden'],
    ['<p>a<template>x</template></p>', 'template'],
    ['<style>.no{display:none}</style><p>a<span class="big no">x</span></p>', 'display:none'],
    ['<style>/* } */ @media screen { p.q, #z { opacity: 0 } }</style><p>a<i id=z>x</i></p>', 'opacity:0'],
  ])('names the trick of %s', (source, trick) => {
    const fields = fieldsOf(source)
    expect(fields[`#hidden(${trick})[0]`]).toBe('x')
    expect(fields['p[0]']).toBe('a')
  })

  it.each([
    '<p style="color:#fff;background:#000">x</p>',
    '<body style="background:black"><p style="color:white">x</p>',
    '<link rel=stylesheet href=a.css><p style="color:white">x</p>',
    '<style>@media print {.x{display:none}}</style><p class=x>x</p>',
    '<p style="opacity:.9;font-size:.8em">x</p>',
    '<p style="position:absolute;top:1200px">x</p>',
  ])('takes %s for visible', source => {
    expect(Object.keys(fieldsOf(source)).filter(name => name.startsWith('#hidden'))).toEqual([])
  })

  it('ends a hidden text where its element ends', () => {
    expect(fieldsOf('<div style="display:none"><p>a</p><p>b</p></div><p>c</p>')).toEqual({
      '#hidden(display:none)[0]': 'a\nb',
      'p[0]': 'c',
    })
  })
})

describe('rewriting', () => {
  it('keeps every byte when nothing is decided', async () => {
    const source = '\ufeff<p>a&nbsp;b <!-- c'
    expect((await rewrite(source, () => ({ action: 'keep' }))).toString()).toBe(source)
  })

  it('changes the edited characters alone, across tags and entities', async () => {
    const source = '<p>Call <b>+1 202</b>&#45;555&ndash;0101 now</p>'
    const output = await rewrite(source, replacing('+1 202-555–0101', '<PHONE>'))
    expect(output.toString()).toBe('<p>Call <b>&lt;PHONE&gt;</b> now</p>')
  })

  it('escapes for attributes, comments and scripts', async () => {
    expect((await rewrite('<img alt=ann@x.org>', replacing('ann@x.org', '[a "b"]'))).toString()).toBe(
      '<img alt=[a&#32;&quot;b&quot;]>',
    )
    expect((await rewrite('<!-- ann -->', replacing('ann', '--> <script>'))).toString()).toBe(
      '<!-- - -> <script> -->',
    )
    expect((await rewrite('<script>a="ann"</script>', replacing('ann', '</script>'))).toString()).toBe(
      '<script>a="\\u003c/script>"</script>',
    )
    const json = '<script type="application/ld+json">{"n":"\\u5f20\\u4e09"}</script>'
    expect((await rewrite(json, replacing('张三', '"名"'))).toString()).toBe(
      '<script type="application/ld+json">{"n":"\\"名\\""}</script>',
    )
  })

  it.each(['gb18030', 'big5', 'shift_jis', 'utf-16le', 'windows-1252'])(
    'keeps %s bytes around an edit',
    async encoding => {
      const source = `<p>${'a b > '.repeat(3000)}ann ${encoding === 'windows-1252' ? 'é' : '中文'}</p>`
      const bytes = iconv.encode(source, encoding)
      const output = await rewrite(bytes, replacing('ann', '•'), encoding)
      const expected =
        encoding === 'gb18030' || encoding.startsWith('utf') || encoding === 'windows-1252' ? '•' : undefined
      const decoded = iconv.decode(output, encoding)
      expect(htmlFields(decoded)[0]?.mapped.text).toContain(`• ${encoding === 'windows-1252' ? 'é' : '中文'}`)
      if (expected) expect(decoded).toBe(source.replace('ann', expected))
    },
  )

  it('leaves malformed bytes where they are', async () => {
    const bytes = Buffer.concat([
      Buffer.from([0x3c, 0x70, 0x3e, 0xff, 0xfe]),
      Buffer.from('x '.repeat(4096)),
      Buffer.from('ann'),
    ])
    const output = await rewrite(bytes, replacing('ann', 'X'))
    expect(output.subarray(0, 5)).toEqual(bytes.subarray(0, 5))
    expect(output.subarray(-1).toString()).toBe('X')
  })

  it('writes nothing for a dropped document', async () => {
    expect(
      await rewrite('<p>a</p>', () => ({ action: 'drop', reason: { en: '', 'zh-CN': '' }, type: 't' })),
    ).toHaveLength(0)
  })
})

describe('hostile documents', () => {
  it('are read without an error, and every field can be edited', () => {
    const markup = fc.constantFrom(
      '<',
      '>',
      '</',
      '<p',
      '<div style="display:none">',
      '</div>',
      '<table>',
      '<tr>',
      '<td>',
      '</table>',
      '<!--',
      '-->',
      '&',
      '&amp;',
      '&#x1F600;',
      '&NotEqualTilde;',
      '"',
      "'",
      '=',
      ' ',
      '\n',
      '<script>',
      '</script>',
      '<![CDATA[',
      '<svg>',
      '<a href="&lt;&gt;x">',
      '<textarea>',
      'text',
      '\0',
      '\ud800',
      '<style>.a{',
      '}</style>',
      '<img alt=',
      '<template>',
    )
    const property = fc.property(fc.array(markup, { maxLength: 60 }), parts => {
      const source = parts.join('')
      for (const field of htmlFields(source)) {
        const { mapped } = field
        const edits = mapped.toSourceEdits([{ start: 0, end: mapped.length, replacement: 'X' }], field.escape)
        for (const { from, to } of edits) {
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeGreaterThanOrEqual(from)
          expect(to).toBeLessThanOrEqual(source.length)
        }
      }
    })
    fc.assert(property, { numRuns: 2000 })
  })

  it('are read in linear time', () => {
    const deep = '<div>'.repeat(200_000) + '</x>'.repeat(200_000)
    expect(htmlFields(`${deep}end`).at(-1)?.mapped.text).toBe('end')
    htmlFields('<a b="&lt;'.repeat(100_000))
    htmlFields('<style>{'.repeat(50_000))
    htmlFields('&'.repeat(500_000))
    htmlFields('<table><tr><td>'.repeat(50_000))
    htmlFields('<script type=json>1</script>'.repeat(50_000))
  })

  it('show what a document that ends inside a tag still holds', () => {
    expect(fieldsOf('<p>a</p><img alt="ann@example.org')).toMatchObject({
      '#unfinished[0]': '<img alt="ann@example.org',
    })
  })

  it('are refused as one document when too long', async () => {
    const events = []
    const limits = { ...DEFAULT_LIMITS, maxRowBytes: 10 }
    for await (const event of html.read(memorySource('<p>long enough</p>'), { encoding: 'utf-8', limits }))
      events.push(event)
    expect(events).toMatchObject([{ type: 'reject' }])
  })
})

describe('recognition', () => {
  const sniff = (text: string, extension = '') =>
    html.sniff({ text, extension, complete: true, bytes: Buffer.from(text) })

  it('is sure of doctype and html, less of other tags', () => {
    expect(sniff('<!-- x -->\n<!DOCTYPE html><p>')).toBe('certain')
    expect(sniff('<div class="a">')).toBe('likely')
    expect(sniff('plain', '.html')).toBe('possible')
    expect(sniff('plain')).toBe('no')
  })

  it('finds the declared charset', () => {
    expect(html.declaredEncoding?.(Buffer.from('<meta charset="GB2312">'))).toBe('gb2312')
    expect(
      html.declaredEncoding?.(
        Buffer.from('<meta http-equiv=Content-Type content="text/html; charset=big5">'),
      ),
    ).toBe('big5')
  })
})
