import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Field } from '../../core/index.ts'
import { spliceText } from '../text/text-codec.ts'
import { locateJsonEdits } from './json-edits.ts'
import { JsonLeaves } from './json-leaves.ts'

const read = (text: string, form = '', maxDepth = 128) => {
  const leaves = new JsonLeaves(maxDepth)
  const problem = leaves.read(text, form)
  return problem === undefined ? leaves.fields : problem.en
}

/** Every string and number of a parsed value, in order. */
function* leavesOf(value: unknown): Generator<string | number> {
  if (typeof value === 'string' || typeof value === 'number') yield value
  else if (Array.isArray(value)) for (const each of value) yield* leavesOf(each)
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) yield* leavesOf(each)
}

const jsonValue = fc.jsonValue({ maxDepth: 5 })

describe('reading', () => {
  it('finds what JSON.parse finds, in the same order', () => {
    fc.assert(
      fc.property(jsonValue, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const fields = read(text) as readonly Field[]
        const values = fields.filter(field => field.role !== 'key')
        const parsed = [...leavesOf(JSON.parse(text))]
        expect(values.map(field => (field.kind === 'number' ? Number(field.text) : field.text))).toEqual(
          parsed.map(each => (Object.is(each, -0) ? -0 : each)),
        )
      }),
    )
  })

  it('accepts and refuses what JSON.parse does', () => {
    const noise = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        'a',
        '1',
        '0',
        '-',
        '.',
        'e',
        '\\',
        'u',
        ' ',
        'true',
        'null',
        '"k"',
      ),
      { maxLength: 14 },
    )
    fc.assert(
      fc.property(noise, parts => {
        const text = parts.join('')
        let valid = true
        try {
          JSON.parse(text)
        } catch {
          valid = false
        }
        expect(typeof read(text) !== 'string', text).toBe(valid)
      }),
      { numRuns: 5000 },
    )
  })

  it('names fields by their paths', () => {
    const row = {
      id: 7,
      conversations: [
        { from: 'human', value: 'Hi' },
        { from: 'gpt', value: 'Yo' },
      ],
      meta: { 'a b': { c: ['x'] } },
    }
    expect((read(JSON.stringify(row)) as readonly Field[]).map(field => [field.name, field.text])).toEqual([
      ['id', '7'],
      ['conversations[0].from', 'human'],
      ['conversations[0].value', 'Hi'],
      ['conversations[1].from', 'gpt'],
      ['conversations[1].value', 'Yo'],
      ['meta.a b.c[0]', 'x'],
    ])
    expect(read('"just text"')).toEqual([{ name: 'value', text: 'just text' }])
    expect(read('["a"]')).toEqual([{ name: '[0]', text: 'a' }])
  })

  it('keeps every digit of a number, and knows the literals of other writers', () => {
    expect(read('{"phone":13800138000123456789,"x":1e400,"y":NaN,"z":-Infinity,"n":null}')).toEqual([
      { name: 'phone', text: '13800138000123456789', kind: 'number' },
      { name: 'x', text: '1e400', kind: 'number' },
    ])
  })

  it('makes fields of keys that hold data, and never names a path by them', () => {
    const fields = read('{"ana@example.org":{"13800138000":"x"},"ok":1,"":2}') as readonly Field[]
    expect(fields).toEqual([
      { name: '{0}:key', text: 'ana@example.org', role: 'key' },
      { name: '{0}.{0}:key', text: '13800138000', role: 'key' },
      { name: '{0}.{0}', text: 'x' },
      { name: 'ok', text: '1', kind: 'number' },
      { name: '{2}:key', text: '', role: 'key' },
      { name: '{2}', text: '2', kind: 'number' },
    ])
  })

  it('reads repeated keys, and gives every field a name of its own', () => {
    const text = '{"a":"1","a":"2","b.c":"3","b":{"c":"4"}}'
    const leaves = new JsonLeaves(128)
    for (let again = 0; again < 3; again++) {
      expect(leaves.read(text, '')).toBeUndefined()
      expect(leaves.fields.filter(field => field.role !== 'key').map(field => field.text)).toEqual([
        '1',
        '2',
        '3',
        '4',
      ])
      const names = leaves.fields.map(field => field.name)
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it('gives every field a name of its own, whatever the keys', () => {
    const keys = fc.constantFrom('a', 'b', 'a.b', 'a[0]', '{0}', '{0}:key', 'é', 'a.{1}', '')
    const { tree } = fc.letrec(tie => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constant('x'),
        fc.dictionary(keys, tie('tree'), { maxKeys: 4 }),
        fc.array(tie('tree'), { maxLength: 3 }),
      ),
    }))
    fc.assert(
      fc.property(fc.array(tree, { minLength: 1, maxLength: 4 }), rows => {
        const leaves = new JsonLeaves(128)
        for (const row of rows) {
          expect(leaves.read(JSON.stringify(row), '')).toBeUndefined()
          const names = leaves.fields.map(field => field.name)
          expect(new Set(names).size, JSON.stringify(row)).toBe(names.length)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('decodes escapes, lone surrogates among them, and refuses raw control characters', () => {
    expect(read('{"t":"\\ud83d\\ude00\\ud800 \\u4f60\\n"}')).toEqual([{ name: 't', text: '😀\ud800 你\n' }])
    expect(read('{"t":"a\u0000b"}')).toMatch(/not valid JSON at character 6/)
    expect(read('{"t":"a\\u0000b"}')).toEqual([{ name: 't', text: 'a\u0000b' }])
    expect(read('{"t":"\\x41"}')).toMatch(/not valid JSON/)
  })

  it('bears the byte-order mark of a part of a joined file', () => {
    expect(read('\ufeff{"a":"x"}')).toEqual([{ name: 'a', text: 'x' }])
  })

  it('never repeats the row in what it says', () => {
    for (const text of [
      '{"secret":"hunter2',
      '{"secret":"hunter2"} hunter2',
      'hunter2',
      '{hunter2}',
      '{"a":hunter2}',
    ]) {
      expect(read(text)).toBeTypeOf('string')
      expect(read(text)).not.toContain('hunter2')
    }
  })

  it('bounds depth and number of leaves', () => {
    expect(read('['.repeat(200) + ']'.repeat(200))).toMatch(/deeper than 128/)
    expect(read('['.repeat(3_000_000), '', 1_000_000)).toMatch(/deeper than 1000/)
    expect(read('{"a":'.repeat(500_000))).toMatch(/deeper than 128/)
    for (const item of ['1,', 'null,', '[],', '"x",']) {
      expect(read(`[${item.repeat(250_001)}1]`)).toMatch(/more than 250000/)
    }
  })

  it('takes time in proportion to the text', () => {
    const started = process.cpuUsage().user
    read(`{"t":"${'\\\\'.repeat(2_000_000)}"}`)
    read(`{"t":"${'\\"'.repeat(2_000_000)}"}`)
    read(`[${'"\\u0041",'.repeat(100_000)}1]`)
    read(`{${Array.from({ length: 100_000 }, (_, i) => `"k${i}@":1`).join(',')}}`)
    expect(process.cpuUsage().user - started).toBeLessThan(5_000_000)
  })

  it('reads members and records of an object', () => {
    expect(read('"name": {"x": "y"}', 'member')).toEqual([{ name: 'name.x', text: 'y' }])
    expect(read('"user 12345": {"x": "y"}', 'record')).toEqual([
      { name: '{key}', text: 'user 12345', role: 'key' },
      { name: 'x', text: 'y' },
    ])
    expect(read('{"x": "y"}', 'member')).toBeTypeOf('string')
  })
})

describe('editing', () => {
  const edit = (text: string, field: string, start: number, end: number, replacement: string) => {
    const leaves = new JsonLeaves(128)
    expect(leaves.read(text, '')).toBeUndefined()
    return spliceText(text, locateJsonEdits(text, leaves, [{ field, start, end, replacement, type: 'test' }]))
  }

  it('changes the edited literal alone', () => {
    expect(edit('{ "a" : "call 555-0100 now" , "b":1.50e3}', 'a', 5, 13, '[PHONE]')).toBe(
      '{ "a" : "call [PHONE] now" , "b":1.50e3}',
    )
    expect(edit('{"a":"x"}', 'a', 0, 1, 'say "hi"\n')).toBe('{"a":"say \\"hi\\"\\n"}')
    expect(edit('{"ana@x.org":1}', '{0}:key', 0, 9, '[EMAIL]')).toBe('{"[EMAIL]":1}')
  })

  it('makes a string of a number that is none any more', () => {
    expect(edit('{"p":13800138000}', 'p', 0, 11, '[PHONE]')).toBe('{"p":"[PHONE]"}')
    expect(edit('{"p":13800138000}', 'p', 3, 7, '0000')).toBe('{"p":13800008000}')
    expect(edit('{"p":-12}', 'p', 1, 3, '•')).toBe('{"p":"-•"}')
  })

  it('stays with escapes where the row is written in escapes', () => {
    expect(edit('{"a":"\\u5f20\\u4f1f said \\ud83d\\ude00"}', 'a', 0, 2, '李•')).toBe(
      '{"a":"\\u674e\\u2022 said \\ud83d\\ude00"}',
    )
    expect(edit('{"a":"张伟","b":"\\u4f60"}', 'a', 0, 2, '李')).toBe('{"a":"李","b":"\\u4f60"}')
  })

  it('leaves the rest of an edited literal as it was, lone surrogates included', () => {
    expect(edit('{"a":"\\ud800 \\/ x@y.zz \\u00e9"}', 'a', 4, 10, '[EMAIL]')).toBe(
      '{"a":"\\ud800 \\/ [EMAIL] \\u00e9"}',
    )
  })

  it('reads back as the edited text, and everything else as before', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 })
    fc.assert(
      fc.property(text, text, fc.nat(20), fc.nat(20), fc.boolean(), (value, replacement, a, b, escaped) => {
        const start = Math.min(a, b, value.length)
        const end = Math.min(Math.max(a, b), value.length)
        const plain = JSON.stringify({ before: 'é', field: value, after: [1.0, value] })
        const row = escaped
          ? plain.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          : plain
        const edited = edit(row, 'field', start, end, replacement)
        const expected = value.slice(0, start) + replacement + value.slice(end)
        expect(JSON.parse(edited)).toEqual({ before: 'é', field: expected, after: [1, value] })
        if (escaped) expect(/^[\0-\x7f]*$/.test(edited)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
