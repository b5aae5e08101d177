import { both } from '../../core/index.ts'
import type { Provider } from './provider.ts'

/** A vLLM server. */
export const vllm: Provider = {
  id: 'vllm',
  title: both('vLLM', 'vLLM'),
  dialect: 'openai',
  url: 'http://localhost:8000/v1',
  reference: 'https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html',
  capabilities: ['generate', 'stream', 'tools', 'log-probabilities', 'prompt-log-probabilities', 'thinking'],
  scoring: 'prompt-logprobs',
  thinking: thinking => ({
    fields: { chat_template_kwargs: { enable_thinking: thinking !== false } },
    ...(typeof thinking === 'object'
      ? {
          ignored: both(
            'the chat template turns reasoning on or off but does not bound it',
            '对话模板只能开启或关闭思考，不能限定其长度',
          ),
        }
      : {}),
  }),
  blocks: {},
}
