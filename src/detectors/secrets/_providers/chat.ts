import { startsWithSnowflake } from '../_checksums.ts'
import type { ProviderRow } from './_row.ts'

/** Messaging, telephony, mail and social networks. */
export const CHAT: readonly ProviderRow[] = [
  {
    title: 'Slack',
    names: ['slack'],
    reference: 'https://api.slack.com/concepts/token-types',
    keys: [
      { kind: 'bot-token', shape: 'xoxb-{d10-13}-{d10-13}-{n20-34}' },
      { kind: 'bot-token', shape: 'xoxb-{d8-14}-{n18-26}' },
      { kind: 'user-token', shape: 'xoxp-{d9-13}-{d9-13}-{d9-13}-{w28-34}' },
      { kind: 'user-token', shape: 'xoxe-{d9-13}-{d9-13}-{d9-13}-{w28-34}' },
      { kind: 'app-token', shape: 'xapp-{d1}-{M9-13}-{d10-14}-{m40-80}' },
      { kind: 'access-token', shape: 'xoxe.xoxp-{d1}-{n150-180}' },
      { kind: 'access-token', shape: 'xoxe.xoxb-{d1}-{n150-180}' },
      { kind: 'refresh-token', shape: 'xoxe-{d1}-{n140-160}' },
      { kind: 'access-token', shape: 'xoxa-{d1}-{d6-13}-{d6-13}-{d6-13}-{n12-40}' },
      { kind: 'refresh-token', shape: 'xoxr-{d1}-{d6-13}-{d6-13}-{d6-13}-{n12-40}' },
      { kind: 'access-token', shape: 'xoxa-{n20-48}' },
      { kind: 'refresh-token', shape: 'xoxr-{n20-48}' },
      { kind: 'access-token', shape: 'xoxs-{d6-13}-{d6-13}-{d6-13}-{x10-64}' },
      { kind: 'access-token', shape: 'xoxo-{d6-13}-{d6-13}-{d6-13}-{x10-64}' },
      { kind: 'session-token', shape: 'xoxc-{d9-13}-{d9-13}-{d9-13}-{x64}' },
      { kind: 'session-token', shape: 'xoxd-{w80-300}' },
      { kind: 'webhook', shape: 'hooks.slack.com/services/{M8-12}/{M8-12}/({n20-28})' },
      { kind: 'webhook', shape: 'hooks.slack.com/workflows/{M8-12}/{M8-12}/{d15-20}/({n20-28})' },
      { kind: 'webhook', shape: 'hooks.slack.com/triggers/{M9-12}/{d10-16}/({n20-40})' },
    ],
  },
  {
    title: 'Discord',
    names: ['discord'],
    reference: 'https://discord.com/developers/docs/reference#authentication',
    keys: [
      { kind: 'bot-token', shape: '{w24-28}.{w6}.{w27-40}', names: 'needs', check: startsWithSnowflake },
      { kind: 'bot-token', shape: 'MT{w22-26}.{w6}.{w27-40}', check: startsWithSnowflake },
      { kind: 'bot-token', shape: 'Nz{w22-26}.{w6}.{w27-40}', check: startsWithSnowflake },
      { kind: 'bot-token', shape: 'Mz{w22-26}.{w6}.{w27-40}', check: startsWithSnowflake },
      { kind: 'bot-token', shape: 'Nj{w22-26}.{w6}.{w27-40}', check: startsWithSnowflake },
      { kind: 'webhook', shape: 'discord.com/api/webhooks/{d17-20}/({w60-72})' },
      { kind: 'webhook', shape: 'discordapp.com/api/webhooks/{d17-20}/({w60-72})' },
      { kind: 'client-secret', shape: '{w32}', names: 'needs' },
      { kind: 'api-key', shape: '{x64}', names: 'needs' },
      { kind: 'client-id', shape: '{d17-19}', names: 'needs', plain: true },
    ],
  },
  {
    title: 'Telegram',
    names: ['telegram', 'tg_bot', 'telegr', 'tg_token', 'bot_token', '电报'],
    reference: 'https://core.telegram.org/bots/features#botfather',
    keys: [
      { kind: 'bot-token', shape: 'api.telegram.org/bot({d8-10}:{w35})' },
      { kind: 'bot-token', shape: '{d10}:AA{w33}', names: 'helps' },
      { kind: 'bot-token', shape: '{d9}:AA{w33}', names: 'helps' },
      { kind: 'bot-token', shape: '{d8}:AA{w33}', names: 'helps' },
      { kind: 'bot-token', shape: '{d5-16}:A{w34}', names: 'needs' },
    ],
  },
  {
    title: 'Microsoft Teams',
    names: ['teams', 'office'],
    reference:
      'https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
    keys: [
      {
        kind: 'webhook',
        shape: '.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/({x32}/{uuid})',
      },
    ],
  },
  {
    title: 'Google Chat',
    names: ['chat.googleapis'],
    reference: 'https://developers.google.com/workspace/chat/quickstart/webhooks',
    keys: [
      {
        kind: 'webhook',
        shape: 'chat.googleapis.com/v1/spaces/{n8-14}/messages?key={w30-40}&token=({w40-48})',
      },
    ],
  },
  {
    title: 'Mattermost',
    names: ['mattermost'],
    reference: 'https://developers.mattermost.com/integrate/reference/personal-access-token/',
    keys: [{ kind: 'personal-token', shape: '{m26}', names: 'needs' }],
  },
  {
    title: 'Gitter',
    names: ['gitter'],
    reference: 'https://developer.gitter.im/docs/authentication',
    keys: [{ kind: 'access-token', shape: '{w40}', names: 'needs' }],
  },
  {
    title: 'Twilio',
    names: ['twilio'],
    reference: 'https://www.twilio.com/docs/iam/api-keys',
    keys: [
      { kind: 'api-key', shape: 'SK{h32}' },
      { kind: 'client-id', shape: 'AC{h32}', names: 'helps' },
      { kind: 'access-token', shape: '{x32}', names: 'needs' },
    ],
  },
  {
    title: 'SendGrid',
    names: ['sendgrid'],
    reference: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    keys: [
      { kind: 'api-key', shape: 'SG.{w22}.{w43}' },
      { kind: 'api-key', shape: 'SG.{s66}' },
    ],
  },
  {
    title: 'Mailgun',
    names: ['mailgun'],
    reference: 'https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth',
    keys: [
      { kind: 'api-key', shape: 'key-{x32}', names: 'helps' },
      { kind: 'api-key', shape: 'pubkey-{x32}', names: 'helps' },
      { kind: 'api-key', shape: '{x32}-{x8}-{x8}', names: 'needs' },
      { kind: 'signing-secret', shape: '{m32}-{m8}-{m8}', names: 'needs' },
    ],
  },
  {
    title: 'Mailchimp',
    names: ['mailchimp'],
    reference: 'https://mailchimp.com/developer/marketing/guides/quick-start/',
    keys: [{ kind: 'api-key', shape: '{x32}-us{d1-2}' }],
  },
  {
    title: 'Mandrill',
    names: ['mandrill'],
    reference: 'https://mailchimp.com/developer/transactional/guides/quick-start/',
    keys: [
      { kind: 'api-key', shape: 'md-{w22}', names: 'helps' },
      { kind: 'api-key', shape: '{w22}', names: 'needs' },
    ],
  },
  {
    title: 'Brevo',
    names: ['brevo', 'sendinblue'],
    reference: 'https://developers.brevo.com/docs/getting-started',
    keys: [
      { kind: 'api-key', shape: 'xkeysib-{x64}-{n16}' },
      { kind: 'password', shape: 'xsmtpsib-{x64}-{n16}' },
    ],
  },
  {
    title: 'Resend',
    names: ['resend'],
    reference: 'https://resend.com/docs/dashboard/api-keys/introduction',
    keys: [
      { kind: 'api-key', shape: 're_{n8}_{n24}' },
      { kind: 'api-key', shape: 're_{n32-48}', names: 'helps' },
    ],
  },
  {
    title: 'Postmark',
    names: ['postmark'],
    reference: 'https://postmarkapp.com/developer/api/overview#authentication',
    keys: [{ kind: 'api-key', shape: '{uuid}', names: 'needs' }],
  },
  {
    title: 'MessageBird',
    names: ['messagebird', 'message_bird', 'message-bird'],
    reference: 'https://developers.messagebird.com/api/#authentication',
    keys: [
      { kind: 'client-id', shape: '{uuid}', names: 'needs' },
      { kind: 'api-key', shape: '{n25}', names: 'needs' },
    ],
  },
  {
    title: 'Vonage',
    names: ['vonage', 'nexmo'],
    reference: 'https://developer.vonage.com/en/getting-started/concepts/authentication',
    keys: [{ kind: 'secret-key', shape: '{n16}', names: 'needs' }],
  },
  {
    title: 'Telnyx',
    names: ['telnyx'],
    reference: 'https://developers.telnyx.com/docs/development/api-keys',
    keys: [{ kind: 'api-key', shape: 'KEY{X32}_{w22}' }],
  },
  {
    title: 'Plivo',
    names: ['plivo'],
    reference: 'https://www.plivo.com/docs/voice/api/overview',
    keys: [
      { kind: 'client-id', shape: 'MA{M18}', names: 'needs' },
      { kind: 'access-token', shape: '{n40}', names: 'needs' },
    ],
  },
  {
    title: 'Sendbird',
    names: ['sendbird'],
    reference: 'https://sendbird.com/docs/chat/platform-api/v3/prepare-to-use-api',
    keys: [
      { kind: 'access-token', shape: '{x40}', names: 'needs' },
      { kind: 'client-id', shape: '{uuid}', names: 'needs' },
    ],
  },
  {
    title: 'Pushbullet',
    names: ['pushbullet'],
    reference: 'https://docs.pushbullet.com/#api-overview',
    keys: [{ kind: 'access-token', shape: 'o.{n32}', names: 'needs' }],
  },
  {
    title: 'OneSignal',
    names: ['onesignal'],
    reference: 'https://documentation.onesignal.com/docs/keys-and-ids',
    keys: [{ kind: 'api-key', shape: 'os_v2_app_{m90-120}' }],
  },
  {
    title: 'Meta',
    names: ['facebook', 'instagram', 'meta_', 'fb_', 'whatsapp'],
    reference: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens/',
    keys: [
      { kind: 'access-token', shape: 'EAA{u1}{n100+}' },
      { kind: 'access-token', shape: 'IGQ{u1}{w100-400}' },
      { kind: 'access-token', shape: '{d15-16}|{w27-40}', names: 'needs' },
      { kind: 'client-secret', shape: '{x32}', names: 'needs' },
    ],
  },
  {
    title: 'X (Twitter)',
    names: ['twitter'],
    reference: 'https://docs.x.com/resources/fundamentals/authentication/overview',
    keys: [
      { kind: 'access-token', shape: 'AAAAAAAAAAAAAAAAAAAAA{n1}{n4-20}%{n1}{n1}{p40-100}', plain: true },
      { kind: 'access-token', shape: 'AAAAAAAAAAAAAAAAAAAAAA{n60-120}', plain: true },
      { kind: 'access-token', shape: '{d15-25}-{n20-45}', names: 'needs' },
      { kind: 'api-key', shape: '{n25}', names: 'needs' },
      { kind: 'secret-key', shape: '{n50}', names: 'needs' },
      { kind: 'secret-key', shape: '{n45}', names: 'needs' },
    ],
  },
  {
    title: 'LinkedIn',
    names: ['linkedin', 'linked_in', 'linked-in'],
    reference: 'https://learn.microsoft.com/linkedin/shared/authentication/authentication',
    keys: [
      { kind: 'client-secret', shape: 'WPL_AP1.{n16}.{b6}==' },
      { kind: 'client-id', shape: '{m14}', names: 'needs' },
      { kind: 'client-secret', shape: '{n16}', names: 'needs' },
    ],
  },
  {
    title: 'Twitch',
    names: ['twitch'],
    reference: 'https://dev.twitch.tv/docs/authentication/',
    keys: [
      { kind: 'oauth-token', shape: 'oauth:({m30})', names: 'helps' },
      { kind: 'access-token', shape: '{m30}', names: 'needs' },
    ],
  },
  {
    title: 'Spotify',
    names: ['spotify'],
    reference: 'https://developer.spotify.com/documentation/web-api/concepts/apps',
    keys: [{ kind: 'client-secret', shape: '{x32}', names: 'needs' }],
  },
  {
    title: 'Reddit',
    names: ['reddit'],
    reference: 'https://github.com/reddit-archive/reddit/wiki/OAuth2',
    keys: [{ kind: 'client-secret', shape: '{w27-30}', names: 'needs' }],
  },
  {
    title: 'VK',
    names: ['vkontakte', 'vk_token', 'vk.com'],
    reference: 'https://dev.vk.com/en/api/access-token/getting-started',
    keys: [{ kind: 'access-token', shape: 'vk1.a.{w100-300}' }],
  },
  {
    title: 'Flickr',
    names: ['flickr'],
    reference: 'https://www.flickr.com/services/api/auth.oauth.html',
    keys: [{ kind: 'access-token', shape: '{n32}', names: 'needs' }],
  },
  {
    title: 'Intercom',
    names: ['intercom'],
    reference: 'https://developers.intercom.com/docs/build-an-integration/learn-more/authentication',
    keys: [
      { kind: 'access-token', shape: 'dG9rO{b50-60}{=0-2}' },
      { kind: 'api-key', shape: '{w60}', names: 'needs' },
    ],
  },
]
