// Serves a GGUF file over OpenAI's completions API by node-llama-cpp alone: probabilities as the library gives them, none
// of Plimsoll's code. For the bench of parity.
//   node bench/_gguf-server.mjs FILE.gguf FOLDER_WITH_NODE_LLAMA_CPP
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [, , file, folder] = process.argv
const entry = createRequire(pathToFileURL(join(folder, 'package.json'))).resolve('node-llama-cpp')
const { getLlama } = await import(pathToFileURL(entry).href)
const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error', maxThreads: 1 })
const model = await llama.loadModel({ modelPath: file })
const sequence = (await model.createContext({ contextSize: 1024 })).getSequence()
const generateNext = { probabilities: true, options: { temperature: 1, topK: 0, topP: 1, minP: 0 } }
const beginning = model.tokens.shouldPrependBosToken ? [model.tokens.bos] : []
const textOf = token => (token === model.tokens.bos ? '' : model.detokenize([token], true))
const top = (probabilities, count) =>
  Object.fromEntries([...probabilities].slice(0, count).map(([token, p]) => [textOf(token), Math.log(p)]))

async function probabilitiesAfter(tokens) {
  const outputs = await sequence.controlledEvaluate(tokens.map(each => [each, { generateNext }]))
  return outputs.map(each => each.next.probabilities)
}

async function complete({ prompt, max_tokens: limit = 16, logprobs = 1, echo = false }) {
  await sequence.clearHistory()
  const tokens = [...beginning, ...model.tokenize(prompt, false)]
  const after = await probabilitiesAfter(tokens)
  const lists = { tokens: [], token_logprobs: [], top_logprobs: [] }
  const add = (token, probabilities) => {
    lists.tokens.push(textOf(token))
    lists.token_logprobs.push(probabilities === undefined ? null : Math.log(probabilities.get(token)))
    lists.top_logprobs.push(probabilities === undefined ? null : top(probabilities, logprobs))
  }
  if (echo) for (const [index, token] of tokens.entries()) add(token, after[index - 1])
  const generated = []
  let probabilities = after.at(-1)
  while (generated.length < limit) {
    const [token] = probabilities.keys()
    if (model.isEogToken(token)) break
    add(token, probabilities)
    generated.push(token)
    probabilities = (await probabilitiesAfter([token])).at(-1)
  }
  const text = `${echo ? prompt : ''}${model.detokenize(generated)}`
  const finish = generated.length < limit ? 'stop' : 'length'
  const usage = { prompt_tokens: tokens.length, completion_tokens: generated.length }
  return { model: 'gguf', choices: [{ index: 0, text, logprobs: lists, finish_reason: finish }], usage }
}

const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(await complete(JSON.parse(body))))
})
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
