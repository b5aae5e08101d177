// The texts in which keys travel. Each carrier takes the name in capitals (DATADOG_API_KEY) and the value; `named`
// carriers say what the value is, the others hold it bare.

const camel = name => name.toLowerCase().replace(/_(\w)/g, (_, letter) => letter.toUpperCase())
const words = name => name.toLowerCase().replaceAll('_', ' ')
const kebab = name => name.toLowerCase().replaceAll('_', '-')
const lower = name => name.toLowerCase()
const json = JSON.stringify

export const CARRIERS = {
  dotenv: (name, value) => `NODE_ENV=production\n${name}=${value}\nPORT=8080\n`,
  'dotenv quoted': (name, value) => `${name}="${value}"\n`,
  'shell export': (name, value) => `#!/bin/sh\nset -e\nexport ${name}='${value}'\n./run.sh\n`,
  'YAML nested': (name, value) => `service:\n  replicas: 2\n  ${lower(name)}: ${value}\n  region: eu\n`,
  'YAML env list': (name, value) =>
    `env:\n  - name: ${name}\n    value: "${value}"\n  - name: MODE\n    value: prod\n`,
  'docker compose': (name, value) =>
    `services:\n  web:\n    environment:\n      - ${name}=${value}\n      - TZ=UTC\n`,
  Dockerfile: (name, value) =>
    `FROM node:20\nENV ${name} ${value}\nCMD ["node"]\n`.replace(`${name} `, `${name}=`),
  'JSON flat': (name, value) => json({ id: 7, [lower(name)]: value, active: true }),
  'JSON pretty': (name, value) => json({ settings: { [camel(name)]: value, retries: 3 } }, null, 2),
  'escaped JSON': (name, value) => json({ body: json({ [lower(name)]: value }) }),
  'Jupyter cell': (name, value) =>
    json({ cells: [{ source: [`import os\n`, `os.environ["${name}"] = "${value}"\n`] }] }),
  Python: (name, value) => `import os\n\n${name} = "${value}"\nclient = make_client()\n`,
  'Python keyword': (name, value) => `client = Client(${lower(name)}='${value}', timeout=30)\n`,
  'Python getenv': (name, value) => `key = os.getenv('${name}', '${value}')\n`,
  Java: (name, value) => `  private static final String ${name} = "${value}";\n`,
  Go: (name, value) => `const ${camel(name)} = "${value}"\n`,
  'Go typed': (name, value) => `var ${camel(name)} string = "${value}"\n`,
  'C#': (name, value) => `    public string ${camel(name)} { get; set; } = "${value}";\n`,
  JavaScript: (name, value) => `const config = {\n  ${camel(name)}: '${value}',\n  debug: false,\n}\n`,
  TypeScript: (name, value) => `export const ${camel(name)}: string = '${value}'\n`,
  PHP: (name, value) => `define('${name}', '${value}');\n`,
  Ruby: (name, value) => `config.${lower(name)} = ENV.fetch("${name}", "${value}")\n`,
  Rust: (name, value) => `const ${name}: &str = "${value}";\n`,
  'terraform variable': (name, value) =>
    `variable "${lower(name)}" {\n  type    = string\n  default = "${value}"\n}\n`,
  tfvars: (name, value) => `region = "eu-west-1"\n${lower(name)} = "${value}"\n`,
  properties: (name, value) => `app.${lower(name).replaceAll('_', '.')}=${value}\n`,
  INI: (name, value) => `[auth]\n${lower(name)} = ${value}\n`,
  'XML element': (name, value) => `<config><${camel(name)}>${value}</${camel(name)}></config>`,
  'XML attribute': (name, value) => `<add key="${camel(name)}" value="${value}" />`,
  'log line': (name, value) => `2026-03-02T10:11:12Z INFO auth ok user=17 ${lower(name)}=${value} ms=41\n`,
  'URL parameter': (name, value) =>
    `GET https://api.internal/v1/items?page=2&${lower(name)}=${encodeURIComponent(value)}&sort=asc\n`,
  'CLI flag': (name, value) => `deploy --region eu --${kebab(name)} ${value} --force\n`,
  'CLI flag equals': (name, value) => `deploy --${kebab(name)}=${value}\n`,
  'curl header': (name, value) => `curl -s -H "X-${kebab(name)}: ${value}" https://api.internal/v1\n`,
  'chat, English': (name, value) => `hey, the ${words(name)} is ${value} - please don't share it`,
  'chat, English, colon': (name, value) => `Sure! Your ${words(name)}: ${value}\nLet me know if it works.`,
  'chat, Chinese': (name, value) => `你好，${words(name)} 是 ${value}，请不要外传。`,
  'chat, Chinese words': (_name, value) => `我的密钥是${value}，用完记得删掉`,
  'Markdown table': (name, value) => `| name | value |\n| --- | --- |\n| ${words(name)} | \`${value}\` |\n`,
  'Markdown list': (name, value) => `- **${words(name)}**: \`${value}\`\n`,
  'SQL insert': (name, value) => `UPDATE settings SET ${lower(name)} = '${value}' WHERE id = 4;\n`,
  'HTML comment': (name, value) => `<!-- ${lower(name)}: ${value} -->\n`,
  'diff line': (name, value) => `@@ -1,2 +1,2 @@\n-${name}=\n+${name}=${value}\n`,
  'GitHub Actions': (name, value) => `      - run: make deploy\n        env:\n          ${name}: ${value}\n`,
  Kotlin: (name, value) => `private const val ${name} = "${value}"\n`,
  Swift: (name, value) => `let ${camel(name)} = "${value}"\n`,
  Scala: (name, value) => `  val ${camel(name)}: String = "${value}"\n`,
  Perl: (name, value) => `my $${lower(name)} = '${value}';\n`,
  PowerShell: (name, value) => `$env:${name} = "${value}"\nInvoke-Deploy\n`,
  'Windows batch': (name, value) => `set ${name}=${value}\r\ncall run.bat\r\n`,
  Elixir: (name, value) => `config :app, ${lower(name)}: "${value}"\n`,
  Clojure: (name, value) => `{:${kebab(name)} "${value}" :port 80}\n`,
  Lua: (name, value) => `local ${lower(name)} = "${value}"\n`,
  R: (name, value) => `Sys.setenv(${name} = "${value}")\n`,
  'C define': (name, value) => `#define ${name} "${value}"\n`,
  Makefile: (name, value) => `${name} ?= ${value}\nexport ${name}\n`,
  systemd: (name, value) => `[Service]\nEnvironment="${name}=${value}"\nExecStart=/usr/bin/app\n`,
  TOML: (name, value) => `[secrets]\n${lower(name)} = '${value}'\n`,
  'Helm values': (name, value) => `config:\n  ${camel(name)}: "${value}"\n  tls: true\n`,
  'YAML block': (name, value) => `${lower(name)}: |-\n  ${value}\nnext: 1\n`,
  'YAML folded quote': (name, value) => `- {name: ${name}, value: '${value}'}\n`,
  'Postman environment': (name, value) =>
    json({ values: [{ key: lower(name), value, enabled: true }] }, null, 2),
  'property list': (name, value) => `<key>${camel(name)}</key>\n<string>${value}</string>\n`,
  'HTML input': (name, value) => `<input type="hidden" name="${camel(name)}" value="${value}">`,
  'HTML data attribute': (name, value) => `<div data-${kebab(name)}="${value}"></div>`,
  'JSON array of pairs': (name, value) => json([[lower(name), value]]),
  'Python repr log': (name, value) => `DEBUG config={'${lower(name)}': '${value}', 'retries': 3}\n`,
  'Ruby hash': (name, value) => `client = Client.new(:${lower(name)} => '${value}')\n`,
  'Java builder': (name, value) => `Client.builder().${camel(name)}("${value}").build();\n`,
  'Java setter': (name, value) =>
    `config.set${camel(name).replace(/^./, first => first.toUpperCase())}("${value}");\n`,
  'JavaScript env fallback': (name, value) => `const key = process.env.${name} || '${value}'\n`,
  'docker run': (name, value) => `docker run --rm -e ${name}=${value} app:latest\n`,
  'e-mail': (name, value) =>
    `Hi Tom,\n\nas promised, the new ${words(name)}:\n\n    ${value}\n\nBest,\nAna\n`,
  'question and answer': (name, value) => `Q: What is the ${words(name)}?\nA: ${value}\n`,
  'model output': (name, value) =>
    `Sure. You can authenticate like this:\n\n\`\`\`python\nclient = App(${lower(name)}="${value}")\n\`\`\`\n`,
  'chat, Chinese colon': (name, value) => `这是 ${words(name)}：${value}\n`,
  'chat, Chinese token': (_name, value) => `令牌为“${value}”，有效期一年。`,
  'chat, Chinese access key': (_name, value) => `访问密钥: ${value}\n有问题再联系`,
  'JSON in chat': (name, value) => `它返回了 {"${lower(name)}":"${value}"}，对吗？`,
  Gradle: (name, value) => `ext.${camel(name)} = '${value}'\n`,
  nginx: (name, value) => `proxy_set_header X-${kebab(name)} "${value}";\n`,
  CloudFormation: (name, value) =>
    `Parameters:\n  ${camel(name)}:\n    Type: String\n    Default: ${value}\n`,
  Bicep: (name, value) => `param ${camel(name)} string = '${value}'\n`,
  Ansible: (name, value) => `- hosts: all\n  vars:\n    ${lower(name)}: "${value}"\n`,
  'GraphQL variables': (name, value) => json({ variables: { input: { [camel(name)]: value } } }),
  'tabs between': (name, value) => `${words(name)}\t${value}\n`,
  cookie: (name, value) => `Cookie: theme=dark; ${lower(name)}=${value}; lang=en\n`,
  'Objective-C': (name, value) => `static NSString *const ${camel(name)} = @"${value}";\n`,
  Dart: (name, value) => `final String ${camel(name)} = "${value}";\n`,
  'fish shell': (name, value) => `set -x ${name} "${value}"\n`,
  'C shell': (name, value) => `setenv ${name} ${value}\n`,
  'put-parameter': (name, value) =>
    `aws ssm put-parameter --name /app/${lower(name)} --value "${value}" --type SecureString\n`,
  'kubectl literal': (name, value) =>
    `kubectl create secret generic app --from-literal=${lower(name)}=${value}\n`,
  'helm --set': (name, value) => `helm upgrade app . --set config.${camel(name)}=${value}\n`,
  'gh secret set': (name, value) => `gh secret set ${name} --body "${value}"\n`,
  'heroku config': (name, value) => `heroku config:set ${name}=${value} -a app\n`,
  'Visual Basic': (name, value) => `Dim ${camel(name)} As String = "${value}"\n`,
  'SQL values': (name, value) =>
    `INSERT INTO settings (name, value) VALUES ('${lower(name)}', '${value}');\n`,
  'C++ braces': (name, value) => `std::string ${camel(name)}{"${value}"};\n`,
  'C++ pointer': (name, value) => `const char* ${name} = "${value}";\n`,
  'HTML meta': (name, value) => `<meta name="${kebab(name)}" content="${value}">`,
  assertion: (name, value) => `assert settings.${name} == "${value}"\n`,
  'GitLab CI': (name, value) => `variables:\n  ${name}: "${value}"\n`,
  'chat, arrow': (name, value) => `Please use this ${words(name)} → ${value}`,
  'chat, next line': (name, value) => `${words(name)}\n${value}\n`,
  'chat, Chinese brackets': (name, value) => `【${words(name)}】${value}`,
  'set to': (name, value) => `Set \`${name}\` to \`${value}\` and restart.`,
  'error message': (name, value) => `Error: invalid ${words(name)} '${value}' at line 3`,
  'URL fragment': (name, value) => `https://hooks.internal/x#${lower(name)}=${encodeURIComponent(value)}`,
  'CSV column': (name, value) => `id,${lower(name)},active\n1,${value},true\n`,
  'bare in chat': (_name, value) => `here you go: ${value}`,
  'bare in parentheses': (_name, value) => `it failed again (${value}), any idea?`,
  'bare line': (_name, value) => `${value}\n`,
  'bare CSV cell': (_name, value) => `17,ana,${value},2026-01-04\n`,
}

/** Carriers that do not say what the value is: only keys with a literal of their own can be known there. */
export const BARE = new Set([
  'bare in chat',
  'bare in parentheses',
  'bare line',
  'bare CSV cell',
  'CSV column',
])

/** Carriers that call any value a secret in their own words. */
export const OWN_WORDS = new Set([
  'chat, Chinese words',
  'chat, Chinese token',
  'chat, Chinese access key',
  'kubectl literal',
])

/** Values that look random and open nothing, under the names they usually have. */
export const LOOK_ALIKES = [
  ['git commit', 'commit', (draw, hex) => draw(hex, 40)],
  ['sha256 digest', 'sha256', (draw, hex) => draw(hex, 64)],
  [
    'integrity',
    'integrity',
    draw => `sha512-${draw('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 86)}==`,
  ],
  ['md5 checksum', 'checksum', (draw, hex) => draw(hex, 32)],
  ['request id', 'REQUEST_ID', (draw, hex) => [8, 4, 4, 4, 12].map(n => draw(hex, n)).join('-')],
  ['trace id', 'trace_id', (draw, hex) => draw(hex, 32)],
  ['etag', 'etag', (draw, hex) => `"${draw(hex, 32)}"`.slice(1, -1)],
  [
    'csrf token',
    'CSRF_TOKEN',
    draw => draw('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 32),
  ],
  [
    'public key',
    'PUBLIC_KEY',
    draw => draw('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 43),
  ],
  ['cache key', 'CACHE_KEY', (draw, hex) => draw(hex, 40)],
  [
    'page token',
    'NEXT_PAGE_TOKEN',
    draw => draw('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 24),
  ],
  ['placeholder', 'API_KEY', () => 'YOUR_API_KEY'],
  ['placeholder in brackets', 'API_TOKEN', () => '<your-token-here>'],
  ['x run', 'SECRET_KEY', () => 'xxxxxxxxxxxxxxxxxxxxxxxx'],
  ['template', 'DB_PASSWORD', () => '$' + '{DB_PASSWORD}'],
  ['mustache', 'ACCESS_TOKEN', () => '{{ access_token }}'],
  ['environment', 'CLIENT_SECRET', () => 'process.env.CLIENT_SECRET'],
  ['change me', 'ADMIN_PASSWORD', () => 'changeme'],
  ['file name', 'PRIVATE_KEY_FILE', () => 'certs/server-private.pem'],
  ['url', 'TOKEN_URL', () => 'https://login.internal/oauth2/v2.0/token'],
  ['identifier', 'SECRET_NAME', () => 'production/payments/stripe-webhook'],
  ['type name', 'API_KEY', () => 'ApiKeyCredentialProvider'],
  ['version', 'API_VERSION', () => '2026-01-28-preview'],
  ['date', 'TOKEN_EXPIRES', () => '2026-04-01T00:00:00.000Z'],
].map(([kind, name, make]) => ({ kind, name, make }))
