// Random keys by the shapes that providers document, for measuring only. Nothing here was issued by anyone, and every
// literal is cut so that no scanner takes this file for a leak. Kept apart from the table of the detector on purpose:
// a wrong shape there must show here.

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const DIGIT = '0123456789'
export const HEX = `${DIGIT}abcdef`
const ALNUM = DIGIT + UPPER + LOWER
const URL64 = `${ALNUM}-_`
const B64 = `${ALNUM}+/`

export const draw = (random, alphabet, length) =>
  Array.from({ length }, () => alphabet[random.integer(alphabet.length)]).join('')

function crc32(text) {
  let crc = ~0
  for (const byte of Buffer.from(text)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}
function base62(value) {
  let out = ''
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) out = ALNUM[rest % 62] + out
  return out.padStart(6, '0')
}
const withCrc62 = (random, prefix) => {
  const body = draw(random, ALNUM, 30)
  return prefix + body + base62(crc32(body))
}
const routable = (random, prefix) => {
  const payload = Buffer.from(`o:1\nu:${draw(random, HEX, 3)}${draw(random, ALNUM, 16)}\u0010`).toString(
    'base64url',
  )
  const head = `${prefix}${payload}.${payload.length.toString(36).padStart(2, '0')}`
  return head + crc32(head).toString(36).padStart(7, '0')
}
const grafana = random => {
  const head = `gl${'sa'}_${draw(random, ALNUM, 32)}`
  const crc = Buffer.alloc(4)
  crc.writeUInt32LE(crc32(head))
  return `${head}_${crc.toString('hex')}`
}
const uuid = random => [8, 4, 4, 4, 12].map(length => draw(random, HEX, length)).join('-')
const jwt = random => {
  const part = value => Buffer.from(JSON.stringify(value)).toString('base64url')
  const header = part({ alg: 'HS256', typ: 'JWT' })
  return `${header}.${part({ sub: draw(random, DIGIT, 8), iat: 1700000000 })}.${draw(random, URL64, 43)}`
}
const discord = random =>
  `${Buffer.from(`1${draw(random, DIGIT, 18)}`).toString('base64url')}.${draw(random, URL64, 6)}.${draw(random, URL64, 38)}`

/** Every kind of key: provider, the name its users give it, and how one is drawn. `bare` keys show by themselves. */
export const TOKENS = [
  ['GitHub classic', 'GITHUB_TOKEN', true, r => withCrc62(r, `gh${'p'}_`)],
  ['GitHub OAuth', 'GH_OAUTH_TOKEN', true, r => withCrc62(r, `gh${'o'}_`)],
  ['GitHub Actions', 'GITHUB_APP_TOKEN', true, r => withCrc62(r, `gh${'s'}_`)],
  [
    'GitHub fine-grained',
    'GITHUB_PAT',
    true,
    r => `github${'_pat'}_11${draw(r, UPPER + DIGIT, 20)}_${draw(r, ALNUM, 59)}`,
  ],
  ['GitLab', 'GITLAB_TOKEN', true, r => `gl${'pat'}-${draw(r, URL64, 20)}`],
  ['GitLab routable', 'GITLAB_PAT', true, r => routable(r, `gl${'pat'}-`)],
  ['npm', 'NPM_TOKEN', true, r => withCrc62(r, `np${'m'}_`)],
  ['PyPI', 'PYPI_API_TOKEN', true, r => `pypi${'-AgEI'}cHlwaS5vcmc${draw(r, URL64, 150)}`],
  ['RubyGems', 'RUBYGEMS_API_KEY', true, r => `ruby${'gems'}_${draw(r, HEX, 48)}`],
  ['Docker Hub', 'DOCKERHUB_TOKEN', true, r => `dckr${'_pat'}_${draw(r, URL64, 27)}`],
  ['AWS access key id', 'AWS_ACCESS_KEY_ID', true, r => `AK${'IA'}${draw(r, `${UPPER}234567`, 16)}`],
  ['AWS secret key', 'AWS_SECRET_ACCESS_KEY', false, r => draw(r, B64, 40)],
  ['Google API', 'GOOGLE_API_KEY', true, r => `AI${'za'}Sy${draw(r, URL64, 33)}`],
  ['Google client secret', 'GOOGLE_CLIENT_SECRET', true, r => `GOC${'SPX'}-${draw(r, URL64, 28)}`],
  [
    'Azure client secret',
    'AZURE_CLIENT_SECRET',
    true,
    r => `${draw(r, ALNUM, 3)}8${'Q'}~${draw(r, URL64, 34)}`,
  ],
  ['Azure storage', 'AZURE_STORAGE_KEY', false, r => `${draw(r, B64, 86)}==`],
  ['DigitalOcean', 'DIGITALOCEAN_TOKEN', true, r => `do${'p_v1'}_${draw(r, HEX, 64)}`],
  ['Cloudflare', 'CLOUDFLARE_API_TOKEN', false, r => draw(r, URL64, 40)],
  ['Heroku', 'HEROKU_API_KEY', false, r => uuid(r)],
  ['Fly.io', 'FLY_ACCESS_TOKEN', true, r => `fo${'1'}_${draw(r, URL64, 43)}`],
  ['Netlify', 'NETLIFY_AUTH_TOKEN', true, r => `nf${'p'}_${draw(r, ALNUM, 40)}`],
  ['Alibaba Cloud id', 'ALIYUN_ACCESS_KEY_ID', true, r => `LT${'AI'}5t${draw(r, ALNUM, 18)}`],
  ['Alibaba Cloud secret', 'ALIYUN_ACCESS_KEY_SECRET', false, r => draw(r, ALNUM, 30)],
  ['Tencent Cloud id', 'TENCENT_SECRET_ID', true, r => `AK${'ID'}${draw(r, ALNUM, 32)}`],
  ['Tencent Cloud secret', 'TENCENT_SECRET_KEY', false, r => draw(r, ALNUM, 32)],
  ['Volcengine id', 'VOLC_ACCESSKEY', true, r => `AK${'LT'}${draw(r, ALNUM, 43)}`],
  ['Baidu', 'QIANFAN_API_KEY', true, r => `bce-v3/${'ALTAK'}-${draw(r, ALNUM, 21)}/${draw(r, HEX, 40)}`],
  ['Huawei secret', 'HUAWEI_SECRET_KEY', false, r => draw(r, ALNUM, 40)],
  ['WeChat app secret', 'WECHAT_APP_SECRET', false, r => draw(r, HEX, 32)],
  ['DingTalk signing', 'DINGTALK_SECRET', true, r => `SE${'C'}${draw(r, HEX, 64)}`],
  ['Feishu app secret', 'FEISHU_APP_SECRET', false, r => draw(r, ALNUM, 32)],
  [
    'OpenAI project',
    'OPENAI_API_KEY',
    true,
    r => `sk-${'proj'}-${draw(r, URL64, 74)}T3Blbk${'FJ'}${draw(r, URL64, 74)}`,
  ],
  ['OpenAI classic', 'OPENAI_KEY', true, r => `sk-${draw(r, ALNUM, 20)}T3Blbk${'FJ'}${draw(r, ALNUM, 20)}`],
  ['Anthropic', 'ANTHROPIC_API_KEY', true, r => `sk-${'ant'}-api03-${draw(r, URL64, 93)}AA`],
  ['DeepSeek', 'DEEPSEEK_API_KEY', false, r => `sk-${draw(r, HEX, 32)}`],
  ['Moonshot', 'MOONSHOT_API_KEY', false, r => `sk-${draw(r, ALNUM, 48)}`],
  ['DashScope', 'DASHSCOPE_API_KEY', false, r => `sk-${draw(r, HEX, 32)}`],
  ['Zhipu', 'ZHIPUAI_API_KEY', false, r => `${draw(r, HEX, 32)}.${draw(r, ALNUM, 16)}`],
  ['Hugging Face', 'HF_TOKEN', true, r => `h${'f'}_${draw(r, UPPER + LOWER, 34)}`],
  ['Replicate', 'REPLICATE_API_TOKEN', true, r => `r${'8'}_${draw(r, ALNUM, 37)}`],
  ['Groq', 'GROQ_API_KEY', true, r => `gs${'k'}_${draw(r, ALNUM, 52)}`],
  ['Perplexity', 'PERPLEXITY_API_KEY', true, r => `pp${'lx'}-${draw(r, ALNUM, 48)}`],
  ['xAI', 'XAI_API_KEY', true, r => `xa${'i'}-${draw(r, ALNUM, 80)}`],
  ['OpenRouter', 'OPENROUTER_API_KEY', true, r => `sk-${'or'}-v1-${draw(r, HEX, 64)}`],
  ['Mistral', 'MISTRAL_API_KEY', false, r => draw(r, ALNUM, 32)],
  ['Cohere', 'COHERE_API_KEY', false, r => draw(r, ALNUM, 40)],
  ['LangSmith', 'LANGSMITH_API_KEY', true, r => `lsv2${'_pt'}_${draw(r, HEX, 32)}_${draw(r, HEX, 10)}`],
  ['Weights & Biases', 'WANDB_API_KEY', false, r => draw(r, HEX, 40)],
  ['Pinecone', 'PINECONE_API_KEY', true, r => `pc${'sk'}_${draw(r, ALNUM, 6)}_${draw(r, ALNUM, 64)}`],
  ['NVIDIA', 'NVIDIA_API_KEY', true, r => `nv${'api'}-${draw(r, URL64, 64)}`],
  [
    'Slack bot',
    'SLACK_BOT_TOKEN',
    true,
    r => `xo${'xb'}-${draw(r, '123456789', 12)}-${draw(r, '123456789', 13)}-${draw(r, ALNUM, 24)}`,
  ],
  [
    'Slack user',
    'SLACK_USER_TOKEN',
    true,
    r =>
      `xo${'xp'}-${draw(r, '123456789', 12)}-${draw(r, '123456789', 12)}-${draw(r, '123456789', 12)}-${draw(r, HEX, 32)}`,
  ],
  [
    'Slack app',
    'SLACK_APP_TOKEN',
    true,
    r => `xa${'pp'}-1-A${draw(r, UPPER + DIGIT, 10)}-${draw(r, '123456789', 13)}-${draw(r, HEX, 64)}`,
  ],
  ['Discord bot', 'DISCORD_TOKEN', true, discord],
  [
    'Telegram bot',
    'TELEGRAM_BOT_TOKEN',
    true,
    r => `${draw(r, '123456789', 10)}:A${'A'}${draw(r, URL64, 33)}`,
  ],
  ['Twilio', 'TWILIO_API_KEY', true, r => `S${'K'}${draw(r, HEX, 32)}`],
  ['Twilio auth token', 'TWILIO_AUTH_TOKEN', false, r => draw(r, HEX, 32)],
  ['SendGrid', 'SENDGRID_API_KEY', true, r => `S${'G'}.${draw(r, URL64, 22)}.${draw(r, URL64, 43)}`],
  ['Mailgun', 'MAILGUN_API_KEY', false, r => `ke${'y'}-${draw(r, HEX, 32)}`],
  ['Mailchimp', 'MAILCHIMP_API_KEY', true, r => `${draw(r, HEX, 32)}-u${'s'}21`],
  ['Brevo', 'BREVO_API_KEY', true, r => `xkey${'sib'}-${draw(r, HEX, 64)}-${draw(r, ALNUM, 16)}`],
  ['Stripe', 'STRIPE_SECRET_KEY', true, r => `sk_${'live'}_51${draw(r, ALNUM, 97)}`],
  ['Stripe test', 'STRIPE_TEST_KEY', true, r => `sk_${'test'}_${draw(r, ALNUM, 24)}`],
  ['Square', 'SQUARE_ACCESS_TOKEN', true, r => `EA${'AA'}${draw(r, URL64, 60)}`],
  ['Shopify', 'SHOPIFY_ACCESS_TOKEN', true, r => `sh${'pat'}_${draw(r, HEX, 32)}`],
  ['PayPal secret', 'PAYPAL_CLIENT_SECRET', false, r => `E${draw(r, URL64, 79)}`],
  ['Vault', 'VAULT_TOKEN', true, r => `hv${'s'}.${draw(r, URL64, 95)}`],
  ['Terraform', 'TFE_TOKEN', true, r => `${draw(r, ALNUM, 14)}.at${'las'}v1.${draw(r, ALNUM, 67)}`],
  ['Databricks', 'DATABRICKS_TOKEN', true, r => `da${'pi'}${draw(r, HEX, 32)}`],
  ['PlanetScale', 'PLANETSCALE_PASSWORD', true, r => `pscale${'_pw'}_${draw(r, ALNUM, 43)}`],
  ['Supabase', 'SUPABASE_ACCESS_TOKEN', true, r => `sb${'p'}_${draw(r, HEX, 40)}`],
  ['Grafana', 'GRAFANA_TOKEN', true, grafana],
  ['New Relic', 'NEW_RELIC_API_KEY', true, r => `NR${'AK'}-${draw(r, UPPER + DIGIT, 27)}`],
  ['Datadog', 'DATADOG_API_KEY', false, r => draw(r, HEX, 32)],
  ['Sentry user', 'SENTRY_AUTH_TOKEN', true, r => `sntr${'yu'}_${draw(r, HEX, 64)}`],
  [
    'Dynatrace',
    'DYNATRACE_API_TOKEN',
    true,
    r => `dt0${'c01'}.${draw(r, UPPER + DIGIT, 24)}.${draw(r, UPPER + DIGIT, 64)}`,
  ],
  ['Doppler', 'DOPPLER_TOKEN', true, r => `dp${'.pt'}.${draw(r, ALNUM, 43)}`],
  ['Pulumi', 'PULUMI_ACCESS_TOKEN', true, r => `pu${'l'}-${draw(r, HEX, 40)}`],
  ['Postman', 'POSTMAN_API_KEY', true, r => `PM${'AK'}-${draw(r, HEX, 24)}-${draw(r, HEX, 34)}`],
  ['Linear', 'LINEAR_API_KEY', true, r => `lin${'_api'}_${draw(r, ALNUM, 40)}`],
  ['Notion', 'NOTION_TOKEN', true, r => `nt${'n'}_${draw(r, DIGIT, 11)}${draw(r, ALNUM, 35)}`],
  ['Figma', 'FIGMA_TOKEN', true, r => `fig${'d'}_${draw(r, URL64, 40)}`],
  ['Airtable', 'AIRTABLE_TOKEN', true, r => `pa${'t'}${draw(r, ALNUM, 14)}.${draw(r, HEX, 64)}`],
  ['HubSpot', 'HUBSPOT_TOKEN', true, r => `pat-${'na1'}-${uuid(r)}`],
  [
    'Atlassian',
    'JIRA_API_TOKEN',
    true,
    r => `AT${'ATT'}3xFfGF0${draw(r, URL64, 176)}=${draw(r, HEX, 8).toUpperCase()}`,
  ],
  ['Sourcegraph', 'SRC_ACCESS_TOKEN', true, r => `sg${'p'}_${draw(r, HEX, 16)}_${draw(r, HEX, 40)}`],
  ['Okta', 'OKTA_API_TOKEN', false, r => `00${draw(r, URL64, 40)}`],
  ['Algolia', 'ALGOLIA_ADMIN_KEY', false, r => draw(r, HEX, 32)],
  ['LaunchDarkly', 'LAUNCHDARKLY_SDK_KEY', true, r => `sd${'k'}-${uuid(r)}`],
  [
    'Tailscale',
    'TAILSCALE_AUTHKEY',
    true,
    r => `ts${'key'}-auth-${draw(r, ALNUM, 12)}CNTRL-${draw(r, ALNUM, 32)}`,
  ],
  ['Mapbox', 'MAPBOX_SECRET_TOKEN', true, r => `s${'k'}.eyJ${draw(r, ALNUM, 80)}.${draw(r, URL64, 22)}`],
  ['X bearer', 'TWITTER_BEARER_TOKEN', true, r => `${'A'.repeat(22)}${draw(r, ALNUM, 80)}`],
  ['Facebook page', 'FACEBOOK_PAGE_TOKEN', true, r => `EA${'AC'}${draw(r, ALNUM, 160)}`],
  [
    'age',
    'SOPS_AGE_KEY',
    true,
    r => `AGE-SECRET${'-KEY'}-1${draw(r, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58)}`,
  ],
  ['JSON Web Token', 'SESSION_JWT', true, jwt],
  ['generic base62', 'SERVICE_SECRET', false, r => draw(r, ALNUM, 32)],
  ['generic hex', 'ENCRYPTION_KEY', false, r => draw(r, HEX, 64)],
  ['generic base64', 'SIGNING_KEY', false, r => `${draw(r, B64, 43)}=`],
  ['password', 'DB_PASSWORD', false, r => `${draw(r, ALNUM, 6)}${draw(r, '!@#%^*', 1)}${draw(r, ALNUM, 5)}7`],
].map(([provider, name, bare, make]) => ({ provider, name, bare, make }))
