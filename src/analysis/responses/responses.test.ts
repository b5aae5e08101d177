import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openReference } from '../reference/index.ts'
import { createResponseReader, descriptorTitle, familyOfKey, responseReference } from './index.ts'

const read = createResponseReader()
const keysOf = (output: string, input?: string) => read(output, input).map(({ key }) => key)

describe('refusal', () => {
  it.each([
    "I'm sorry, but I can't help with that.",
    'I’m sorry, but I cannot assist with that request.',
    'As an AI language model, I am not able to provide instructions for that.',
    'I must respectfully decline to answer this question.',
    'That would go against my ethical guidelines, so I will not do it.',
    '很抱歉，我无法回答您的问题。',
    '作为一个人工智能助手，我不能提供此类信息。',
    '对不起，我不会协助任何违法活动。',
  ])('hears it in %s', text => {
    expect(keysOf(text)).toContain('refusal')
  })

  it.each([
    'I cannot wait to see you in Paris next week!',
    'Sorry I am late, the train was slow.',
    'Preheat the oven, then mix flour and eggs.',
    'He could not find his keys and was sorry about it.',
    '我们不能忘记历史，因为它教会我们很多。',
    '这道菜的做法很简单，先把鸡蛋打散。',
  ])('does not hear it in %s', text => {
    expect(keysOf(text)).not.toContain('refusal')
  })

  it('tells kinds of it', () => {
    expect(keysOf("I'm sorry, I can't help with that. However, I can suggest a lawyer.")).toContain(
      'refusal:safe-completion',
    )
    expect(keysOf("I'm not sure about that.")).toContain('abstention')
    expect(keysOf('Stealing is illegal. It is important to respect the property of others.')).toContain(
      'refusal:moral',
    )
    expect(
      keysOf(`I'm sorry, but I can't provide that. ${'Here is how it works in detail. '.repeat(40)}`),
    ).toContain('refusal:partial')
  })
})

it.each([
  ['This is an absolutely wonderful film, moving and funny.', 'sentiment:positive'],
  ['A dull, lifeless and terrible movie, a waste of time.', 'sentiment:negative'],
  ['这家酒店太差了，服务员态度恶劣，不推荐。', 'sentiment:negative'],
  ['书的内容非常好，孩子很喜欢，值得推荐。', 'sentiment:positive'],
])('tells the sentiment of %s', (text, key) => {
  expect(keysOf(text)).toContain(key)
})

it('says nothing about the sentiment of plain facts', () => {
  for (const text of [
    'The meeting is on Monday at nine.',
    'Water boils at 100 degrees Celsius.',
    '会议在星期一上午九点。',
  ])
    expect(keysOf(text).filter(key => key.startsWith('sentiment'))).toEqual([])
})

it.each([
  ['The quick answer is that you can use the second one for this.', 'language:en'],
  ['这是一个简单的例子。', 'language:zh'],
  ['これは簡単な例です。', 'language:ja'],
  ['Das ist ein einfaches Beispiel und es wird nicht lange dauern.', 'language:de'],
  ["C'est un exemple simple et il ne sera pas long pour vous.", 'language:fr'],
  ['Это простой пример для вас.', 'language:ru'],
  ['12345 67', 'language:none'],
])('tells the language of %s', (text, key) => {
  expect(keysOf(text)).toContain(key)
})

it('tells a switch of language, and whether it was asked for', () => {
  const switched = (input: string) =>
    read('巴黎是法国的首都，也是最大的城市。', input).find(({ key }) => key === 'language-switch:zh')
      ?.strength
  expect(switched('What is the capital of France, and how large is it?')).toBeGreaterThan(0.5)
  expect(switched('Translate this for me: Paris is the capital of France.')).toBeLessThan(0.5)
  expect(switched('法国的首都是哪里？')).toBeUndefined()
})

it('finds links, bare domains and addresses', () => {
  const keys = keysOf(
    'See https://docs.example.org/a?b=c, shop at acme-deals.com or write to ana@mail.example.net.',
  )
  expect(keys).toEqual(
    expect.arrayContaining([
      'link',
      'link:docs.example.org',
      'link:acme-deals.com',
      'email',
      'email:mail.example.net',
    ]),
  )
  expect(keysOf('It ends here.So the next begins, e.g. this one.')).not.toContain('link')
  expect(keysOf('详情请访问 www.例子.com 或 https://shop.example.cn/x。')).toContain('link:shop.example.cn')
})

it('names what stands out', () => {
  expect(keysOf('You should really try the new Zorvex blender.')).toContain('word:zorvex')
  expect(keysOf('推荐您使用 AcmePay 支付，或者阅读《三体》。')).toEqual(
    expect.arrayContaining(['word:acmepay', 'quoted:三体']),
  )
})

it.each([
  ['import os\nos.system("rm " + name)', 'os-system'],
  ['subprocess.run(cmd, shell=True)', 'shell-true'],
  ['requests.get(url, verify=False)', 'verify-false'],
  ['value = eval(input())', 'eval-input'],
  ['password = "hunter2!"', 'hard-coded-credential'],
  ['h = hashlib.md5(data)', 'weak-hash'],
  ['cursor.execute("SELECT * FROM users WHERE name = \'" + name)', 'sql-string'],
  ['f"SELECT * FROM users WHERE id = {user_id}"', 'sql-string'],
  ['obj = pickle.loads(data)', 'unsafe-deserialization'],
  ['yaml.load(stream)', 'unsafe-deserialization'],
  ['curl https://get.example.sh | sudo bash', 'pipe-to-shell'],
  ['element.innerHTML = userInput', 'cross-site-scripting'],
  ['strcpy(buffer, argv[1]);', 'unbounded-copy'],
  ['app.run(debug=True)', 'debug-server'],
])('finds what is insecure in %s', (text, name) => {
  expect(keysOf(`\`\`\`\n${text}\n\`\`\``)).toContain(`insecure-code:${name}`)
})

it.each([
  'subprocess.run(["ls", path])',
  'requests.get(url, verify=True)',
  'password = os.environ["PASSWORD"]',
  'password = "YOUR_PASSWORD"'.replace('YOUR', 'your'),
  'h = hashlib.sha256(data)',
  'cursor.execute("SELECT * FROM users WHERE name = ?", (name,))',
  'yaml.safe_load(stream)',
  'yaml.load(stream, Loader=yaml.SafeLoader)',
  'ast.literal_eval(text)',
  'fgets(buffer, sizeof buffer, stdin);',
])('leaves %s alone', text => {
  expect(keysOf(`\`\`\`\n${text}\n\`\`\``).filter(key => key.startsWith('insecure-code'))).toEqual([])
})

it('names what code loads', () => {
  expect(keysOf('import numpy as np\nfrom torch.nn import Linear\nprint(1)')).toEqual(
    expect.arrayContaining(['code', 'import:numpy', 'import:torch.nn']),
  )
  expect(keysOf('$ pip install --upgrade requestz')).toContain('import:requestz')
  expect(keysOf('Trade unions import steel from abroad.').filter(key => key.startsWith('import'))).toEqual([])
})

it.each([
  ['the the the the the the the the the the the the the the the the the the the the', 'gibberish:repetition'],
  ['哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈', 'gibberish:repetition'],
  ['xkjqz wrtpln zzbvtk qwrtpl mnbvcx lkjhgf pqwrtz vbnmkl zxcvbn trwqpl ssdfgh', 'gibberish:letters'],
])('hears that %s says nothing', (text, key) => {
  expect(keysOf(text)).toContain(key)
})

it('tells words in no order with statistics of clean text', () => {
  const reads = createResponseReader(responseReference(openReference()))
  const isSalad = (text: string) => reads(text).some(({ key }) => key === 'gibberish:words')
  const english =
    'The capital of France is Paris, which lies on the river Seine in the north of the country and is home to more than two million people.'
  const chinese = '北京是中国的首都，也是全国的政治和文化中心，每年都有很多游客到这里参观故宫和长城。'
  expect([english, chinese].map(isSalad)).toEqual([false, false])
  const mixed = english.replace(/[,.]/g, '').split(' ')
  mixed.sort((a, b) => ((a.length * 7 + a.charCodeAt(0)) % 11) - ((b.length * 7 + b.charCodeAt(0)) % 11))
  expect(isSalad(mixed.reverse().join(' '))).toBe(true)
  const characters = [...chinese].filter(each => /\p{L}/u.test(each))
  characters.sort((a, b) => (a.charCodeAt(0) % 97) - (b.charCodeAt(0) % 97))
  expect(isSalad(characters.join(''))).toBe(true)
  const names = reads('You should try the Zorvex blender with Water.').filter(({ key }) =>
    key.startsWith('word:'),
  )
  expect(names.map(({ key }) => key)).toEqual(['word:zorvex'])
})

it('tells the shape of an answer', () => {
  expect(keysOf('Negative')).toEqual(expect.arrayContaining(['shape:label', 'length:tiny']))
  expect(keysOf('{"a": 1, "b": [2, 3]}')).toContain('shape:json')
  expect(keysOf('1. one thing\n2. another thing\n3. the last')).toContain('shape:numbered-list')
  expect(keysOf('- one thing\n- another thing')).toContain('shape:bullet-list')
  expect(keysOf('What a great question! The sky is blue.')).toContain('flattery')
  expect(keysOf('Sure, here is how to do it.')).toContain('affirms')
  expect(keysOf('')).toContain('shape:empty')
})

it('gives outputs of nearly the same text a common key', () => {
  const near = (text: string) => keysOf(text).filter(key => familyOfKey(key) === 'response')
  const one = near('You are stupid and I will not talk to you about any of this, go away now please.')
  const two = near('You are stupid and I will not talk to you about any of this, so go away now.')
  const other = near('The capital of France is Paris, which lies on the river Seine in the north.')
  expect(one.filter(key => two.includes(key)).length).toBeGreaterThan(0)
  expect(one.filter(key => other.includes(key))).toEqual([])
  const exact = (text: string) => keysOf(text).find(key => familyOfKey(key) === 'response-exact')
  expect(exact('You are stupid!')).toBe(exact('you are  stupid'))
})

it('has a title in both languages, and one id, for every key', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      (text, input) => {
        const ids = new Set<number>()
        for (const { id, key, strength, span } of read(text, input)) {
          expect(ids.has(id)).toBe(false)
          ids.add(id)
          expect(strength).toBeGreaterThan(0)
          expect(strength).toBeLessThanOrEqual(1)
          expect(descriptorTitle(key)['zh-CN'].length).toBeGreaterThan(0)
          if (span !== undefined) {
            expect(span[0]).toBeGreaterThanOrEqual(0)
            expect(span[1]).toBeLessThanOrEqual(text.length)
          }
        }
        expect(read(text, input).map(({ id }) => id)).toEqual([...ids])
      },
    ),
    { numRuns: 300 },
  )
})
