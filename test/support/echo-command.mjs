// A model behind a command, for tests: what it does is chosen by its argument and by the text that it is asked.
import { createInterface } from 'node:readline'

process.stderr.write(`ready ${Object.keys(process.env).sort().join(',')}\n`)
if (process.argv[2] === 'dies') process.exit(3)
const say = value => process.stdout.write(`${JSON.stringify(value)}\n`)
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, request } = JSON.parse(line)
  const text = String(request.input ?? '')
  if (text === 'die') process.exit(9)
  else if (text === 'hang') continue
  else if (text === 'babble') process.stdout.write('this is no JSON\n')
  else if (text === 'flood') process.stdout.write('x'.repeat(5000))
  else if (text === 'error') say({ id, error: { message: 'secret detail' } })
  else if (text === 'slow') setTimeout(() => say({ id, text: 'at last' }), 50)
  else if (method === 'embed') say({ id, vectors: request.texts.map(each => [each.length, 1]) })
  else if (method === 'score') say({ id, tokens: [{ token: 'a' }, { token: 'b', logProbability: -1 }] })
  else if (text === 'refuse') say({ id, refusal: 'no' })
  else say({ id, text: `echo ${text} 中`, usage: { inputTokens: 2, outputTokens: 3 } })
}
