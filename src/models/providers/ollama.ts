import { both } from '../../core/index.ts'
import { NOT_DOCUMENTED, reasoningEffort } from './_switches.ts'
import type { Provider } from './provider.ts'

/** An Ollama server. */
export const ollama: Provider = {
  id: 'ollama',
  title: both('Ollama', 'Ollama'),
  dialect: 'openai',
  url: 'http://localhost:11434/v1',
  reference: 'https://docs.ollama.com/api/openai-compatibility',
  capabilities: ['generate', 'stream', 'tools', 'images', 'embeddings', 'log-probabilities', 'thinking'],
  thinking: reasoningEffort,
  unsupported: { topK: NOT_DOCUMENTED },
  blocks: {},
}
